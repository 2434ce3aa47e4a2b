import { csvGrid } from './csv-grid.ts';
import { decodeText } from './decode-text.ts';
import { fileProblem, type Problem } from './problem.ts';
import { xlsxGrid } from './xlsx-grid.ts';

/** Sizes that a table may have: they fit one upload, and are far beyond a hospital's largest list. */
export const TABLE_LIMITS = { bytes: 4 * 1024 * 1024, rows: 20_000, columns: 800, cellCharacters: 2000 } as const;

/** An uploaded file. */
export type UploadedFile = { readonly fileName: string; readonly bytes: Uint8Array };

/** A table as it stands in the file. Rows count from 1, as a spreadsheet does; blank ones are left out. */
type Grid = {
  readonly header: readonly string[];
  /** Where the header stands: the first row that is not blank. */
  readonly headerRow: number;
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
  /** 'UTF-8', 'UTF-16LE', 'UTF-16BE', 'windows-1252' or 'XLSX'. */
  readonly encoding: string;
};

const isProblem = (read: object): read is Problem => 'because' in read;

async function cellsOf(bytes: Uint8Array) {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  if (start === 'PK\u0003\u0004') {
    const cells = await xlsxGrid(bytes);
    return isProblem(cells) ? cells : { cells, encoding: 'XLSX' };
  }
  if (start === '\u00d0\u00cf\u0011\u00e0')
    return fileProblem('This is a workbook of Excel before 2007 (.xls), or one with a password.', SAVE_AS);
  const decoded = decodeText(bytes);
  if (isProblem(decoded)) return decoded;
  const cells = csvGrid(decoded.text);
  return isProblem(cells) ? cells : { cells, encoding: decoded.encoding };
}

const SAVE_AS = 'Save it as .xlsx without a password, or as CSV UTF-8, and send that file.';

/**
 * Reads a CSV or XLSX file into cells; the first row that is not blank is the header. Which kind it is, its encoding
 * and its delimiter are found from the content, not from the name. A file that cannot be read gives the problem.
 */
export async function readGrid({ bytes }: UploadedFile): Promise<Grid | Problem> {
  if (bytes.length === 0) return fileProblem('The file is empty.', 'Send a file whose first row names the columns.');
  if (bytes.length > TABLE_LIMITS.bytes)
    return fileProblem(
      `The file has ${(bytes.length / 1024 / 1024).toFixed(1)} MB, and ${TABLE_LIMITS.bytes / 1024 / 1024} MB is the most.`,
      'Split it into several files, each with the header.',
    );
  const read = await cellsOf(bytes);
  if (isProblem(read)) return read;
  const trimmed = read.cells.map((cells, index) => ({
    row: index + 1,
    cells: cells.map((cell) => cell.replaceAll('\u00a0', ' ').trim()),
  }));
  const [header, ...rows] = trimmed.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (!header) return fileProblem('The file holds no rows.', 'Send a file whose first row names the columns.');
  if (rows.length > TABLE_LIMITS.rows)
    return fileProblem(
      `The file has ${rows.length} rows, and ${TABLE_LIMITS.rows} is the most.`,
      'Split it into several files, each with the header.',
    );
  if (header.cells.length > TABLE_LIMITS.columns)
    return fileProblem(
      `The file has ${header.cells.length} columns, and ${TABLE_LIMITS.columns} is the most.`,
      'Leave out the columns that are not needed.',
    );
  return { header: header.cells, headerRow: header.row, rows, encoding: read.encoding };
}
