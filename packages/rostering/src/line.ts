import type { Duty, Frame, Instant, Person } from './model.ts';
import { type Spell, spellsOf } from './spell.ts';
import { DAY, dayNumberOf, HOUR, instantOfDay, localDayOf, MINUTE } from './zone.ts';

/** Time covered by work, touching pieces joined: [from, to). */
export type Stretch = { readonly from: Instant; readonly to: Instant };

/** A range of local days as day numbers [fromDay, toDay) and as instants [from, to). */
export type Span = { readonly fromDay: number; readonly toDay: number; readonly from: Instant; readonly to: Instant };

/** An on-call period and the number of the local day on which it starts. */
export type OnCall = { readonly duty: Duty; readonly startDay: number };

/** One person's duties, prepared once so that every rule only reads: all lists are in order of start. */
export type Line = {
  readonly frame: Frame;
  readonly person: Person;
  readonly period: Span;
  readonly known: Span;
  readonly duties: readonly Duty[];
  /** Spells and on-call periods lie in `near`; duties and work are all that the person has. */
  readonly spells: readonly Spell[];
  readonly onCalls: readonly OnCall[];
  /** Work of all kinds, each minute once. */
  readonly work: readonly Stretch[];
  readonly near: Stretch;
};

/** How far from the period rules look at spells and on-call periods, and as much more as a run of days goes on. */
const REACH = 15 * DAY;
/** So long without any duty holds a whole local day: no run of days goes on across it. */
const BREAK = 49 * HOUR;

/**
 * Prepares the duties of one person, in any order, for the rules. A 'near' line has no spells and on-call periods so
 * far from the period that they cannot make a finding in it; only sums of work look further.
 */
export function lineOf(
  frame: Frame,
  person: Person,
  duties: readonly Duty[],
  extent: 'whole' | 'near' = 'whole',
): Line {
  const inOrder = [...duties].sort(byStart);
  const period = spanOf(frame.zone, frame.period);
  const [from, to] = extent === 'whole' ? [0, inOrder.length] : nearOf(inOrder, period);
  const near = from === 0 && to === inOrder.length ? inOrder : inOrder.slice(from, to);
  const onCalls: OnCall[] = [];
  for (const duty of near) if (duty.kind === 'on-call') onCalls.push(onCallOf(frame, duty));
  return {
    frame,
    person,
    period,
    known: spanOf(frame.zone, frame.known),
    duties: inOrder,
    spells: spellsOf(frame, near),
    onCalls,
    work: workOf(inOrder),
    near: {
      from: from === 0 ? Number.NEGATIVE_INFINITY : inOrder[from]!.start,
      to: to === inOrder.length ? Number.POSITIVE_INFINITY : inOrder[to]!.start - BREAK,
    },
  };
}

/** The duties [from, to) between the last break before the reach of the period and the first one after it. */
function nearOf(duties: readonly Duty[], period: Span): [from: number, to: number] {
  let from = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < duties.length; i++) {
    const duty = duties[i]!;
    if (duty.start - end >= BREAK) {
      if (duty.start <= period.from - REACH) from = i;
      else if (end >= period.to + REACH) return [from, i];
    }
    if (duty.end > end) end = duty.end;
  }
  return [from, duties.length];
}

/** An on-call period as a line holds it. */
export const onCallOf = (frame: Frame, duty: Duty): OnCall => ({ duty, startDay: localDayOf(frame.zone, duty.start) });

/** Where the work of a duty ends: a shift's end, or the expected work of an on-call period from its start. */
export function workEndOf(duty: Duty): Instant {
  return duty.kind === 'shift' ? duty.end : duty.start + duty.expectedWorkMinutes * MINUTE;
}

/** Work in [from, to), in milliseconds. */
export function workWithin(line: Line, from: Instant, to: Instant): number {
  const { work } = line;
  let low = 0;
  let high = work.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (work[middle]!.to <= from) low = middle + 1;
    else high = middle;
  }
  let sum = 0;
  for (let i = low; i < work.length && work[i]!.from < to; i++) {
    sum += Math.min(work[i]!.to, to) - Math.max(work[i]!.from, from);
  }
  return sum;
}

/** Ids of the duties that have work in [from, to), in order of start. */
export function dutiesWithin(line: Line, from: Instant, to: Instant): string[] {
  const ids: string[] = [];
  for (const duty of line.duties) {
    if (duty.start < to && workEndOf(duty) > Math.max(from, duty.start)) ids.push(duty.id);
  }
  return ids;
}

/** Whether a day's number lies in the span. */
export function holdsDay(span: Span, day: number): boolean {
  return day >= span.fromDay && day < span.toDay;
}

/** Whether [from, to) has time in common with the span. */
export function touches(span: Span, from: Instant, to: Instant): boolean {
  return from < span.to && to > span.from;
}

/** The order of a line: by start, then end, then id. */
export function byStart(a: Duty, b: Duty): number {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1);
}

function spanOf(zone: string, days: Frame['period']): Span {
  const fromDay = dayNumberOf(days.from);
  const toDay = dayNumberOf(days.to);
  return { fromDay, toDay, from: instantOfDay(zone, fromDay, 0), to: instantOfDay(zone, toDay, 0) };
}

/** The work of duties in order of start. */
export function workOf(duties: readonly Duty[]): Stretch[] {
  const stretches: { from: Instant; to: Instant }[] = [];
  let last: { from: Instant; to: Instant } | undefined;
  for (const duty of duties) {
    const to = workEndOf(duty);
    if (to <= duty.start) continue;
    if (last !== undefined && duty.start <= last.to) {
      if (to > last.to) last.to = to;
    } else {
      last = { from: duty.start, to };
      stretches.push(last);
    }
  }
  return stretches;
}
