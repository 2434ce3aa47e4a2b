import type { Table } from './tables.ts';

/** A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
const neutral = (text: string) => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvCell = (value: string | number | null) =>
  value === null ? '' : typeof value === 'number' ? String(value) : quoted(neutral(value));

/** Tables as one CSV text that Excel reads: UTF-8 with its mark, CRLF, an empty line between tables, no formula. */
export const csvOf = (tables: readonly Table[]): string =>
  `\uFEFF${tables
    .map(({ caption, header, rows }) =>
      [[caption], header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join(''),
    )
    .join('\r\n')}`;

/** Tables as the sheets of a workbook. Text is typed as text, so that nothing in it is a formula. */
export const sheetsOf = (tables: readonly Table[]) =>
  tables.map(({ name, header, rows }) => ({
    sheet: name,
    stickyRowsCount: 1,
    data: [
      header.map((title) => ({ value: title, type: String, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((value) =>
          value === null ? null : typeof value === 'number' ? { value, type: Number } : { value, type: String },
        ),
      ),
    ],
  }));

/** Gives the reader a file of all tables. The XLSX writer is fetched when it is first used. */
export async function download(kind: 'csv' | 'xlsx', name: string, tables: readonly Table[]): Promise<void> {
  const blob =
    kind === 'csv'
      ? new Blob([csvOf(tables)], { type: 'text/csv;charset=utf-8' })
      : await (await import('write-excel-file/browser')).default(sheetsOf(tables)).toBlob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.${kind}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
