import { useMemo } from 'react';
import { counted } from '../../layout/words.ts';
import { CellGrid, type GridLine } from './cell-grid.tsx';
import { type Cover, coverByDay, coverBySite, levelOf, levelWords } from './cover.ts';
import { DayFoot } from './day-foot.tsx';
import type { Picture } from './picture.ts';

const LEGEND = ['full', 'short', 'thin', 'empty'] as const;

/** Sites down, days across: places had of places needed, with hatching the denser the fewer there are. */
export function HeatView({
  picture: { days, duties },
  open,
}: {
  readonly picture: Picture;
  readonly open: (site: string, date: string) => void;
}) {
  const sites = useMemo(() => coverBySite(duties), [duties]);
  const cover = useMemo(() => coverByDay(duties), [duties]);
  const lines = sites.map(
    ({ site, name, on, all }): GridLine => ({
      key: site,
      name,
      head: (
        <>
          {name}
          <small>
            {all.have} of {all.need}, {counted(all.gaps, 'gap')}
          </small>
        </>
      ),
      cell: (date) => {
        const day = on(date);
        const level = levelOf(day);
        const roles = day.roles.map(({ role, need, have }) => `${role} ${have} of ${need}`);
        return {
          text: day.need === 0 ? '' : figure(day),
          words: [levelWords[level], ...roles].join('; '),
          kind: `heat-${level}`,
        };
      },
    }),
  );
  if (lines.length === 0) return <p>No site needs anybody on these days, as far as the filter shows.</p>;
  return (
    <>
      <ul className="weft-heat-legend">
        {LEGEND.map((level) => (
          <li key={level}>
            <span className={`weft-cell weft-cell--heat-${level}`} aria-hidden="true">
              {figure({ full: FULL, short: SHORT, thin: THIN, empty: EMPTY }[level])}
            </span>{' '}
            {levelWords[level]}
          </li>
        ))}
      </ul>
      <CellGrid
        name="Cover of sites by day"
        corner="Site"
        days={days}
        lines={lines}
        foot={(date) => <DayFoot cover={cover(date)} />}
        open={(row, date) => {
          const site = sites[row]?.site;
          if (site) open(site, date);
        }}
      />
    </>
  );
}

const FULL: Cover = { need: 4, have: 4, gaps: 0 };
const SHORT: Cover = { need: 4, have: 3, gaps: 1 };
const THIN: Cover = { need: 4, have: 1, gaps: 3 };
const EMPTY: Cover = { need: 4, have: 0, gaps: 4 };

const figure = ({ need, have, gaps }: Cover) => `${have}/${need}${gaps > 0 ? '!' : ''}`;
