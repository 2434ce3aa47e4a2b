import { type Line, type Span, workWithin } from '../line.ts';
import type { LeaveKind } from '../model.ts';
import { dayNumberOf, instantOfDay, weekdayOfDay } from '../zone.ts';

/** Leave that the means of the working time regulations leave out. */
const excluded: readonly LeaveKind[] = ['annual', 'sick', 'maternity', 'paternity', 'adoption', 'parental'];

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
  const { known, period, frame } = line;
  const days = weeks * 7;
  const leaveDays = leaveDaysOf(line);
  const windows: ReferenceWindow[] = [];
  const firstMonday = known.fromDay + ((8 - weekdayOfDay(known.fromDay)) % 7);
  for (let fromDay = firstMonday; fromDay + days <= known.toDay; fromDay += 7) {
    const toDay = fromDay + days;
    if (fromDay >= period.toDay || toDay <= period.fromDay) continue;
    const presentDays = days - leaveDays.filter((day) => day >= fromDay && day < toDay).length;
    if (presentDays === 0) continue;
    const from = instantOfDay(frame.zone, fromDay, 0);
    const to = instantOfDay(frame.zone, toDay, 0);
    windows.push({ fromDay, toDay, from, to, presentDays, work: workWithin(line, from, to) });
  }
  return windows;
}

/** The local days of excluded leave, each once. */
function leaveDaysOf({ person }: Line): number[] {
  const days = new Set<number>();
  for (const { kind, from, to } of person.leave) {
    if (!excluded.includes(kind)) continue;
    const end = dayNumberOf(to);
    for (let day = dayNumberOf(from); day < end; day++) days.add(day);
  }
  return [...days];
}
