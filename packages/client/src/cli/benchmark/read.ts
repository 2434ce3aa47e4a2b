import { CliError, EXIT } from '../exit-codes.ts';

/** A public benchmark instance (Curtois and Qu): who is needed on which day, and what binds each person. */
export type Benchmark = {
  /** Days, a multiple of 7; day 0 is a Monday. */
  readonly horizon: number;
  readonly shifts: readonly BenchmarkShift[];
  readonly staff: readonly BenchmarkStaff[];
  /** People needed per day and shift. */
  readonly cover: readonly { readonly day: number; readonly shift: string; readonly count: number }[];
  /** Wishes for or against a shift on a day. */
  readonly requests: number;
};

export type BenchmarkShift = {
  readonly id: string;
  readonly minutes: number;
  /** Shifts that nobody may work on the day after this one. */
  readonly notBefore: readonly string[];
};

export type BenchmarkStaff = {
  readonly id: string;
  /** Most shifts of each kind; 0 where the person never works it. */
  readonly most: ReadonlyMap<string, number>;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  /** Days, from 0, on which the person is away. */
  readonly daysOff: readonly number[];
};

const NEEDED = ['SECTION_HORIZON', 'SECTION_SHIFTS', 'SECTION_STAFF', 'SECTION_COVER'] as const;

/** Whether a text is a benchmark instance at all. */
export const isBenchmark = (text: string): boolean => /^SECTION_HORIZON\s*$/m.test(text);

type Line = { readonly number: number; readonly cells: readonly string[] };

const wrong = ({ number }: Line, because: string) =>
  new CliError(`Line ${number} of the instance: ${because}`, EXIT.badInput);

/** Reads an instance. Throws with the line and what is wrong there. */
export function readBenchmark(text: string): Benchmark {
  const sections = sectionsOf(text);
  for (const name of NEEDED)
    if (!sections.get(name)?.length)
      throw new CliError(`The instance has no ${name}, or nothing in it.`, EXIT.badInput);
  const rows = (name: string) => sections.get(name) ?? [];
  const [first] = rows('SECTION_HORIZON') as [Line];
  const horizon = numberAt(first, 0, 'the horizon in days');
  if (horizon < 7 || horizon % 7 !== 0) throw wrong(first, `the horizon is ${horizon} days, not a multiple of 7.`);
  const shifts = rows('SECTION_SHIFTS').map((line): BenchmarkShift => {
    const minutes = numberAt(line, 1, 'the length in minutes');
    if (minutes < 1 || minutes > 1440) throw wrong(line, `a shift of ${minutes} minutes is not within one day.`);
    return { id: cellAt(line, 0, 'the shift'), minutes, notBefore: listOf(line.cells[2]) };
  });
  const known = new Set(shifts.map(({ id }) => id));
  for (const line of rows('SECTION_SHIFTS'))
    for (const next of listOf(line.cells[2])) if (!known.has(next)) throw wrong(line, `there is no shift "${next}".`);
  const away = daysOffOf(rows('SECTION_DAYS_OFF'), horizon);
  const staff = rows('SECTION_STAFF').map((line): BenchmarkStaff => {
    const id = cellAt(line, 0, 'the person');
    const maxMinutes = numberAt(line, 2, 'the most minutes');
    const minMinutes = numberAt(line, 3, 'the least minutes');
    if (minMinutes > maxMinutes) throw wrong(line, `the least minutes, ${minMinutes}, are more than the most.`);
    const most = new Map(listOf(line.cells[1]).map((part) => mostOf(line, part, known)));
    return { id, most, minMinutes, maxMinutes, daysOff: away.get(id) ?? [] };
  });
  const people = new Set(staff.map(({ id }) => id));
  const stranger = rows('SECTION_DAYS_OFF').find(({ cells }) => !people.has(cells[0] ?? ''));
  if (stranger) throw wrong(stranger, `there is no person "${stranger.cells[0]}" in SECTION_STAFF.`);
  const cover = rows('SECTION_COVER').map((line) => {
    const shift = cellAt(line, 1, 'the shift');
    if (!known.has(shift)) throw wrong(line, `there is no shift "${shift}".`);
    return { day: dayAt(line, 0, horizon), shift, count: numberAt(line, 2, 'the people needed') };
  });
  const requests = rows('SECTION_SHIFT_ON_REQUESTS').length + rows('SECTION_SHIFT_OFF_REQUESTS').length;
  return { horizon, shifts, staff, cover, requests };
}

function sectionsOf(text: string): Map<string, Line[]> {
  const sections = new Map<string, Line[]>();
  let current: Line[] | null = null;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('SECTION_')) {
      current = [];
      sections.set(line, current);
      continue;
    }
    const one = { number: index + 1, cells: line.split(',').map((cell) => cell.trim()) };
    if (!current) throw wrong(one, 'it stands before the first section.');
    current.push(one);
  }
  return sections;
}

function cellAt(line: Line, index: number, what: string): string {
  const cell = line.cells[index];
  if (!cell) throw wrong(line, `${what} is missing (column ${index + 1}).`);
  return cell;
}

function numberAt(line: Line, index: number, what: string): number {
  const cell = cellAt(line, index, what);
  if (!/^\d+$/.test(cell)) throw wrong(line, `${what} is "${cell}", not a whole number (column ${index + 1}).`);
  return Number(cell);
}

function dayAt(line: Line, index: number, horizon: number): number {
  const day = numberAt(line, index, 'the day');
  if (day >= horizon) throw wrong(line, `day ${day} is after the horizon, whose last day is ${horizon - 1}.`);
  return day;
}

const listOf = (cell: string | undefined) => (cell ?? '').split('|').flatMap((part) => part.trim() || []);

function mostOf(line: Line, part: string, known: ReadonlySet<string>): [string, number] {
  const [, shift, most] = /^([^=]+)=(\d+)$/.exec(part) ?? [];
  if (shift === undefined || most === undefined) throw wrong(line, `"${part}" should look like D=14.`);
  if (!known.has(shift)) throw wrong(line, `there is no shift "${shift}".`);
  return [shift, Number(most)];
}

function daysOffOf(lines: readonly Line[], horizon: number): Map<string, number[]> {
  const away = new Map<string, number[]>();
  for (const line of lines) {
    const id = cellAt(line, 0, 'the person');
    const days = line.cells.slice(1).map((_cell, index) => dayAt(line, index + 1, horizon));
    away.set(
      id,
      [...(away.get(id) ?? []), ...days].sort((a, b) => a - b),
    );
  }
  return away;
}
