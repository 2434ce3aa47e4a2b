import { isRejection, type Rejection, type Rows } from '@weft/eventing';
import { type Candidate, type Finding, whoCanFill } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import type { DutyState, RotaState } from '../board/state.ts';
import { type KnownPerson, peopleIn } from '../facts/workforce-facts.ts';
import { rotaFindingOf } from '../findings/rota-finding.ts';
import { type Eligible, eligibility } from '../gate/eligibility.ts';
import { contractedMinutes, frameOf, ruleDutyOf, rulePersonOf } from '../lines/rule-person.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { askable, openDutyOf } from './candidates.ts';
import { givingUpOn, shownRepair } from './giving-up.ts';

/** One person asked for a duty: whether they may take it, and why or why not. */
export type FillAnswer = ReturnType<typeof askAll>['answers'][number];

/** One person with their line, as they are asked for a duty. */
export type Asked = {
  readonly known: KnownPerson;
  readonly line: LineState;
  /** Null where the gate says no. */
  readonly candidate: Candidate | null;
  readonly verdict: Eligible | Rejection;
};

/** By which employment a person may do a duty; where several would do, the first by the employer's code. */
export function eligibleFor(known: KnownPerson, duty: DutyState['duty'], network: BoardSources['network']) {
  const verdict = eligibility(known, duty, { network, employer: null });
  if (!isRejection(verdict) || verdict.rejected !== 'several-employments') return verdict;
  const [employer = null] = [...(verdict.details as { employers: string[] }).employers].sort();
  return eligibility(known, duty, { network, employer });
}

type Verdict = ReturnType<typeof eligibleFor>;
const verdicts = new WeakMap<
  DutyState['duty'],
  { readonly network: BoardSources['network']; readonly of: WeakMap<KnownPerson, Verdict> }
>();

/** The gate's verdict; asked once as long as duty, person and network are the same. */
export function verdictFor(known: KnownPerson, duty: DutyState['duty'], network: BoardSources['network']): Verdict {
  const before = verdicts.get(duty);
  const kept = before?.network === network ? before : { network, of: new WeakMap<KnownPerson, Verdict>() };
  if (kept !== before) verdicts.set(duty, kept);
  const verdict = kept.of.get(known) ?? eligibleFor(known, duty, network);
  kept.of.set(known, verdict);
  return verdict;
}

const candidates = new WeakMap<
  LineState,
  Map<string, { readonly known: KnownPerson; readonly candidate: Candidate }>
>();
const PERIODS_REMEMBERED = 30;

/**
 * A person with all that they hold, as the search and the ranking see them over a rota's period: the same object as long
 * as line and facts are the same.
 */
export function candidateOf(known: KnownPerson, line: LineState, period: RotaState['period']): Candidate {
  const kept = candidates.get(line) ?? new Map<string, { known: KnownPerson; candidate: Candidate }>();
  candidates.set(line, kept);
  const key = `${period.from} ${period.to}`;
  const before = kept.get(key);
  if (before?.known === known) return before.candidate;
  const person = rulePersonOf(known, line, period);
  const elsewhere = line.bookings.map(ruleDutyOf);
  const candidate = { ...person, elsewhere, contractedMinutes: contractedMinutes(person, period) };
  if (kept.size >= PERIODS_REMEMBERED) kept.clear();
  kept.set(key, { known, candidate });
  return candidate;
}

type AskingAll = {
  readonly rota: RotaState;
  readonly state: DutyState;
  readonly enough: number;
  /** Also what those could give up who are at work or whom a rule stops. */
  readonly givingUp?: boolean;
};

/**
 * Asks everybody for a duty. First those who may take it, the host's own people before those who come under an
 * arrangement, by what it costs in soft findings, hours and travel; then those whom a rule, work, leave or the gate
 * stops, of these first who could by giving up a duty. Nobody whom the rota may ask is left out. `enough`: so many without hard findings are judged, others say 'not-judged'.
 */
export function askAll(sources: BoardSources, { rota, state, enough, givingUp = false }: AskingAll) {
  const { rows, network } = sources;
  const { duty } = state;
  const holders = new Set(state.filled.map(({ person }) => person));
  const people = askable(rows, { rota, network, ...rota.period }).filter((person) => !holders.has(person));
  const asked = askEach(rows, { people, rota, duty, network });
  const frame = frameOf(rota.period, network.travelMinutes);
  const byId = new Map(asked.map((one) => [one.known.person, one]));
  const choices = whoCanFill(
    frame,
    openDutyOf(duty),
    asked.flatMap(({ candidate }) => candidate ?? []),
    givingUp ? { enough, givingUp: givingUpOn(rota, byId, { sources, takers: takersOf(sources, rota) }) } : { enough },
  );
  const seen = seenRotas(sources, now);
  const ranked = choices.map((choice) => {
    const one = byId.get(choice.person) as Asked;
    const { employment, arrangement } = one.verdict as Eligible;
    const rotas = new Map(one.line.bookings.map((booking) => [booking.duty, booking.rota]));
    const repair = shownRepair(rows, choice.repair);
    const shown = (finding: Finding) =>
      rotaFindingOf(finding, null, (id) => id === duty.duty || seen.has(rotas.get(id) ?? ''));
    return {
      person: choice.person,
      name: one.known.name,
      employer: employment.employer as string,
      employerName: network.nameOn(employment.employer, duty.date),
      grade: employment.grade,
      arrangement: arrangement && { id: arrangement.id as string, name: arrangement.name },
      ok: choice.stop === null,
      stop: choice.stop as string | null,
      findings: [...choice.hard, ...choice.soft].map(shown),
      gate: { ok: true, because: null as string | null, details: null as unknown },
      hoursBalance: choice.overContractMinutes === null ? null : choice.overContractMinutes / 60,
      travelMinutes: choice.travelMinutes,
      reasons: [
        choice.reason,
        ...(repair ? [repair.sentence] : []),
        ...(arrangement ? [`Comes under ${arrangement.name}.`] : []),
      ],
      /** What they could give up so that nothing stops them; null where nothing does, nothing helps or nobody asked. */
      repair,
    };
  });
  const order = (one: (typeof ranked)[number]) => (one.ok ? (one.arrangement ? 1 : 0) : 2);
  const barred = asked.flatMap(({ known, verdict }) => {
    if (!isRejection(verdict)) return [];
    const [employment] = known.employments;
    return [
      {
        person: known.person,
        name: known.name,
        employer: (employment?.employer ?? '') as string,
        employerName: employment ? network.nameOn(employment.employer, duty.date) : '',
        grade: employment?.grade ?? '',
        arrangement: null,
        ok: false,
        stop: verdict.rejected as string | null,
        findings: [],
        gate: { ok: false, because: verdict.because as string | null, details: verdict.details },
        hoursBalance: null,
        travelMinutes: 0,
        reasons: [verdict.because],
        repair: null,
      },
    ];
  });
  const answers = [...ranked.sort((a, b) => order(a) - order(b)), ...barred.sort(byNearness)];
  return { answers: answers.map((answer, index) => ({ ...answer, rank: index + 1 })) };
}

/** Who may have a duty of the rota that somebody gives up, and does not hold it. */
const takersOf =
  ({ rows, network }: BoardSources, rota: RotaState) =>
  ({ duty, filled }: DutyState): Candidate[] => {
    const holders = new Set(filled.map(({ person }) => person));
    const people = askable(rows, { rota, network, ...rota.period }).filter((person) => !holders.has(person));
    return askEach(rows, { people, rota, duty, network }).flatMap(({ candidate }) => candidate ?? []);
  };

/** What one person who may have a duty could give up for it; null where they have it, nothing stops them or nothing helps. */
export function repairOf(
  sources: BoardSources,
  { rota, state, known, line, verdict }: Omit<Asked, 'candidate'> & { rota: RotaState; state: DutyState },
) {
  if (line.bookings.some(({ duty }) => duty === state.duty.duty)) return null;
  const candidate = candidateOf(known, line, rota.period);
  const { rows, network } = sources;
  const byId = new Map([[known.person, { known, line, verdict, candidate }]]);
  const [choice] = whoCanFill(frameOf(rota.period, network.travelMinutes), openDutyOf(state.duty), [candidate], {
    givingUp: givingUpOn(rota, byId, { sources, takers: takersOf(sources, rota) }),
  });
  return shownRepair(rows, choice?.repair ?? null);
}

/** The gate in the order in which it asks: who lacks only a credential stands before who has another grade. */
const GATE = ['credential-missing', 'skill-missing', 'arrangement-ended', 'grade-mismatch', 'no-arrangement'];
const byNearness = (a: { stop: string | null; name: string }, b: { stop: string | null; name: string }) => {
  const place = ({ stop }: { stop: string | null }) => (GATE.indexOf(stop ?? '') + GATE.length + 1) % (GATE.length + 1);
  return place(a) - place(b) || (a.name < b.name ? -1 : 1);
};

function askEach(
  rows: Rows,
  {
    people,
    rota,
    duty,
    network,
  }: {
    people: readonly string[];
    rota: RotaState;
    duty: DutyState['duty'];
    network: BoardSources['network'];
  },
): Asked[] {
  const knownOf = peopleIn(rows);
  return linesAt(rows, people, now).flatMap((line) => {
    const known = knownOf(line.person);
    if (!known) return [];
    const verdict = verdictFor(known, duty, network);
    return [{ known, line, verdict, candidate: isRejection(verdict) ? null : candidateOf(known, line, rota.period) }];
  });
}
