import { lineOf } from './line.ts';
import type { Duty, Frame, LocalDate, Person } from './model.ts';
import { numbersOn } from './packs.ts';
import { referenceWindows } from './rules/reference-windows.ts';
import { addDays, HOUR, mondayOf } from './zone.ts';

/** Mean weekly work over a reference period, in hours, and how many weeks that is. */
export type ReferenceAverage = {
  readonly hours: number;
  /** Null for somebody who has opted out. */
  readonly limit: number | null;
  readonly weeks: number;
};

/**
 * The mean that WTR-48 looks at, over the whole weeks that end with the last Sunday before the local day `to`; null
 * when all of them are leave. `duties` are all that the person holds, whoever the employer.
 */
export function referenceAverage(
  { zone, travelMinutes }: Pick<Frame, 'zone' | 'travelMinutes'>,
  { person, duties }: { readonly person: Person; readonly duties: readonly Duty[] },
  to: LocalDate,
): ReferenceAverage | null {
  const end = mondayOf(to);
  const { weeklyHours, referenceWeeks, residentReferenceWeeks } = numbersOn(end).workingTime;
  const inTraining = person.employments.some(({ pack }) => pack === 'EN-RD-2016');
  const weeks = inTraining ? residentReferenceWeeks : referenceWeeks;
  const period = { from: addDays(end, -7 * weeks), to: end };
  const [window] = referenceWindows(lineOf({ zone, period, known: period, travelMinutes }, person, duties), weeks);
  if (!window) return null;
  return {
    hours: (window.work * 7) / window.presentDays / HOUR,
    limit: person.optOut48 ? null : weeklyHours,
    weeks,
  };
}
