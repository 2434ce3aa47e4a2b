import { addDays, type Placement, type Problem, problemOf } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { type DutyState, dutiesAt, type RotaState } from '../board/state.ts';
import { USUAL_AIMS } from '../roster-job/events.ts';
import { problemOfJob } from '../roster-job/problem.ts';

/** So many local days around what is touched may change; what lies beyond is judged and stays. */
const DAYS_BEFORE = 7;
const DAYS_AFTER = 15;

type Asked = {
  readonly rota: RotaState;
  /** Local days [from, to) of all that the change touches. */
  readonly days: { readonly from: string; readonly to: string };
  readonly at: string;
};

export type Around = {
  readonly problem: Problem;
  readonly held: readonly Placement[];
  readonly states: readonly DutyState[];
  /** [duty] people counted by what the gate stops them for. */
  readonly stopped: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

/** A rota around some days as a problem of its own, with who holds what. Gives other work its turns meanwhile. */
export async function problemAround({ rows, network }: BoardSources, { rota, days, at }: Asked): Promise<Around> {
  const from = [rota.period.from, addDays(days.from, -DAYS_BEFORE)].sort()[1] as string;
  const to = [rota.period.to, addDays(days.to, DAYS_AFTER)].sort()[0] as string;
  const asked = {
    ...{ rotas: [rota.rota as never], organisation: rota.owner as never, from: from as never, to: to as never },
    ...{ keep: 'pins' as const, seed: 1, steps: 1, past: false, only: { sites: [], roles: [] }, aims: USUAL_AIMS },
  };
  const { data, present, stopped } = await problemOfJob({ rows, network, at }, { rotas: [rota], asked });
  const states = dutiesAt(rows, { rota: rota.rota, from, to }, now).filter(({ withdrawn }) => !withdrawn);
  const harmOf = harmIn(states);
  const duties = data.duties.map((duty) => ({ ...duty, gapCost: duty.gapCost * harmOf(duty.id) }));
  return { problem: problemOf({ ...data, duties }), held: [...present, ...data.pins], states, stopped };
}

/**
 * How much worse than a short duty an empty place of each would be, by the measure of the gaps: twice where it is the
 * duty's only one, three times where nobody else of the role has a duty at the site then.
 */
function harmIn(states: readonly DutyState[]): (duty: string) => 1 | 2 | 3 {
  const byId = new Map(states.map((state) => [state.duty.duty as string, state.duty]));
  const placeOf = ({ site, role }: DutyState['duty']) => `${site} ${role}`;
  const held = Map.groupBy(
    states.filter(({ filled }) => filled.length > 0).map(({ duty }) => duty),
    placeOf,
  );
  return (id) => {
    const duty = byId.get(id);
    if (!duty || duty.count > 1) return 1;
    const others = held.get(placeOf(duty)) ?? [];
    return others.some((one) => one !== duty && one.start < duty.end && one.end > duty.start) ? 2 : 3;
  };
}
