import { localDateOf } from '@weft/rostering';
import type { JudgedPerson } from '../findings/judge.ts';
import { shownKind } from '../lines/shown-leave.ts';
import { ZONE } from '../zone.ts';
import type { BoardSources } from './board.ts';
import { cutAt, type ShownDays } from './grid-days.ts';
import type { GridPerson } from './grid-shape.ts';
import type { Numbering } from './numbering.ts';
import { rowFactsOf } from './row-facts.ts';
import { shownPersonOf } from './shown-person.ts';
import type { RotaState } from './state.ts';

type Around = {
  readonly sources: BoardSources;
  readonly rota: RotaState;
  readonly shown: ShownDays;
  /** Rotas that the reader may see. */
  readonly seen: ReadonlySet<string>;
  readonly sites: Numbering<string>;
  readonly worstOf: (person: string) => GridPerson['worst'];
};

/** The rows' heads, leave and time elsewhere, by name. */
export const gridPeople = (people: readonly JudgedPerson[], around: Around): GridPerson[] =>
  [...people].sort(byName).map((one) => gridPerson(one, around));

const byName = ({ known: a }: JudgedPerson, { known: b }: JudgedPerson) =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : a.person < b.person ? -1 : 1;

function gridPerson(one: JudgedPerson, { sources, rota, shown, seen, sites, worstOf }: Around): GridPerson {
  const { network } = sources;
  const { known, line, duties } = one;
  const { from, to } = shown;
  const { homeSite, ...who } = shownPersonOf(known, { from, to, network });
  return {
    ...who,
    home: homeSite === null ? null : sites.of(homeSite),
    ...rowFactsOf(one, { from, to, rotaFrom: rota.period.from, network }),
    worst: worstOf(known.person),
    leave: line.leave.flatMap((leave) => {
      const days = cutAt(shown, leave);
      return days ? [{ kind: shownKind(leave.kind, known, sources), ...days }] : [];
    }),
    elsewhere: line.bookings.flatMap((booking, index) => {
      if (booking.rota === rota.rota) return [];
      const start = duties[index]?.start ?? 0;
      if (start < shown.start || start >= shown.end) return [];
      const { duty, site, role } = booking;
      return [
        {
          day: shown.numberOf(localDateOf(ZONE, start)),
          start: booking.start,
          end: booking.end,
          place: seen.has(booking.rota) ? { duty, rota: booking.rota, site: sites.of(site), role } : null,
        },
      ];
    }),
  };
}
