import type { Duty, Frame, Instant, Person } from './model.ts';
import { type Spell, spellsOf } from './spell.ts';
import { dayNumberOf, instantOfDay, localDayOf, MINUTE } from './zone.ts';

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
  readonly spells: readonly Spell[];
  readonly onCalls: readonly OnCall[];
  /** Work of all kinds, each minute once. */
  readonly work: readonly Stretch[];
};

/** Prepares the duties of one person, in any order, for the rules. */
export function lineOf(frame: Frame, person: Person, duties: readonly Duty[]): Line {
  const inOrder = [...duties].sort(byStart);
  const onCalls: OnCall[] = [];
  for (const duty of inOrder) {
    if (duty.kind === 'on-call') onCalls.push({ duty, startDay: localDayOf(frame.zone, duty.start) });
  }
  return {
    frame,
    person,
    period: spanOf(frame.zone, frame.period),
    known: spanOf(frame.zone, frame.known),
    duties: inOrder,
    spells: spellsOf(frame, inOrder),
    onCalls,
    work: workOf(inOrder),
  };
}

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

function byStart(a: Duty, b: Duty): number {
  return a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1);
}

function spanOf(zone: string, days: Frame['period']): Span {
  const fromDay = dayNumberOf(days.from);
  const toDay = dayNumberOf(days.to);
  return { fromDay, toDay, from: instantOfDay(zone, fromDay, 0), to: instantOfDay(zone, toDay, 0) };
}

function workOf(duties: readonly Duty[]): Stretch[] {
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
