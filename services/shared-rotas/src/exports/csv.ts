import { addDays } from '@weft/rostering';
import { writeCsv } from '@weft/service-kit';
import { boardDays } from '../board/days.ts';
import type { DutyState, RotaState } from '../board/state.ts';
import type { DemandTemplate } from '../demand-template/events.ts';
import { demandLayout } from '../imports/read-demand.ts';
import { patternLayout } from '../imports/read-patterns.ts';
import { gridLayout } from '../imports/read-rota-grid.ts';
import type { Pattern } from '../pattern/events.ts';

const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Demand as the import reads it. */
export const demandCsv = (templates: readonly DemandTemplate[]): string =>
  writeCsv(
    Object.values(demandLayout).map(({ title }) => title),
    templates.map((one) => [
      one.code,
      one.site,
      one.service,
      one.role,
      one.grade.join('; '),
      one.skill ?? '',
      String(one.count),
      one.kind,
      one.startTime,
      one.endTime,
      String(one.breakMinutes),
      String(one.expectedWorkMinutes),
      one.weekdays.map((day) => DAY_NAMES[day - 1]).join(';'),
      one.publicHolidays,
      one.from,
      one.to === null ? '' : addDays(one.to, -1),
    ]),
  );

/** Patterns as the import reads them: one row per week. */
export const patternsCsv = (patterns: readonly Pattern[]): string =>
  writeCsv(
    Object.values(patternLayout).map(({ title }) => title),
    patterns.flatMap(({ name, weeks }) => weeks.map((week, index) => [name, String(index + 1), ...week])),
  );

/** A rota as the import reads it: people down, days across, codes in the cells. */
export function rotaCsv(
  { period }: RotaState,
  duties: readonly DutyState[],
  people: readonly { readonly person: string; readonly name: string; readonly number: string | null }[],
): string {
  const days = boardDays(period.from, period.to, () => null).map(({ date }) => date);
  const cells = new Map<string, string[]>();
  for (const { duty, withdrawn, filled } of duties) {
    if (withdrawn) continue;
    for (const { person } of filled) {
      const key = `${person} ${duty.date}`;
      cells.set(key, [...(cells.get(key) ?? []), duty.code || duty.role]);
    }
  }
  return writeCsv(
    [gridLayout.name.title, gridLayout.number.title, gridLayout.person.title, ...days],
    people.map(({ person, name, number }) => [
      name,
      number ?? '',
      person,
      ...days.map((day) => (cells.get(`${person} ${day}`) ?? []).join(' + ')),
    ]),
  );
}
