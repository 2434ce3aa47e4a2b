import type { Candidate, Instant, Placement, Problem } from '../../model.ts';
import { dayNumberOf, instantOfDay, localDayOf } from '../../zone.ts';
import { type Judge, judgeOf } from '../judge.ts';
import { leaveIntervals } from '../local-facts.ts';
import { ProblemError } from '../problem-error.ts';
import { isOnLeave, type Tables, tabulate } from '../tables.ts';
import { validate } from '../validate.ts';
import type { Absence, ChangeCost, RepairOptions } from './model.ts';

const CHANGE_COST: ChangeCost = { shortNotice: 3, later: 1 };

/** A placement that the change itself takes away, and by what. */
export type Taken = Placement & { readonly absence: Absence | null };

/** A published rota after a change, as integers: what stands, what is to be filled, what may move. */
export type Setting = {
  readonly t: Tables;
  readonly judge: Judge;
  /** [person] the published line without what the change takes away: what a repaired line is judged against. */
  readonly standing: readonly (readonly number[])[];
  /** [duty] people it should have: those who stand, and one for each place that is to be filled. */
  readonly wanted: Int32Array;
  readonly published: readonly Placement[];
  readonly taken: readonly Taken[];
  readonly begun: readonly Placement[];
  readonly now: Instant;
  readonly noticeEnd: Instant;
  /** When a duty of the problem starts, cancelled ones too. */
  readonly startOf: (duty: string) => Instant;
  readonly changeCost: ChangeCost;
};

/** Reads a change into a published rota. Throws a ProblemError where problem, rota or change are wrong. */
export function settingOf(problem: Problem, published: readonly Placement[], options: RepairOptions): Setting {
  const { now, change, noticeDays, changeCost = CHANGE_COST } = options;
  validate(problem);
  validateRepair(problem, published, options);
  const { zone } = problem.frame;
  const people = withAbsences(problem.people, change.absent ?? []);
  const dutyOf = new Map(problem.duties.map((duty) => [duty.id, duty]));
  const cancelled = new Set(change.cancelled);
  const absentAt = absencesBy(zone, change.absent ?? []);

  const held = distinct([...published, ...problem.pins]);
  const taken: Taken[] = [];
  const begun: Placement[] = [];
  const staying: Placement[] = [];
  for (const place of held) {
    const { start, end } = dutyOf.get(place.duty)!;
    const absence = absentAt(place.person, start, end);
    const isTaken = absence !== null || cancelled.has(place.duty);
    if (isTaken && start >= now) taken.push({ ...place, absence: cancelled.has(place.duty) ? null : absence });
    else staying.push(place);
    if (isTaken && start < now) begun.push(place);
  }
  const stays = new Set(staying.map(keyOf));
  const past = staying.filter(({ duty }) => dutyOf.get(duty)!.start < now);
  const t = tabulate({
    ...problem,
    people,
    duties: problem.duties.filter(({ id, start }) => start < now || !cancelled.has(id)),
    pins: distinct([...problem.pins.filter((pin) => stays.has(keyOf(pin))), ...past]),
  });
  const standing = linesOf(t, staying);
  return {
    t,
    judge: judgeOf(t, standing),
    standing,
    wanted: wantedOf(t, { staying, taken, fill: change.fill ?? [], now }),
    published: held,
    taken,
    begun,
    now,
    noticeEnd: instantOfDay(zone, localDayOf(zone, now) + noticeDays, 0),
    startOf: (duty) => dutyOf.get(duty)!.start,
    changeCost,
  };
}

function validateRepair(problem: Problem, published: readonly Placement[], options: RepairOptions): void {
  const { now, change, noticeDays, changeCost = CHANGE_COST } = options;
  const people = new Set(problem.people.map(({ id }) => id));
  const duties = new Set(problem.duties.map(({ id }) => id));
  const know = (ids: ReadonlySet<string>, { id, at }: { readonly id: string; readonly at: string }) => {
    if (!ids.has(id))
      throw new ProblemError('unknown-id', `${at} names ${id}, which the problem does not have. Add it or drop it.`);
  };
  for (const place of published) {
    know(duties, { id: place.duty, at: 'published' });
    know(people, { id: place.person, at: 'published' });
  }
  for (const { person, from, to } of change.absent ?? []) {
    know(people, { id: person, at: 'change.absent' });
    if (!(dayNumberOf(to) > dayNumberOf(from)))
      throw new ProblemError('bad-interval', `change.absent of ${person} ends on ${to}, not after ${from}. Mend it.`);
  }
  for (const id of change.cancelled ?? []) know(duties, { id, at: 'change.cancelled' });
  for (const id of change.fill ?? []) know(duties, { id, at: 'change.fill' });
  if (!Number.isFinite(now)) throw new ProblemError('bad-number', `now is ${now}. Give milliseconds since 1970.`);
  const whole = { noticeDays: [noticeDays, 0], shortNotice: [changeCost.shortNotice, 1], later: [changeCost.later, 1] };
  for (const [name, [value, least]] of Object.entries(whole) as [string, [number, number]][]) {
    if (!Number.isSafeInteger(value) || value < least)
      throw new ProblemError('bad-number', `${name} is ${value}. Write a whole number from ${least}.`);
  }
}

function withAbsences(people: readonly Candidate[], absences: readonly Absence[]): Candidate[] {
  const by = Map.groupBy(absences, ({ person }) => person);
  return people.map((person) => {
    const away = by.get(person.id);
    if (!away) return person;
    return {
      ...person,
      leave: [...person.leave, ...away.map(({ from, to }) => ({ kind: 'sick' as const, from, to }))],
    };
  });
}

/** The absence that stops a person from being there at a time; null for none. */
function absencesBy(zone: string, absences: readonly Absence[]) {
  const times = new Map<string, { readonly absence: Absence; readonly away: Float64Array }[]>();
  for (const absence of absences) {
    const away = leaveIntervals(zone, { leave: [{ kind: 'sick', from: absence.from, to: absence.to }] });
    times.set(absence.person, [...(times.get(absence.person) ?? []), { absence, away }]);
  }
  return (person: string, start: number, end: number): Absence | null =>
    times.get(person)?.find(({ away }) => isOnLeave(away, start, end))?.absence ?? null;
}

function linesOf(t: Tables, staying: readonly Placement[]): number[][] {
  const people = new Map(t.problem.people.map(({ id }, index) => [id, index]));
  const duties = new Map(t.problem.duties.map(({ id }, index) => [id, index]));
  const lines = t.fixed.map((line) => [...line]);
  for (const { duty, person } of staying) {
    const [d, p] = [duties.get(duty)!, people.get(person)!];
    if (t.isPinned[d * t.people + p] === 0) lines[p]!.push(d);
  }
  for (const line of lines) line.sort((a, b) => t.start[a]! - t.start[b]! || a - b);
  return lines;
}

type Wishes = {
  readonly staying: readonly Placement[];
  readonly taken: readonly Taken[];
  readonly fill: readonly string[];
  readonly now: Instant;
};

/** A place that was given up is to be filled unless the duty had more people than it needs; nothing once it has begun. */
function wantedOf(t: Tables, { staying, taken, fill, now }: Wishes): Int32Array {
  const count = (places: readonly Placement[]) => {
    const by = new Map<string, number>();
    for (const { duty } of places) by.set(duty, (by.get(duty) ?? 0) + 1);
    return by;
  };
  const [stands, gone, filled] = [count(staying), count(taken), new Set(fill)];
  return Int32Array.from(t.problem.duties, (duty) => {
    const held = stands.get(duty.id) ?? 0;
    if (duty.start < now) return held;
    const places = filled.has(duty.id) ? duty.count : Math.min(duty.count, held + (gone.get(duty.id) ?? 0));
    return Math.min(duty.count, Math.max(held, places));
  });
}

function distinct(places: readonly Placement[]): Placement[] {
  return [...new Map(places.map(({ duty, person }) => [keyOf({ duty, person }), { duty, person }])).values()];
}

const keyOf = ({ duty, person }: Placement) => `${duty}\n${person}`;
