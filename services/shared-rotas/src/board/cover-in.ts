import type { BoardSources } from './board.ts';
import { coverOf } from './cover.ts';
import { namedSites } from './grid.ts';
import { shownDays } from './grid-days.ts';
import type { GridCover } from './grid-shape.ts';
import { seenRotas } from './may-see.ts';
import type { ClockMoment } from './moment.ts';
import { numbering } from './numbering.ts';
import { dutiesAt, rotasAt } from './state.ts';

type Asked = {
  readonly from: string;
  readonly to: string;
  readonly moment: ClockMoment;
  /** Only these; all that the reader may see when absent. */
  readonly rotas?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
};

/** Cover on many rotas, in columns: `rota` is a number in `rotas`, the others as on a board. Rotas by name. */
export function coverIn(sources: BoardSources, { from, to, moment, rotas: named, sites: at }: Asked) {
  const { rows, holidayOn } = sources;
  const seen = seenRotas(sources, moment);
  const shown = shownDays(from, to, holidayOn);
  const sites = numbering<string>();
  const roles = numbering<string>();
  const told = rotasAt(rows, moment).filter(
    ({ rota, period, ...one }) =>
      seen.has(rota) &&
      period.from < to &&
      period.to > from &&
      (!named || named.includes(rota)) &&
      (!at || one.sites.some((site) => at.includes(site))),
  );
  const parts = told.map(({ rota }, number) => {
    const duties = dutiesAt(rows, { rota, from, to }, moment).filter(({ duty }) => !at || at.includes(duty.site));
    const cover = coverOf(duties, { shown, sites, roles });
    return { rota: cover.day.map(() => number), ...cover };
  });
  const column = (name: 'rota' | keyof GridCover) => parts.flatMap((part) => part[name]);
  return {
    from,
    to,
    days: shown.days,
    rotas: told.map(({ rota, name }) => ({ rota, name })),
    cover: {
      rota: column('rota'),
      day: column('day'),
      site: column('site'),
      role: column('role'),
      need: column('need'),
      have: column('have'),
    },
    sites: namedSites(sites, sources, from),
    roles: roles.all(),
  };
}
