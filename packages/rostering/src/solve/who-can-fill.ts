import { checkLine } from '../check.ts';
import { findingsFor } from '../findings-by-rule.ts';
import { lineWith } from '../line-change.ts';
import type { Candidate, Duty, Finding, Frame } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { type Aims, aimsOf, clashesOf, type FillWeights } from './aims.ts';
import { type AskedPerson, askedPerson } from './asked-person.ts';
import {
  type FillRepair,
  type GivingUp,
  type RepairTerms,
  repairOf,
  softCount,
  softNow,
  withTakers,
} from './fill-repair.ts';
import { stopsOf } from './stops.ts';
import { isOnLeave } from './tables.ts';

/** One person asked for a duty; the list they stand in is in order of rank. */
export type FillChoice = {
  readonly person: string;
  /** What the duty would newly break, or make worse. Empty as well for people whom the rules were not asked about. */
  readonly hard: readonly Finding[];
  readonly soft: readonly Finding[];
  /** 'not-judged': enough others without hard findings come before. */
  readonly stop: 'on-leave' | 'already-working' | 'rules' | 'not-judged' | null;
  /** What taking it costs in units of weight, with what is given up for it; null where it cannot be, or was not judged. */
  readonly cost: number | null;
  /** What the person could give up so that nothing stops them; null when nothing does, or nothing of theirs helps. */
  readonly repair: FillRepair | null;
  /** Work in the period with this duty, less the contracted work, in minutes; null when nothing is agreed. */
  readonly overContractMinutes: number | null;
  /** Minutes of travel that the duty adds between duties that follow each other. */
  readonly travelMinutes: number;
  /** Why the person stands at this rank, in words. */
  readonly reason: string;
};

export type FillOptions = {
  /** So many people without hard findings are looked for; 50 when nothing is said. */
  readonly enough?: number;
  readonly weights?: FillWeights;
  /** What people may give up for the duty; nothing when nothing is said. */
  readonly givingUp?: GivingUp;
};

const USUAL_WEIGHTS: FillWeights = { softFinding: 50, hoursBalance: 1, travelMinute: 1 };

type Asked = {
  readonly person: AskedPerson;
  readonly aims: Aims;
  readonly stop: FillChoice['stop'];
};

/**
 * Ranks people for one duty: first those whom nothing stops, by cost; then those who could take it if they gave up one
 * or two duties of their own, by cost and by how many people it disturbs; then those whom rules stop; then those who
 * were not judged, are at work or on leave. The caller passes eligible people only; `elsewhere` is all that each holds.
 * Quick facts come first, and the rules judge people in that order until `enough` of them are free of hard findings.
 */
export function whoCanFill(
  frame: Frame,
  duty: Duty,
  candidates: readonly Candidate[],
  { enough = 50, weights = USUAL_WEIGHTS, givingUp }: FillOptions = {},
): FillChoice[] {
  const judging = { frame, weights, stops: stopsOf(), givingUp: givingUp ?? null };
  const asked = candidates.map((candidate) => quickFacts(frame, weights, duty, candidate)).sort(byRank);
  let free = 0;
  const choices = asked.map((each): Ranked => {
    const choice = free >= enough ? unjudged(each) : judged(each, duty, judging);
    if (choice.stop === null) free++;
    return { ...choice, of: each.person };
  });
  choices.sort(byOrder);
  return followRepairs(choices, judging)
    .sort(byOrder)
    .map(({ of, ...choice }) => choice);
}

type Ranked = FillChoice & { readonly of: AskedPerson };
type Judging = Omit<RepairTerms, 'givingUp'> & { readonly givingUp: GivingUp | null };

/** Where somebody could take what the first of them give up, repairs become cheaper. */
function followRepairs(choices: Ranked[], { givingUp, ...judging }: Judging): Ranked[] {
  if (!givingUp?.takers) return choices;
  const repairable = choices.flatMap(({ of, repair }) => (repair ? [{ person: of, repair }] : []));
  const repairs = withTakers(repairable, { ...judging, givingUp });
  let at = 0;
  return choices.map((choice) => {
    const repair = choice.repair && repairs[at++]!;
    return repair ? { ...choice, repair, cost: repair.cost } : choice;
  });
}

function quickFacts(frame: Frame, weights: FillWeights, duty: Duty, candidate: Candidate): Asked {
  const person = askedPerson(frame, candidate);
  const isAway = isOnLeave(person.leave, duty.start, duty.end);
  const stop = isAway ? 'on-leave' : clashesOf(person.held, duty).length > 0 ? 'already-working' : null;
  return { person, aims: aimsOf(frame, weights, person.held, duty), stop };
}

const NOTHING = { hard: [], soft: [], cost: null, repair: null };

function unjudged(each: Asked): FillChoice {
  const facts = factsOf(each);
  if (each.stop) return { ...facts, ...NOTHING, stop: each.stop, reason: STOPPED[each.stop]! };
  return { ...facts, ...NOTHING, stop: 'not-judged', reason: 'Not judged: enough people rank before.' };
}

function judged(each: Asked, duty: Duty, { givingUp, ...judging }: Judging): FillChoice {
  const { person, aims, stop } = each;
  if (stop === 'on-leave') return unjudged(each);
  const repaired = () => {
    const repair = givingUp && repairOf(person, aims, duty, { ...judging, givingUp });
    return { repair, cost: repair?.cost ?? null };
  };
  if (stop === 'already-working') return { ...unjudged(each), ...repaired() };
  const after = checkLine(lineWith(person.line(), duty));
  const fresh = newFindings(findingsFor(after, person.before), after);
  const hard = fresh.filter((finding) => finding.severity === 'hard');
  const soft = fresh.filter((finding) => finding.severity === 'soft');
  const facts = { ...factsOf(each), hard, soft };
  if (hard.length > 0) {
    return { ...facts, ...repaired(), stop: 'rules', reason: `Would break ${rulesOf(hard)}. ${hard[0]!.mend}` };
  }
  const softMore = softCount(after) - softNow(person.before);
  return {
    ...facts,
    stop: null,
    repair: null,
    cost: aims.of([]) + judging.weights.softFinding * softMore,
    reason: `${soft.length > 0 ? `Soft findings: ${rulesOf(soft)}` : 'No finding'}; ${hoursWords(aims.overContract)}; ${travelWords(aims.travel)}.`,
  };
}

const factsOf = ({ person, aims }: Asked) => ({
  person: person.candidate.id,
  overContractMinutes: aims.overContract,
  travelMinutes: aims.travel,
});

/** Before anything is judged. Hours over contract count in whole hours, so that travel can tell people apart. */
function byRank(a: Asked, b: Asked): number {
  const hours = ({ aims }: Asked) => Math.round((aims.overContract ?? 0) / 60);
  return (
    hours(a) - hours(b) || a.aims.travel - b.aims.travel || (a.person.candidate.id < b.person.candidate.id ? -1 : 1)
  );
}

const STOPS: readonly FillChoice['stop'][] = [null, 'rules', 'not-judged', 'already-working', 'on-leave'];

/** The order of the answer; people of equal cost stay in the order in which they were asked. */
function byOrder(a: FillChoice, b: FillChoice): number {
  const group = ({ stop, repair }: FillChoice) => (repair ? 0.5 : STOPS.indexOf(stop));
  return (
    group(a) - group(b) ||
    a.hard.length * (a.repair ? 0 : 1) - b.hard.length * (b.repair ? 0 : 1) ||
    (a.cost ?? 0) - (b.cost ?? 0) ||
    (a.repair?.disturbed ?? 0) - (b.repair?.disturbed ?? 0)
  );
}

const STOPPED: Readonly<Record<string, string>> = {
  'on-leave': 'On leave at that time.',
  'already-working': 'Works at that time already.',
};

const rulesOf = (findings: readonly Finding[]) => [...new Set(findings.map((each) => each.rule))].join(', ');

function hoursWords(minutes: number | null): string {
  if (minutes === null) return 'no contracted hours agreed';
  const hours = Math.round(Math.abs(minutes) / 60);
  if (hours === 0) return 'at the contracted hours with it';
  return `${hours} h ${minutes > 0 ? 'over' : 'under'} the contracted hours with it`;
}

function travelWords(minutes: number): string {
  if (minutes === 0) return 'no more travel';
  return minutes > 0 ? `${minutes} min more travel` : `${-minutes} min less travel`;
}
