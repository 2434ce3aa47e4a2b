import { type Instance, type Line, OFF } from '../engine/instance.ts';
import { linesOf, problemsIn, shortened } from './file-problem.ts';

/** A roster as tab-separated text: a row for each employee in the instance's order, a cell for each day, empty for a day off. */
export function writeCurtoisRoster({ codes }: Instance, lines: readonly Line[]): string {
  return lines.map((line) => `${Array.from(line, (code) => codes[code] ?? '').join('\t')}\n`).join('');
}

/**
 * Reads what `writeCurtoisRoster` writes; days that are missing at the end of a row are days off. Throws a
 * `FileProblemError` that names file, line and field.
 */
export function readCurtoisRoster(instance: Instance, text: string, fileName: string): Line[] {
  const { report, throwAny } = problemsIn(fileName);
  const { people, days } = instance;
  const rows = linesOf(text);
  while (rows.length > people.length && rows.at(-1)!.trim() === '') rows.pop();
  if (rows.length !== people.length) {
    report(0, 'roster', `has ${rows.length} rows; the instance has ${people.length} employees`);
    throwAny();
  }
  const indexOf = new Map(instance.codes.map((code, at) => [code, at]));
  const lines = rows.map((row, at) => {
    const cells = row.split('\t').map((cell) => cell.trim());
    if (cells.slice(days).some((cell) => cell !== '')) {
      report(at + 1, `employee ${people[at]!.id}`, `has ${cells.length} cells; the horizon has ${days} days`);
    }
    return Int16Array.from({ length: days }, (_, day) => {
      const cell = cells[day] ?? '';
      const code = cell === '' ? OFF : indexOf.get(cell);
      if (code === undefined) {
        report(at + 1, `employee ${people[at]!.id}, day ${day}`, `'${shortened(cell)}' is no shift of the instance`);
      }
      return code ?? OFF;
    });
  });
  throwAny();
  return lines;
}
