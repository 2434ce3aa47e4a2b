import { CsvError, parse } from 'csv-parse/sync';
import { fileProblem, type Problem } from './problem.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** The delimiter that stands most often in the first line, outside quotes; a comma when none does. */
function delimiterOf(text: string): string {
  const firstLine = text.replace(/"[^"]*"/g, '').split(/\r\n|\n|\r/, 1)[0] ?? '';
  const count = (delimiter: string) => firstLine.split(delimiter).length - 1;
  return DELIMITERS.reduce<string>((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best), ',');
}

/** Cells of a CSV text by row, blank rows included. Commas, semicolons or tabs; a "sep=;" line is understood. */
export function csvGrid(text: string): readonly (readonly string[])[] | Problem {
  const said = text.match(/^sep=([,;\t])(?:\r\n|\n|\r)/i);
  const body = said ? text.slice(said[0].length) : text;
  try {
    const cells: string[][] = parse(body, {
      delimiter: said?.[1] ?? delimiterOf(body),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
    const read = cells.map((row) => row.map((cell) => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)));
    return said ? [[], ...read] : read;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { lines?: number }).lines ?? 0);
    return {
      ...fileProblem(
        `The text cannot be divided into cells near line ${line}: a quotation mark is opened or closed in the wrong place.`,
        'Write a quotation mark inside a cell twice (""), and close each one that is opened.',
      ),
      row: line,
    };
  }
}
