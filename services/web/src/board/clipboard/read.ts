import { type Pasted, parseTable, parseText, type TableCell } from './parse.ts';

const MOST_SPANNED = 1000;

/** What a paste event carries: its table where the HTML holds one, else its text. Null when there is neither. */
export function readClipboard(data: Pick<DataTransfer, 'getData'>): Pasted | null {
  const html = data.getData('text/html');
  const rows = html ? tableRows(html) : [];
  const pasted = rows.length > 0 ? parseTable(rows) : parseText(data.getData('text/plain'));
  return pasted.rows.length > 0 ? pasted : null;
}

/** The first table's rows. The HTML is parsed without being run, and only its text is looked at. */
function tableRows(html: string): TableCell[][] {
  const document = new DOMParser().parseFromString(html, 'text/html');
  for (const hidden of document.querySelectorAll('script, style')) hidden.remove();
  const table = document.querySelector('table');
  return table ? [...table.rows].map((row) => [...row.cells].map(cellOf)) : [];
}

const span = (count: number) => Math.max(1, Math.min(MOST_SPANNED, count));

const cellOf = (cell: HTMLTableCellElement): TableCell => ({
  text: cell.textContent ?? '',
  columns: span(cell.colSpan),
  rows: span(cell.rowSpan),
  isOverflow: /mso-ignore:\s*colspan/i.test(cell.getAttribute('style') ?? ''),
});
