import { employeeOf, type Reader, readerOf, uniqueIds, unknownShift } from './curtois-fields.ts';
import { type Row, type Sections, sectionsOf } from './curtois-sections.ts';
import { type Problems, problemsIn, wholeNumber } from './file-problem.ts';

/** A file of the Curtois format, as it is written: indices instead of ids, days from 0, which is a Monday. */
export type CurtoisFile = {
  readonly days: number;
  readonly shifts: readonly CurtoisShift[];
  readonly staff: readonly CurtoisEmployee[];
  readonly requests: readonly CurtoisRequest[];
  readonly cover: readonly CurtoisCover[];
};
export type CurtoisShift = {
  readonly id: string;
  readonly minutes: number;
  /** [shift] true where that shift may not be worked on the next day. */
  readonly forbids: readonly boolean[];
};
export type CurtoisEmployee = {
  readonly id: string;
  /** [shift] at most so many; 0 means never. */
  readonly maxShifts: readonly number[];
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly maxConsecutiveShifts: number;
  readonly minConsecutiveShifts: number;
  readonly minConsecutiveDaysOff: number;
  readonly maxWeekends: number;
  readonly daysOff: readonly number[];
};
export type CurtoisRequest = {
  readonly employee: number;
  readonly day: number;
  readonly shift: number;
  /** Cost when an 'on' is not worked, or an 'off' is. */
  readonly weight: number;
  readonly kind: 'on' | 'off';
};
export type CurtoisCover = {
  readonly day: number;
  readonly shift: number;
  readonly wanted: number;
  readonly perUnder: number;
  readonly perOver: number;
};

/** Ten years. */
const MOST_DAYS = 3660;
const MOST_SHIFTS = 1000;

/** Reads a file of the Curtois format. Throws a `FileProblemError` that names file, line, section and field. */
export function readCurtoisFile(text: string, fileName: string): CurtoisFile {
  const problems = problemsIn(fileName);
  const sections = sectionsOf(text, problems);
  problems.throwAny();
  const days = horizonOf(sections.SECTION_HORIZON, problems);
  const shifts = shiftsOf(sections.SECTION_SHIFTS, problems);
  // What follows refers to the horizon and the shifts; when those are wrong, its problems would only repeat theirs.
  problems.throwAny();
  const reader = readerOf(days, shifts, problems);
  const staff = staffOf(sections, reader);
  const requests = [
    ...requestsOf(sections.SECTION_SHIFT_ON_REQUESTS, 'on', reader, staff.indexOf),
    ...requestsOf(sections.SECTION_SHIFT_OFF_REQUESTS, 'off', reader, staff.indexOf),
  ];
  const cover = coverRowsOf(sections.SECTION_COVER, reader);
  problems.throwAny();
  return { days, shifts, staff: staff.staff, requests, cover };
}

function horizonOf(rows: readonly Row[], { report }: Problems): number {
  const field = 'SECTION_HORIZON';
  const [row, second] = rows;
  if (row === undefined) report(0, field, 'has no row; write the number of days');
  if (second !== undefined) report(second.line, field, 'has a second row; write one number of days');
  if (row === undefined) return 0;
  const days = wholeNumber(row.cells[0]!, { min: 1, max: MOST_DAYS }, (message) => report(row.line, field, message));
  if (days !== null && days % 7 !== 0)
    report(row.line, field, `${days} days are not whole weeks; write a multiple of 7`);
  return days ?? 0;
}

function shiftsOf(rows: readonly Row[], problems: Problems): CurtoisShift[] {
  const { report } = problems;
  if (rows.length === 0) report(0, 'SECTION_SHIFTS', 'has no row; write at least one shift');
  if (rows.length > MOST_SHIFTS)
    report(0, 'SECTION_SHIFTS', `has ${rows.length} shifts; at most ${MOST_SHIFTS} are read`);
  const indexOf = uniqueIds(rows, problems);
  return rows.map((row) => {
    const [id = '', length = '', after = '', ...more] = row.cells;
    if (more.length > 0)
      report(row.line, 'SECTION_SHIFTS', 'has more than 3 fields: id, minutes, shifts that may not follow');
    const minutes = wholeNumber(length, {}, (message) => report(row.line, 'SECTION_SHIFTS length in minutes', message));
    const forbids = Array<boolean>(rows.length).fill(false);
    for (const next of after.split('|').map((each) => each.trim())) {
      if (next === '') continue;
      const index = indexOf.get(next);
      if (index === undefined) report(row.line, 'SECTION_SHIFTS shifts that may not follow', unknownShift(next));
      else forbids[index] = true;
    }
    return { id, minutes: minutes ?? 0, forbids };
  });
}

const STAFF_FIELDS =
  'id, MaxShifts, MaxTotalMinutes, MinTotalMinutes, MaxConsecutiveShifts, MinConsecutiveShifts, MinConsecutiveDaysOff, MaxWeekends';

function staffOf(sections: Sections, reader: Reader) {
  const { report } = reader.problems;
  const rows = sections.SECTION_STAFF;
  if (rows.length === 0) report(0, 'SECTION_STAFF', 'has no row; write at least one employee');
  const indexOf = uniqueIds(rows, reader.problems);
  const daysOff = daysOffOf(sections.SECTION_DAYS_OFF, reader, indexOf);
  const staff = rows.map((row, at): CurtoisEmployee => {
    const id = row.cells[0]!;
    const field = (index: number, name: string) => reader.number(row, index, name) ?? 0;
    if (!reader.hasFields(row, STAFF_FIELDS)) {
      return { ...NOBODY, id };
    }
    const employee = {
      id,
      maxShifts: maxShiftsOf(row, reader),
      maxMinutes: field(2, 'MaxTotalMinutes'),
      minMinutes: field(3, 'MinTotalMinutes'),
      maxConsecutiveShifts: field(4, 'MaxConsecutiveShifts'),
      minConsecutiveShifts: field(5, 'MinConsecutiveShifts'),
      minConsecutiveDaysOff: field(6, 'MinConsecutiveDaysOff'),
      maxWeekends: field(7, 'MaxWeekends'),
      daysOff: daysOff.get(at) ?? [],
    };
    const orderly = (name: string, min: number, max: number) => {
      if (min > max) report(row.line, `SECTION_STAFF Min${name}`, `${min} is above Max${name} ${max}`);
    };
    orderly('TotalMinutes', employee.minMinutes, employee.maxMinutes);
    orderly('ConsecutiveShifts', employee.minConsecutiveShifts, employee.maxConsecutiveShifts);
    return employee;
  });
  return { staff, indexOf };
}

/** Stands for an employee whose row is wrong; never leaves this file. */
const NOBODY = {
  maxShifts: [],
  minMinutes: 0,
  maxMinutes: 0,
  maxConsecutiveShifts: 0,
  minConsecutiveShifts: 0,
  minConsecutiveDaysOff: 0,
  maxWeekends: 0,
  daysOff: [],
};

function maxShiftsOf(row: Row, { problems: { report }, shifts, shiftIndex }: Reader): number[] {
  const field = 'SECTION_STAFF MaxShifts';
  const limits = Array<number>(shifts.length).fill(0);
  const named = new Set<number>();
  for (const part of row.cells[1]!.split('|')) {
    if (part.trim() === '') continue;
    const [id = '', limit = '', ...more] = part.split('=').map((each) => each.trim());
    const index = shiftIndex.get(id);
    if (index === undefined || more.length > 0) {
      report(row.line, field, index === undefined ? unknownShift(id) : `'${part}' is not written as shift=number`);
      continue;
    }
    if (named.has(index)) report(row.line, field, `names shift '${id}' twice; keep one`);
    named.add(index);
    limits[index] = wholeNumber(limit, {}, (message) => report(row.line, `${field} of ${id}`, message)) ?? 0;
  }
  return limits;
}

function daysOffOf(rows: readonly Row[], reader: Reader, staff: ReadonlyMap<string, number>): Map<number, number[]> {
  const daysOff = new Map<number, number[]>();
  for (const row of rows) {
    const at = employeeOf(row, reader, staff);
    if (at === null) continue;
    if (daysOff.has(at)) {
      reader.problems.report(row.line, row.section, `'${row.cells[0]}' has a row already; write all days off into one`);
    }
    const days = row.cells.flatMap((cell, index) => (index === 0 || cell === '' ? [] : [reader.day(row, index)]));
    daysOff.set(
      at,
      days.filter((day) => day !== null),
    );
  }
  return daysOff;
}

function requestsOf(
  rows: readonly Row[],
  kind: 'on' | 'off',
  reader: Reader,
  staff: ReadonlyMap<string, number>,
): CurtoisRequest[] {
  return rows.flatMap((row) => {
    if (!reader.hasFields(row, 'employee, day, shift, weight')) return [];
    const employee = employeeOf(row, reader, staff);
    const day = reader.day(row, 1);
    const shift = reader.shift(row, 2);
    const weight = reader.number(row, 3, 'weight');
    if (employee === null || day === null || shift === null || weight === null) return [];
    return [{ employee, day, shift, weight, kind }];
  });
}

function coverRowsOf(rows: readonly Row[], reader: Reader): CurtoisCover[] {
  const seen = new Map<number, number>();
  return rows.flatMap((row) => {
    if (!reader.hasFields(row, 'day, shift, requirement, weight for under, weight for over')) return [];
    const day = reader.day(row, 0);
    const shift = reader.shift(row, 1);
    const wanted = reader.number(row, 2, 'requirement');
    const perUnder = reader.number(row, 3, 'weight for under');
    const perOver = reader.number(row, 4, 'weight for over');
    if (day === null || shift === null || wanted === null || perUnder === null || perOver === null) return [];
    const cell = day * reader.shifts.length + shift;
    const first = seen.get(cell);
    if (first !== undefined) {
      const message = `day ${day} and shift '${row.cells[1]}' have a row already, on line ${first}; keep one`;
      reader.problems.report(row.line, row.section, message);
    }
    seen.set(cell, row.line);
    return [{ day, shift, wanted, perUnder, perOver }];
  });
}
