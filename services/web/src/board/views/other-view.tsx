import { addDays, mondayOf } from '../../layout/words.ts';
import type { BoardAddress } from '../find/address.ts';
import type { ChangeAddress } from '../find/use-board-address.ts';
import { DutiesView } from './duties-view.tsx';
import { HeatView } from './heat-view.tsx';
import { HoursView } from './hours-view.tsx';
import { ListView } from './list-view.tsx';
import type { Picture } from './picture.ts';
import { SimpleTable } from './simple-table.tsx';

type Props = {
  readonly address: BoardAddress;
  readonly picture: Picture;
  readonly change: ChangeAddress;
  readonly open: (duty: string) => void;
};

/** Every way to look at a rota but people by day. */
export function OtherView({ address, picture, change, open }: Props) {
  const turn = (page: number) => change({ page });
  switch (address.view) {
    case 'duties':
      return <DutiesView picture={picture} open={open} />;
    case 'hours':
      return <HoursView picture={picture} date={address.from} open={open} />;
    case 'heat':
      return (
        <HeatView
          picture={picture}
          open={(site, date) =>
            change({ view: 'hours', from: date, filters: { ...address.filters, site: [site] }, page: 1 })
          }
        />
      );
    case 'table':
      return <SimpleTable picture={picture} page={address.page} turn={turn} />;
    case 'list':
      return (
        <ListView
          picture={picture}
          page={address.page}
          turn={turn}
          goTo={(person, date) => change({ view: 'people', cell: { person, date }, from: fromWith(address, date) })}
        />
      );
    case 'people':
      return null;
    default:
      return address.view satisfies never;
  }
}

/** The first day shown so that a day is among those shown: the same where it is already. */
export const fromWith = ({ view, from, weeks }: BoardAddress, date: string): string => {
  const isIn = view !== 'hours' && (weeks === 'all' || (date >= from && date < addDays(from, weeks * 7)));
  return isIn ? from : mondayOf(date);
};
