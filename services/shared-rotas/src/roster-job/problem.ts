import { setImmediate as nextTurn } from 'node:timers/promises';
import { isRejection, type Rows } from '@weft/eventing';
import type { Candidate, OpenDuty, Placement, ProblemData } from '@weft/rostering';
import { now } from '../board/moment.ts';
import { suits } from '../board/staff.ts';
import { type DutyState, dutiesAt, type RotaState } from '../board/state.ts';
import type { Network } from '../facts/network-facts.ts';
import { type KnownPerson, knownPerson } from '../facts/workforce-facts.ts';
import { frameOf } from '../lines/rule-person.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { candidateOf, eligibleFor } from '../who-can-fill/ask.ts';
import { askable, openDutyOf } from '../who-can-fill/candidates.ts';
import { GAP_COST } from '../who-can-fill/gap-cost.ts';
import type { RosterJobAsked } from './decider.ts';
import type { Aims } from './events.ts';

const FACTOR = { off: 0, normal: 1, much: 4 } as const;

/** The weights of the search; an empty place goes on to cost more than what the weightiest aim can gain. */
const weightsOf = ({ rules, hours, fairness, travel }: Aims) => ({
  gap: GAP_COST * Math.max(1, ...[rules, hours, fairness, travel].map((aim) => FACTOR[aim])),
  aims: {
    softFinding: 50 * FACTOR[rules],
    hoursBalance: FACTOR[hours],
    fairness: 20 * FACTOR[fairness],
    travelMinute: FACTOR[travel],
  },
});
/** The event loop gets a turn after so many duties. */
const DUTIES_A_TURN = 20;

/** A job's problem, and what the rotas hold of it now. */
export type JobProblem = {
  readonly data: ProblemData;
  /** Placements that the search may change. */
  readonly present: readonly Placement[];
  /** [duty] people counted by what the gate stops them for. */
  readonly stopped: ReadonlyMap<string, ReadonlyMap<string, number>>;
};

type Sources = { readonly rows: Rows; readonly network: Network; readonly at: string };

/**
 * Builds the problem of a job from the facts as they stand: duties of its days that are not over, who may do each,
 * what everybody does elsewhere, pins. Gives other work its turns while it goes on.
 */
export async function problemOfJob(
  { rows, network, at }: Sources,
  { rotas, asked }: { readonly rotas: readonly RotaState[]; readonly asked: RosterJobAsked },
): Promise<JobProblem> {
  const states = rotas.flatMap((rota) =>
    dutiesAt(rows, { rota: rota.rota, from: asked.from, to: asked.to }, now)
      .filter(({ duty, withdrawn }) => !withdrawn && (asked.past || Date.parse(duty.end) > Date.parse(at)))
      .filter(({ duty }) => isWanted(duty, asked.only))
      .map((state) => ({ rota, state })),
  );
  const period = {
    from: rotas.map((rota) => rota.period.from).sort()[0] ?? asked.from,
    to:
      rotas
        .map((rota) => rota.period.to)
        .sort()
        .at(-1) ?? asked.to,
  };
  const people = peopleFor(rows, { network, rotas, states: states.map(({ state }) => state), period });
  const within = new Map(rotas.map((rota) => [rota.rota, new Set(askable(rows, { rota, network, ...rota.period }))]));
  const weights = weightsOf(asked.aims);
  const duties: OpenDuty[] = [];
  const stopped = new Map<string, Map<string, number>>();
  for (const [index, { rota, state }] of states.entries()) {
    if (index % DUTIES_A_TURN === 0) await nextTurn();
    const counts = new Map<string, number>();
    const eligible = people
      .filter(({ known }) => within.get(rota.rota)?.has(known.person))
      .filter((one) => mayDo(one.known, { state, network, counts }))
      .map(({ known }) => known.person);
    stopped.set(state.duty.duty, counts);
    duties.push({ ...openDutyOf(state.duty), count: state.duty.count, eligible, gapCost: weights.gap });
  }
  const open = new Set(duties.map(({ id }) => id));
  const candidates = people.map(({ known, line }): Candidate => {
    const candidate = candidateOf(known, line, period);
    return { ...candidate, elsewhere: candidate.elsewhere.filter(({ id }) => !open.has(id)) };
  });
  const held = states.flatMap(({ state }) =>
    state.filled.map(({ person, pinned }) => ({ duty: state.duty.duty as string, person, pinned })),
  );
  const isKept = ({ pinned }: { readonly pinned: boolean }) => pinned || asked.keep === 'all';
  const placement = ({ duty, person }: Placement): Placement => ({ duty, person });
  const { zone, known } = frameOf(period, network.travelMinutes);
  return {
    data: {
      frame: { zone, period, known, travel: travelAmong(network, [duties, ...candidates.map((one) => one.elsewhere)]) },
      people: candidates,
      duties,
      pins: held.filter(isKept).map(placement),
      weights: weights.aims,
    },
    present: held.filter((one) => !isKept(one)).map(placement),
    stopped,
  };
}

/** Whether a duty is at one of the sites and of one of the roles that are meant; all are where none is named. */
const isWanted = ({ site, role }: DutyState['duty'], { sites, roles }: RosterJobAsked['only']) =>
  (sites.length === 0 || sites.includes(site)) && (roles.length === 0 || roles.includes(role));

type Line = { readonly known: KnownPerson; readonly line: LineState };

function peopleFor(
  rows: Rows,
  {
    network,
    rotas,
    states,
    period,
  }: {
    network: Network;
    rotas: readonly RotaState[];
    states: readonly DutyState[];
    period: RotaState['period'];
  },
): Line[] {
  const ids = new Set(states.flatMap(({ filled }) => filled.map(({ person }) => person)));
  for (const rota of rotas) for (const person of askable(rows, { rota, network, ...period })) ids.add(person);
  return linesAt(rows, [...ids].sort(), now).flatMap((line) => {
    const known = knownPerson(rows, line.person);
    return known ? [{ known, line }] : [];
  });
}

/** Grade and skill first, since they cost least; the gate counts what it stops people for. */
function mayDo(
  known: KnownPerson,
  { state, network, counts }: { state: DutyState; network: Network; counts: Map<string, number> },
): boolean {
  if (!known.employments.some((employment) => suits(employment, state.duty))) return false;
  const verdict = eligibleFor(known, state.duty, network);
  if (!isRejection(verdict)) return true;
  counts.set(verdict.rejected, (counts.get(verdict.rejected) ?? 0) + 1);
  return false;
}

function travelAmong(network: Network, lists: readonly (readonly { readonly site: string }[])[]) {
  const sites = [...new Set(lists.flatMap((list) => list.map(({ site }) => site)))].sort();
  return sites.flatMap((from, index) =>
    sites
      .slice(index + 1)
      .map((to) => ({ from, to, minutes: network.travelMinutes(from, to) }))
      .filter(({ minutes }) => minutes > 0),
  );
}
