import type { Duty, Person, Problem } from '../model.ts';
import { burdenOf, leaveIntervals, periodInterval, surelyShortRest } from './local-facts.ts';

/**
 * The problem as integers. An item is an index into all duties: open ones first (0 … duties − 1, as in the problem),
 * then everybody's duties elsewhere. Instants are milliseconds UTC, work and travel whole minutes.
 */
export type Tables = {
  readonly problem: Problem;
  readonly people: number;
  readonly duties: number;
  /** [item] */
  readonly item: readonly Duty[];
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** [item] minutes of work that count towards contracted work: 0 outside the period. */
  readonly work: Int32Array;
  /** [item] 1 for a night or a weekend; 0 for duties elsewhere, which this roster cannot share out. */
  readonly night: Uint8Array;
  readonly weekend: Uint8Array;
  /** [item] 1 for a shift, 0 for on-call. */
  readonly shift: Uint8Array;
  /** [item] index of its site. */
  readonly site: Int32Array;
  readonly sites: number;
  /** [site · sites + site] minutes. */
  readonly travel: Int32Array;
  /** [duty] people who may do it and are not on leave, in the order of people. */
  readonly candidates: readonly Int32Array[];
  /** [duty · people + person] 1 for a candidate. */
  readonly isCandidate: Uint8Array;
  /** [duty · people + person] 1 for an eligible person, on leave or not. */
  readonly isEligible: Uint8Array;
  /** [duty · people + person] 1 for a pin. */
  readonly isPinned: Uint8Array;
  /** [person] items that stay: duties elsewhere and pins, by start. */
  readonly fixed: readonly (readonly number[])[];
  /** [person] minutes, NaN when nothing is agreed. */
  readonly contracted: Float64Array;
  /** [person] nights and weekend duties up to which nobody pays: the share by WTE of those the person may do, rounded up. */
  readonly fairNights: Int32Array;
  readonly fairWeekends: Int32Array;
  /** [person] leave as start, end, start, end, … */
  readonly leave: readonly Float64Array[];
  /** [person] 1 when the resident doctors' pack judges the person. */
  readonly resident: Uint8Array;
  /** Milliseconds of rest between spells below which such a person surely has a finding. */
  readonly shortRest: number;
  /** Duties by start, and where each stands in that list. */
  readonly byStart: Int32Array;
  readonly rank: Int32Array;
  readonly periodStart: number;
  readonly periodEnd: number;
};

/** The tables of a valid problem. */
export function tabulate(problem: Problem): Tables {
  const { duties, people, frame } = problem;
  const personIndex = new Map(people.map((person, index) => [person.id, index]));
  const dutyIndex = new Map(duties.map((duty, index) => [duty.id, index]));
  const period = periodInterval(frame);
  const item: Duty[] = [...duties];
  const fixed: number[][] = people.map((person) => person.elsewhere.map((duty) => item.push(duty) - 1));
  const isPinned = new Uint8Array(duties.length * people.length);
  for (const pin of problem.pins) {
    const duty = dutyIndex.get(pin.duty)!;
    const person = personIndex.get(pin.person)!;
    isPinned[duty * people.length + person] = 1;
    fixed[person]!.push(duty);
  }

  const siteNames = [...new Set(item.map((duty) => duty.site))];
  const siteIndex = new Map(siteNames.map((site, index) => [site, index]));
  const burden = duties.map((duty) => burdenOf(frame.zone, duty));
  const leave = people.map((person) => leaveIntervals(frame.zone, person));
  const eligible = duties.map((duty) => duty.eligible.map((id) => personIndex.get(id)!).sort((a, b) => a - b));
  const candidates = duties.map((duty, d) =>
    Int32Array.from(eligible[d]!.filter((person) => !isOnLeave(leave[person]!, duty.start, duty.end))),
  );
  const matrix = (lists: readonly Iterable<number>[]) => {
    const marks = new Uint8Array(duties.length * people.length);
    lists.forEach((list, duty) => {
      for (const person of list) marks[duty * people.length + person] = 1;
    });
    return marks;
  };
  const start = Float64Array.from(item, (duty) => duty.start);
  for (const line of fixed) line.sort((a, b) => start[a]! - start[b]! || a - b);

  const byStart = Int32Array.from(duties.keys()).sort((a, b) => start[a]! - start[b]! || a - b);
  const rank = new Int32Array(duties.length);
  byStart.forEach((duty, at) => {
    rank[duty] = at;
  });

  return {
    problem,
    people: people.length,
    duties: duties.length,
    item,
    start,
    end: Float64Array.from(item, (duty) => duty.end),
    work: Int32Array.from(item, (duty) =>
      duty.start >= period.start && duty.start < period.end ? workMinutes(duty) : 0,
    ),
    night: Uint8Array.from(item, (_, index) => (burden[index]?.night ? 1 : 0)),
    weekend: Uint8Array.from(item, (_, index) => (burden[index]?.weekend ? 1 : 0)),
    shift: Uint8Array.from(item, (duty) => (duty.kind === 'shift' ? 1 : 0)),
    site: Int32Array.from(item, (duty) => siteIndex.get(duty.site)!),
    sites: siteNames.length,
    travel: Int32Array.from({ length: siteNames.length ** 2 }, (_, pair) =>
      travelBetween(problem, siteNames[Math.floor(pair / siteNames.length)]!, siteNames[pair % siteNames.length]!),
    ),
    candidates,
    isCandidate: matrix(candidates),
    isEligible: matrix(eligible),
    isPinned,
    fixed,
    contracted: Float64Array.from(people, (person) => person.contractedMinutes ?? Number.NaN),
    fairNights: fairShares(problem, eligible, (duty) => burden[duty]!.night),
    fairWeekends: fairShares(problem, eligible, (duty) => burden[duty]!.weekend),
    leave,
    resident: Uint8Array.from(people, (person) => (isResident(person) ? 1 : 0)),
    shortRest: surelyShortRest(frame),
    byStart,
    rank,
    periodStart: period.start,
    periodEnd: period.end,
  };
}

/** True when [start, end) overlaps leave that is given as start, end, start, end, … */
export function isOnLeave(leave: Float64Array, start: number, end: number): boolean {
  for (let at = 0; at < leave.length; at += 2) if (start < leave[at + 1]! && end > leave[at]!) return true;
  return false;
}

/** True when the rest rules of the resident doctors' pack judge the person. */
function isResident(person: Person): boolean {
  return person.employments.some((employment) => employment.pack === 'EN-RD-2016');
}

/** Minutes that a duty adds to its person's work. */
export function workMinutes(duty: Duty): number {
  return duty.kind === 'on-call' ? duty.expectedWorkMinutes : Math.round((duty.end - duty.start) / 60_000);
}

function travelBetween(problem: Problem, from: string, to: string): number {
  return from === to ? 0 : Math.round(problem.frame.travelMinutes(from, to));
}

/** Each chosen duty's places are shared by WTE among all who are eligible, on leave or not: leave moves no burden here. */
function fairShares(problem: Problem, eligible: readonly number[][], isChosen: (duty: number) => boolean): Int32Array {
  const wte = problem.people.map((person) => person.employments.reduce((sum, each) => sum + each.wte, 0) || 1);
  const share = new Float64Array(problem.people.length);
  eligible.forEach((list, duty) => {
    if (!isChosen(duty)) return;
    const total = list.reduce((sum, person) => sum + wte[person]!, 0);
    for (const person of list) share[person]! += (problem.duties[duty]!.count * wte[person]!) / total;
  });
  return Int32Array.from(share, (value) => Math.ceil(value - 1e-9));
}
