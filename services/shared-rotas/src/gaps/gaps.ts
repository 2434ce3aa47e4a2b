import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BoardSources } from '../board/board.ts';
import { maySee } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type DutyState, dutiesAt, rotasAt } from '../board/state.ts';
import { askAll } from '../who-can-fill/ask.ts';
import { causesOf, type GapCause } from './cause.ts';
import { type Harm, harmAmong } from './harm.ts';
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
};

/** Free people of whom a gap's reasons tell, at most: with so many, it is no riddle. */
const ENOUGH_FREE = 10;

/** Duties with an empty place on rotas that the reader may see. Other work gets its turns meanwhile. */
export async function gapsIn(
  sources: BoardSources,
  { rota: wanted, from, to, site, withReasons, order, endsAfter }: GapsAsked,
) {
  const { rows, network, actor, today } = sources;
  const gaps = rotasAt(rows, now)
    .filter((rota) => (wanted === undefined || rota.rota === wanted) && maySee(rota, actor, { network, today }))
    .flatMap((rota) => {
      const duties = dutiesAt(rows, { rota: rota.rota, from: from ?? rota.period.from, to: to ?? rota.period.to }, now);
      const empty = duties
        .filter(({ duty, withdrawn, filled }) => !withdrawn && filled.length < duty.count)
        .filter(({ duty }) => site === undefined || duty.site === site)
        .filter(({ duty }) => !endsAfter || Date.parse(duty.end) > Date.parse(endsAfter));
      if (empty.length === 0) return [];
      const harmOf = harmAmong(duties);
      const causes = causesOf(
        rows,
        rota.rota,
        empty.map(({ duty }) => duty),
      );
      return empty.map((state) => ({
        rota,
        state,
        harm: harmOf(state),
        cause: causes.get(state.duty.duty) as GapCause,
      }));
    })
    .sort(order === 'harm' ? byHarm : byStart);
  const told = [];
  for (const [index, { rota, state, harm, cause }] of gaps.entries()) {
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
      cause,
      reasons,
    });
  }
  return told;
}

type Placed = { readonly state: DutyState; readonly harm: Harm };

const byStart = ({ state: { duty: a } }: Placed, { state: { duty: b } }: Placed) =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0;

/** Patients are harmed on a day: what is worst on it comes first. */
const byHarm = (a: Placed, b: Placed) =>
  a.state.duty.date < b.state.duty.date
    ? -1
    : a.state.duty.date > b.state.duty.date
      ? 1
      : b.harm - a.harm || byStart(a, b);
