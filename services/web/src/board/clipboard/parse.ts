/** Rows of texts as they came from a clipboard: what stands in each cell, trimmed. Rows are equally long. */
export type Pasted = {
  readonly rows: readonly (readonly string[])[];
  /** Cells that were covered by a merged one: nothing was given for them. */
  readonly notGiven: number;
};

/** A cell of an HTML table, as far as pasting needs it. */
export type TableCell = {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
  /** A spreadsheet wrote long text over empty neighbours: no merge, they are empty. */
  readonly isOverflow: boolean;
};

/**
 * Rows of tab-separated text: CR, LF or CRLF end a row outside of quotes, doubled quotes stand for one, tabs and line
 * ends inside quotes belong to the cell, and an end after the last row makes no row.
 */
export function parseText(text: string): Pasted {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
  };
  for (let index = 0; index < text.length; index++) {
    const char = text[index] as string;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[index + 1] === '"') {
        cell += '"';
        index++;
      } else isQuoted = false;
    } else if (char === '"' && cell === '') isQuoted = true;
    else if (char === '\t') endCell();
    else if (char === '\r' || char === '\n') {
      if (char === '\r' && text[index + 1] === '\n') index++;
      endRow();
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return { rows: squared(rows), notGiven: 0 };
}

/** Rows of an HTML table: a merged cell's text stands at its top left, what it covers is empty and counted. */
export function parseTable(table: readonly (readonly TableCell[])[]): Pasted {
  const rows: string[][] = table.map(() => []);
  let notGiven = 0;
  for (const [at, cells] of table.entries()) {
    const row = rows[at] as string[];
    let column = 0;
    for (const cell of cells) {
      while (row[column] !== undefined) column++;
      const down = Math.min(cell.rows, table.length - at);
      for (let y = 0; y < down; y++)
        for (let x = 0; x < cell.columns; x++) (rows[at + y] as string[])[column + x] = x + y === 0 ? cell.text : '';
      if (!cell.isOverflow) notGiven += down * cell.columns - 1;
      column += cell.columns;
    }
  }
  return { rows: squared(rows), notGiven };
}

/** A cell text that is no code: what stands in brackets is a remark of ours, a quote before =, +, - or @ a guard. */
const plain = (text: string) =>
  text
    .trim()
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/^\(.*\)$/, '');

function squared(rows: readonly (readonly string[])[]): string[][] {
  const wide = Math.max(0, ...rows.map((row) => row.length));
  return rows.map((row) => Array.from({ length: wide }, (_none, column) => plain(row[column] ?? '')));
}
