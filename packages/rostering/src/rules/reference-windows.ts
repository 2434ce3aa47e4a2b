import { type Line, type Span, workWithin } from '../line.ts';
import type { Frame, LeaveKind } from '../model.ts';
import { dayNumberOf, instantOfDay, weekdayOfDay } from '../zone.ts';

/** Leave that the means of the working time regulations leave out. */
const excluded: readonly LeaveKind[] = ['annual', 'sick', 'maternity', 'paternity', 'adoption', 'parental'];

const NONE: readonly number[] = [];

/** A window of whole local weeks over which working time is averaged. */
export type ReferenceWindow = Span & {
  /** Days of the window without excluded leave; more than 0. */
  readonly presentDays: number;
  /** Milliseconds of work in it. */
  readonly work: number;
};

/**
 * The windows of so many whole weeks, from Monday to Sunday, that lie in what is known and touch the period.
 * One that is leave throughout is passed over.
 */
export function referenceWindows(line: Line, weeks: number): ReferenceWindow[] {
  const leaveDays = leaveDaysOf(line);
  const windows: ReferenceWindow[] = [];
  for (const { fromDay, toDay, from, to } of spansOf(line, weeks)) {
    let presentDays = toDay - fromDay;
    for (const day of leaveDays) if (day >= fromDay && day < toDay) presentDays--;
    if (presentDays === 0) continue;
    windows.push({ fromDay, toDay, from, to, presentDays, work: workWithin(line, from, to) });
  }
  return windows;
}

const spans = new WeakMap<Frame, Map<number, readonly Span[]>>();

/** The same for everybody in a frame. */
function spansOf({ frame, known, period }: Line, weeks: number): readonly Span[] {
  const kept = spans.get(frame) ?? new Map<number, readonly Span[]>();
  spans.set(frame, kept);
  const before = kept.get(weeks);
  if (before !== undefined) return before;
  const days = weeks * 7;
  const found: Span[] = [];
  const firstMonday = known.fromDay + ((8 - weekdayOfDay(known.fromDay)) % 7);
  for (let fromDay = firstMonday; fromDay + days <= known.toDay; fromDay += 7) {
    const toDay = fromDay + days;
    if (fromDay >= period.toDay || toDay <= period.fromDay) continue;
    const from = instantOfDay(frame.zone, fromDay, 0);
    found.push({ fromDay, toDay, from, to: instantOfDay(frame.zone, toDay, 0) });
  }
  kept.set(weeks, found);
  return found;
}

/** The local days of excluded leave, each once. */
function leaveDaysOf({ person }: Line): readonly number[] {
  if (person.leave.length === 0) return NONE;
  const days = new Set<number>();
  for (const { kind, from, to } of person.leave) {
    if (!excluded.includes(kind)) continue;
    const end = dayNumberOf(to);
    for (let day = dayNumberOf(from); day < end; day++) days.add(day);
  }
  return [...days];
}
