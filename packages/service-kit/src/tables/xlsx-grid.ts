import { readSheet } from 'read-excel-file/node';
import { fileProblem, type Problem } from './problem.ts';

/** What the parts of a workbook may grow to when unpacked. */
const UNPACKED_BYTES = 64 * 1024 * 1024;
const CENTRAL_ENTRY = Buffer.from([0x50, 0x4b, 0x01, 0x02]);

/** Bytes of all parts once unpacked, as the archive's directory says. */
function unpackedBytes(archive: Buffer): number {
  let sum = 0;
  for (let at = archive.indexOf(CENTRAL_ENTRY); at >= 0; at = archive.indexOf(CENTRAL_ENTRY, at + 4))
    if (at + 28 <= archive.length) sum += archive.readUInt32LE(at + 24);
  return sum;
}

/** A cell as text. Days are 'YYYY-MM-DD', times 'HH:MM'; a spreadsheet's day and time have no zone. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (!(cell instanceof Date)) return String(cell);
  const rounded = new Date(Math.round(cell.getTime() / 60_000) * 60_000).toISOString();
  const [day, time] = [rounded.slice(0, 10), rounded.slice(11, 16)];
  if (day < '1900-01-02') return time;
  return time === '00:00' ? day : `${day} ${time}`;
}

/** Cells of the first sheet of a workbook by row, blank rows included. */
export async function xlsxGrid(bytes: Uint8Array): Promise<readonly (readonly string[])[] | Problem> {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (unpackedBytes(archive) > UNPACKED_BYTES)
    return fileProblem(
      `The workbook unpacks to more than ${UNPACKED_BYTES / 1024 / 1024} MB.`,
      'Save the one sheet that is needed as CSV UTF-8, and send that.',
    );
  try {
    const rows = await readSheet(archive);
    return rows.map((row) => row.map(textOf));
  } catch (cause) {
    return fileProblem(
      `The file begins like an Excel workbook, but cannot be read as one (${(cause as Error).message}).`,
      'Open it in the spreadsheet, save it again as .xlsx or CSV UTF-8, and send that.',
    );
  }
}
