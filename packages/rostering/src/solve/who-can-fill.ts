import { checkPerson } from '../check.ts';
import type { Candidate, Duty, Finding, Frame } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { leaveIntervals, periodInterval } from './local-facts.ts';
import { isOnLeave, workMinutes } from './tables.ts';

/** One person asked for a duty; the list they stand in is in order of rank. */
export type FillChoice = {
  readonly person: string;
  /** What the duty would newly break, or make worse. Empty as well for people whom the rules were not asked about. */
  readonly hard: readonly Finding[];
  readonly soft: readonly Finding[];
  /** 'not-judged': enough others without hard findings come before. */
  readonly stop: 'on-leave' | 'already-working' | 'rules' | 'not-judged' | null;
  /** Work in the period with this duty, less the contracted work, in minutes; null when nothing is agreed. */
  readonly overContractMinutes: number | null;
  /** Minutes of travel that the duty adds between duties that follow each other. */
  readonly travelMinutes: number;
  /** Why the person stands at this rank, in words. */
  readonly reason: string;
};

type Asked = Omit<FillChoice, 'reason' | 'hard' | 'soft'> & { readonly candidate: Candidate };

/**
 * Ranks people for one duty: first those whom nothing stops, by soft findings, hours over contract and travel; then
 * those whom rules stop; then those who were not judged, are at work or on leave. The caller passes eligible people
 * only; `elsewhere` is all that each holds. Quick facts come first, and the rules judge people in that order until
 * `enough` of them are free of hard findings.
 */
export function whoCanFill(frame: Frame, duty: Duty, candidates: readonly Candidate[], enough = 50): FillChoice[] {
  const period = periodInterval(frame);
  const asked = candidates.map((candidate) => quickFacts(frame, period, duty, candidate)).sort(byRank);
  let free = 0;
  const choices = asked.map((each): FillChoice => {
    const { candidate, ...facts } = each;
    if (facts.stop) return { ...facts, hard: [], soft: [], reason: reasonOf(facts, [], []) };
    if (free >= enough) {
      return { ...facts, stop: 'not-judged', hard: [], soft: [], reason: 'Not judged: enough people rank before.' };
    }
    const before = foundBefore(frame, candidate);
    const fresh = newFindings(before, checkPerson(frame, candidate, [...candidate.elsewhere, duty]));
    const hard = fresh.filter((finding) => finding.severity === 'hard');
    const soft = fresh.filter((finding) => finding.severity === 'soft');
    if (hard.length === 0) free++;
    const stop = hard.length > 0 ? ('rules' as const) : null;
    return { ...facts, stop, hard, soft, reason: reasonOf(facts, hard, soft) };
  });
  return choices
    .sort((a, b) => a.hard.length - b.hard.length || a.soft.length - b.soft.length || byRank(a, b))
    .sort(byStop);
}

const found = new WeakMap<Candidate, { readonly frame: Frame; readonly findings: readonly Finding[] }>();

/** What a candidate breaks without the duty; found once for the same candidate in the same frame. */
function foundBefore(frame: Frame, candidate: Candidate): readonly Finding[] {
  const known = found.get(candidate);
  if (known && isSameFrame(known.frame, frame)) return known.findings;
  const findings = checkPerson(frame, candidate, candidate.elsewhere);
  found.set(candidate, { frame, findings });
  return findings;
}

const isSameDays = (a: Frame['period'], b: Frame['period']) => a.from === b.from && a.to === b.to;
const isSameFrame = (a: Frame, b: Frame) =>
  a.zone === b.zone &&
  a.travelMinutes === b.travelMinutes &&
  isSameDays(a.period, b.period) &&
  isSameDays(a.known, b.known);

function quickFacts(frame: Frame, period: { start: number; end: number }, duty: Duty, candidate: Candidate): Asked {
  let work = isWithin(duty, period) ? workMinutes(duty) : 0;
  let isWorking = false;
  let before: Duty | undefined;
  let after: Duty | undefined;
  for (const other of candidate.elsewhere) {
    if (isWithin(other, period)) work += workMinutes(other);
    if (other.start < duty.end && other.end > duty.start) isWorking = true;
    if (other.start < duty.start) {
      if (!before || other.start > before.start) before = other;
    } else if (!after || other.start < after.start) after = other;
  }
  const travel = (a: Duty | undefined, b: Duty | undefined) =>
    a && b && a.site !== b.site ? frame.travelMinutes(a.site, b.site) : 0;
  const isAway = isOnLeave(leaveIntervals(frame.zone, candidate), duty.start, duty.end);
  return {
    candidate,
    person: candidate.id,
    stop: isAway ? 'on-leave' : isWorking ? 'already-working' : null,
    overContractMinutes: candidate.contractedMinutes === null ? null : work - candidate.contractedMinutes,
    travelMinutes: travel(before, duty) + travel(duty, after) - travel(before, after),
  };
}

const isWithin = (duty: Duty, period: { start: number; end: number }) =>
  duty.start >= period.start && duty.start < period.end;

/** Hours over contract count in whole hours, so that travel can tell people apart. */
function byRank(a: Omit<Asked, 'candidate'>, b: Omit<Asked, 'candidate'>): number {
  const hours = (each: Omit<Asked, 'candidate'>) => Math.round((each.overContractMinutes ?? 0) / 60);
  return hours(a) - hours(b) || a.travelMinutes - b.travelMinutes || (a.person < b.person ? -1 : 1);
}

const STOPS: readonly FillChoice['stop'][] = [null, 'rules', 'not-judged', 'already-working', 'on-leave'];
const byStop = (a: FillChoice, b: FillChoice) => STOPS.indexOf(a.stop) - STOPS.indexOf(b.stop);

function reasonOf(facts: Omit<Asked, 'candidate'>, hard: readonly Finding[], soft: readonly Finding[]): string {
  if (facts.stop === 'on-leave') return 'On leave at that time.';
  if (facts.stop === 'already-working') return 'Works at that time already.';
  if (hard.length > 0) return `Would break ${rulesOf(hard)}. ${hard[0]!.mend}`;
  const findings = soft.length > 0 ? `Soft findings: ${rulesOf(soft)}` : 'No finding';
  return `${findings}; ${hoursWords(facts.overContractMinutes)}; ${travelWords(facts.travelMinutes)}.`;
}

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
