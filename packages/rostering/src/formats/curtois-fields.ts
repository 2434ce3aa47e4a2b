import type { CurtoisShift } from './curtois-file.ts';
import type { Row } from './curtois-sections.ts';
import { type Problems, shortened, wholeNumber } from './file-problem.ts';

export type Reader = ReturnType<typeof readerOf>;

/** Reads the fields of rows, and reports those that are wrong. */
export function readerOf(days: number, shifts: readonly CurtoisShift[], problems: Problems) {
  const shiftIndex = new Map(shifts.map(({ id }, at) => [id, at]));
  return {
    problems,
    days,
    shifts,
    number: (row: Row, at: number, field: string) =>
      wholeNumber(row.cells[at] ?? '', {}, (message) => problems.report(row.line, `${row.section} ${field}`, message)),
    day: (row: Row, at: number) =>
      wholeNumber(row.cells[at] ?? '', { max: days - 1 }, (message) =>
        problems.report(row.line, `${row.section} day`, `${message}; days are 0 to ${days - 1}`),
      ),
    shift: (row: Row, at: number) => {
      const index = shiftIndex.get(row.cells[at] ?? '');
      if (index === undefined) problems.report(row.line, `${row.section} shift`, unknownShift(row.cells[at] ?? ''));
      return index ?? null;
    },
    /** Whether the row has so many fields, as named. */
    hasFields: (row: Row, names: string) => {
      const wanted = names.split(', ').length;
      if (row.cells.length === wanted) return true;
      const found = `has ${row.cells.length} fields instead of ${wanted}`;
      problems.report(row.line, row.section, `${found}: ${names}`);
      return false;
    },
    shiftIndex,
  };
}

/** The index of the employee whom a row names first, or null when there is none. */
export function employeeOf(row: Row, reader: Reader, staff: ReadonlyMap<string, number>): number | null {
  const at = staff.get(row.cells[0]!);
  if (at === undefined) {
    const message = `'${shortened(row.cells[0]!)}' is no employee of SECTION_STAFF`;
    reader.problems.report(row.line, `${row.section} employee`, message);
  }
  return at ?? null;
}

/** The ids of the rows, by index. Reports those that are empty or stand there twice. */
export function uniqueIds(rows: readonly Row[], { report }: Problems): Map<string, number> {
  const indexOf = new Map<string, number>();
  rows.forEach(({ line, section, cells }, at) => {
    const id = cells[0]!;
    const first = indexOf.get(id);
    if (id === '') report(line, `${section} id`, 'is empty; write a text that names it');
    else if (first !== undefined) report(line, `${section} id`, `'${id}' stands already on line ${rows[first]!.line}`);
    else indexOf.set(id, at);
  });
  return indexOf;
}

export function unknownShift(id: string): string {
  return id === '' ? 'is missing; write the id of a shift' : `'${shortened(id)}' is no shift of SECTION_SHIFTS`;
}
