import type { Scenario } from './inrc2-scenario.ts';
import { type Inrc2Text, inrc2Text, type TextFile, WEEKDAYS, type Words } from './inrc2-text.ts';

/** What the weeks before left behind. */
export type History = {
  /** Weeks that are over. */
  readonly week: number;
  readonly nurses: readonly NurseHistory[];
};
export type NurseHistory = {
  readonly assignments: number;
  readonly weekends: number;
  /** The shift of the last day, or −1 for a day off. */
  readonly lastShift: number;
  readonly lastShiftInARow: number;
  readonly workedInARow: number;
  readonly offInARow: number;
};
export type Week = {
  readonly requirements: readonly Requirement[];
  readonly requests: readonly OffRequest[];
};
/** `days` is [weekday] of [minimum, optimum]. */
export type Requirement = {
  readonly shift: number;
  readonly skill: number;
  readonly days: readonly (readonly [number, number])[];
};
/** Not to work a shift on a weekday; shift −1: any. */
export type OffRequest = { readonly nurse: number; readonly shift: number; readonly weekday: number };

/** Reads a history file of a scenario. Throws a `FileProblemError` that names file, line and field. */
export function readHistory(file: TextFile, scenario: Scenario): History {
  const source = inrc2Text(file);
  source.heading('HISTORY');
  const row = scenarioRow(source, 'HISTORY', 1, scenario);
  const week = source.number(row, row.words[0]!, 'HISTORY week', { max: scenario.weeks - 1 });
  source.heading('NURSE_HISTORY');
  const found = new Map<number, NurseHistory>();
  const nurseIndex = new Map(scenario.nurses.map(({ id }, at) => [id, at]));
  for (const row of source.until(null)) {
    const at = nurseIndex.get(row.words[0]!);
    if (at === undefined) source.wrong(row, 'NURSE_HISTORY', `'${row.words[0]}' is no nurse of the scenario`);
    else if (found.has(at)) source.wrong(row, 'NURSE_HISTORY', `'${row.words[0]}' stands there a second time`);
    else found.set(at, nurseHistoryOf(source, row, scenario));
  }
  scenario.nurses.forEach(({ id }, at) => {
    if (!found.has(at)) source.wrong(null, 'NURSE_HISTORY', `has no row for nurse '${id}'`);
  });
  source.problems.throwAny();
  return { week, nurses: scenario.nurses.map((_, at) => found.get(at)!) };
}

function nurseHistoryOf(source: Inrc2Text, row: Words, scenario: Scenario): NurseHistory {
  const field = 'NURSE_HISTORY';
  if (row.words.length !== 7) {
    const names =
      'nurse, assignments, weekends, last shift, its days in a row, days worked in a row, days off in a row';
    source.wrong(row, field, `has ${row.words.length} fields instead of 7: ${names}`);
  }
  const number = (at: number, name: string) => source.number(row, row.words[at] ?? '', `${field} ${name}`);
  const last = row.words[3] ?? '';
  const history = {
    assignments: number(1, 'assignments'),
    weekends: number(2, 'weekends'),
    lastShift: scenario.shifts.findIndex(({ id }) => id === last),
    lastShiftInARow: number(4, 'days in a row of the last shift'),
    workedInARow: number(5, 'days worked in a row'),
    offInARow: number(6, 'days off in a row'),
  };
  const isOff = last === 'None';
  if (!isOff && history.lastShift < 0) source.wrong(row, `${field} last shift`, `'${last}' is no shift, and not None`);
  if (isOff && (history.lastShiftInARow > 0 || history.workedInARow > 0)) {
    source.wrong(row, field, 'the last day was off (None), so no days were worked in a row before the horizon');
  }
  if (!isOff && history.offInARow > 0) source.wrong(row, field, `the last day was worked (${last}), so none were off`);
  return history;
}

/** Reads a week data file of a scenario. Throws a `FileProblemError` that names file, line and field. */
export function readWeek(file: TextFile, scenario: Scenario): Week {
  const source = inrc2Text(file);
  source.heading('WEEK_DATA');
  scenarioRow(source, 'WEEK_DATA', 0, scenario);
  source.heading('REQUIREMENTS');
  const shiftIndex = new Map(scenario.shifts.map(({ id }, at) => [id, at]));
  const skillIndex = new Map(scenario.skills.map((id, at) => [id, at]));
  const nurseIndex = new Map(scenario.nurses.map(({ id }, at) => [id, at]));
  const seen = new Set<string>();
  const requirements = source.until('SHIFT_OFF_REQUESTS').flatMap((row): Requirement[] => {
    const [shift, skill] = [shiftIndex.get(row.words[0]!), skillIndex.get(row.words[1] ?? '')];
    if (shift === undefined) source.wrong(row, 'REQUIREMENTS shift', `'${row.words[0]}' is no shift of the scenario`);
    if (skill === undefined)
      source.wrong(row, 'REQUIREMENTS skill', `'${row.words[1] ?? ''}' is no skill of the scenario`);
    const pairs = row.words.slice(2);
    if (pairs.length !== 7) source.wrong(row, 'REQUIREMENTS', `has ${pairs.length} days instead of 7`);
    if (shift === undefined || skill === undefined || pairs.length !== 7) return [];
    if (seen.has(`${shift} ${skill}`))
      source.wrong(row, 'REQUIREMENTS', `${row.words[0]} ${row.words[1]} stands there a second time`);
    seen.add(`${shift} ${skill}`);
    const days = pairs.map((pair, day) => source.range(row, pair, `REQUIREMENTS ${WEEKDAYS[day]}`));
    return [{ shift, skill, days }];
  });
  const field = 'SHIFT_OFF_REQUESTS';
  const requests = source.list(field).flatMap((row): OffRequest[] => {
    const [who = '', what = '', when = ''] = row.words;
    const nurse = nurseIndex.get(who);
    const shift = what === 'Any' ? -1 : shiftIndex.get(what);
    const weekday = WEEKDAYS.indexOf(when);
    if (row.words.length !== 3)
      source.wrong(row, field, `has ${row.words.length} fields instead of 3: nurse, shift, day`);
    if (nurse === undefined) source.wrong(row, `${field} nurse`, `'${who}' is no nurse of the scenario`);
    if (shift === undefined) source.wrong(row, `${field} shift`, `'${what}' is no shift of the scenario, and not Any`);
    if (weekday < 0) source.wrong(row, `${field} day`, `'${when}' is no day; write one of ${WEEKDAYS.join(', ')}`);
    return nurse === undefined || shift === undefined || weekday < 0 ? [] : [{ nurse, shift, weekday }];
  });
  source.end();
  source.problems.throwAny();
  return { requirements, requests };
}

/** The line that names the scenario, in the word at this place. */
function scenarioRow(source: Inrc2Text, field: string, place: number, scenario: Scenario): Words {
  const row = source.next(field);
  const name = row.words[place] ?? '';
  if (name !== scenario.name) source.wrong(row, field, `is for scenario '${name}', not for '${scenario.name}'`);
  return row;
}
