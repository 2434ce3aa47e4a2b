/** A text that a spreadsheet would take for a formula is written as text. */
const guarded = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Rows as tab-separated text, without an end after the last. */
export const asText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map((cell) => quoted(guarded(cell))).join('\t')).join('\n');

/** Rows as an HTML table whose cells spreadsheets take as text. */
export const asTable = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows
    .map((row) => `<tr>${row.map((cell) => `<td style="mso-number-format:'\\@'">${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')}</table>`;

/** Gives a copy or cut event its rows, as text and as a table; answers the text. */
export function write(
  event: { readonly clipboardData: Pick<DataTransfer, 'setData'> | null; preventDefault(): void },
  rows: readonly (readonly string[])[],
): string {
  event.preventDefault();
  const text = asText(rows);
  event.clipboardData?.setData('text/plain', text);
  event.clipboardData?.setData('text/html', asTable(rows));
  return text;
}

/** Puts rows on the clipboard without a key of the browser's, also on a page without TLS; answers whether it may. */
export function put(rows: readonly (readonly string[])[]): boolean {
  const field = document.createElement('textarea');
  field.value = asText(rows);
  field.addEventListener('copy', (event) => write(event, rows));
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  return isDone;
}
