import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BoardSources } from '../board/board.ts';
import { maySee } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type DutyState, dutiesAt, type RotaState, rotasAt } from '../board/state.ts';
import { askAll } from '../who-can-fill/ask.ts';
import { causesOf, type GapCause } from './cause.ts';
import { type Harm, harmAmong } from './harm.ts';
import { partOf } from './part.ts';
import { type GapReason, reasonsOf } from './reasons.ts';

type GapsAsked = {
  readonly rota?: string | undefined;
  /** Local days [from, to). */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly site?: string | undefined;
  /** For how many of the gaps, from the first, everybody is asked why nobody has it. */
  readonly withReasons: number;
  /** Only of duties that end after this instant. */
  readonly endsAfter?: string | null | undefined;
  /** 'harm': by day, and within a day the worst first. */
  readonly order?: 'start' | 'harm' | undefined;
  /** These duties only. */
  readonly duties?: readonly string[] | undefined;
};
/** So many at a time, those after the place that the part before named. */
type Part = { readonly limit: number; readonly after?: string | undefined };

/** Free people of whom a gap's reasons tell, at most: with so many, it is no riddle. */
const ENOUGH_FREE = 10;

/** Every duty with an empty place on rotas that the reader may see. Other work gets its turns meanwhile. */
export const gapsIn = async (sources: BoardSources, asked: GapsAsked) =>
  (await gapsPart(sources, { ...asked, limit: Number.POSITIVE_INFINITY })).gaps;

/** The same a part at a time: how many there are in all, and from where on the next part is asked; null for no next. */
export async function gapsPart(sources: BoardSources, asked: GapsAsked & Part) {
  const { rota: wanted, from, to, site, duties: named, withReasons, order, endsAfter, limit, after } = asked;
  const { rows, network, actor, today } = sources;
  const isNamed = named && new Set<string>(named);
  const placed = rotasAt(rows, now)
    .filter((rota) => (wanted === undefined || rota.rota === wanted) && maySee(rota, actor, { network, today }))
    .flatMap((rota): Placed[] => {
      const duties = dutiesAt(rows, { rota: rota.rota, from: from ?? rota.period.from, to: to ?? rota.period.to }, now);
      const empty = duties
        .filter(({ duty, withdrawn, filled }) => !withdrawn && filled.length < duty.count)
        .filter(({ duty }) => site === undefined || duty.site === site)
        .filter(({ duty }) => !isNamed || isNamed.has(duty.duty))
        .filter(({ duty }) => !endsAfter || Date.parse(duty.end) > Date.parse(endsAfter));
      if (empty.length === 0) return [];
      const harmOf = harmAmong(duties);
      return empty.map((state) => ({ rota, state, harm: harmOf(state) }));
    });
  const { part, next } = partOf(placed, { order, limit, after });
  const told = [];
  const causes = new Map<string, GapCause>();
  for (const [rota, gaps] of Map.groupBy(part, ({ rota: of }) => of.rota))
    for (const [duty, cause] of causesOf(
      rows,
      rota,
      gaps.map(({ state }) => state.duty),
    ))
      causes.set(duty, cause);
  for (const [index, { rota, state, harm }] of part.entries()) {
    const { duty, filled } = state;
    let reasons: GapReason[] | null = null;
    if (index < withReasons) {
      await nextTurn();
      reasons = reasonsOf(askAll(sources, { rota, state, enough: ENOUGH_FREE }).answers);
    }
    told.push({
      duty: duty.duty,
      rota: duty.rota,
      rotaName: rota.name,
      code: duty.code,
      service: duty.service,
      role: duty.role,
      site: duty.site,
      siteName: network.sites.get(duty.site)?.name ?? duty.site,
      date: duty.date,
      start: duty.start,
      end: duty.end,
      kind: duty.kind,
      count: duty.count,
      missing: duty.count - filled.length,
      skill: duty.skill,
      harm,
      cause: causes.get(duty.duty) as GapCause,
      reasons,
    });
  }
  return { gaps: told, total: placed.length, next };
}

type Placed = { readonly rota: RotaState; readonly state: DutyState; readonly harm: Harm };
