import { stringify } from 'csv-stringify/sync';

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front; readTable takes it off again. */
const neutral = (cell: string) => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** A CSV text that Excel reads as it is: UTF-8 with its mark, commas, CRLF, no cell a formula. */
export const writeCsv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  stringify(
    [header, ...rows].map((row) => row.map(neutral)),
    {
      bom: true,
      record_delimiter: 'windows',
    },
  );
