import { addDays } from '@weft/rostering';
import { dateCell } from '@weft/service-kit';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The local day that a column's title names: a full date, or a day and month ("Mon 2 Mar", "02/03") that comes once
 * in the period. Null for a title that names no day, or one that the period has twice or not at all.
 */
export function dayOfTitle(title: string, period: { readonly from: string; readonly to: string }): string | null {
  const text = title.trim().replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,.]*/i, '');
  const full = dateCell.safeParse(text);
  if (full.success) return full.data;
  const read = text.match(/^(\d{1,2})(?:st|nd|rd|th)?[\s/.-]+([a-z]{3,9}|\d{1,2})$/i);
  if (!read) return null;
  const month = /^\d/.test(read[2] ?? '')
    ? Number(read[2])
    : MONTHS.indexOf((read[2] ?? '').slice(0, 3).toLowerCase()) + 1;
  const end = `-${String(month).padStart(2, '0')}-${(read[1] ?? '').padStart(2, '0')}`;
  const days: string[] = [];
  for (let day = period.from; day < period.to; day = addDays(day, 1)) if (day.endsWith(end)) days.push(day);
  return days.length === 1 ? (days[0] ?? null) : null;
}
