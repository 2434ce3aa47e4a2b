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
