import { closest } from '../clipboard/closest.ts';
import { type At, type Block, cellsIn, cellsOf, columnsOf, rowsOf } from '../selection.ts';

export type Cell = { readonly person: string; readonly date: string };

/** What one cell shall become. `code` fills an open duty of that code on that day, `duty` and `duties` exactly these. */
export type CellEdit = Cell & {
  readonly set:
    | { readonly code: string; readonly extra?: boolean }
    | { readonly duty: string }
    | { readonly duties: readonly string[] }
    | { readonly clear: true }
    | { readonly pin: boolean };
};

export type How = 'typed' | 'pasted' | 'filled' | 'pattern' | 'swapped' | 'cleared' | 'pinned';

/** A text that is no code of this board, how often it stands there, and what it may mean. */
export type UnknownCode = { readonly text: string; readonly count: number; readonly nearest: readonly string[] };

/** An edit before anything is written: its cells, and what is left out of it, in words with numbers. */
export type Plan = {
  readonly how: How;
  /** What it is called: 'LD for 12 cells'. */
  readonly words: string;
  readonly edits: readonly CellEdit[];
  readonly left: readonly string[];
  readonly unknown: readonly UnknownCode[];
};

/** What a cell holds; the duty is null while an edit of one's own is on its way and only its code is known. */
export type HeldDuty = { readonly duty: string | null; readonly code: string; readonly isPinned: boolean };

/** What the grid shows, by row and column. */
export type Sheet = {
  readonly size: { readonly rows: number; readonly columns: number };
  readonly cellAt: (at: At) => Cell;
  readonly heldAt: (at: At) => readonly HeldDuty[];
  /** Every code of the board. */
  readonly codes: readonly string[];
  /** People between two rows whom a filter hides. */
  readonly hiddenBetween: (top: number, bottom: number) => number;
};

export const cellsWords = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`);

/** What a cell shall hold: a code, one duty, nothing; 'same' leaves it, 'several' can't be said in one cell. */
type Wanted = { readonly code: string } | { readonly duty: string } | 'nothing' | 'several';

type Wish = { readonly at: At; readonly wanted: Wanted };

/** Cells that change; those that hold it already are left. */
function editsFor(sheet: Sheet, wishes: readonly Wish[]): { edits: CellEdit[]; several: number } {
  const edits: CellEdit[] = [];
  let several = 0;
  for (const { at, wanted } of wishes) {
    const held = sheet.heldAt(at);
    const [only] = held;
    const cell = sheet.cellAt(at);
    if (wanted === 'several') several++;
    else if (wanted === 'nothing') {
      if (held.length > 0) edits.push({ ...cell, set: { clear: true } });
    } else if ('duty' in wanted) {
      if (held.length !== 1 || only?.duty !== wanted.duty) edits.push({ ...cell, set: wanted });
    } else if (held.length !== 1 || only?.code.toLowerCase() !== wanted.code.toLowerCase())
      edits.push({ ...cell, set: wanted });
  }
  return { edits, several };
}

function planOf(
  sheet: Sheet,
  { how, verb, left = [], unknown = [] }: Pick<Plan, 'how'> & Partial<Plan> & { readonly verb: string },
  wishes: readonly Wish[],
): Plan {
  const { edits, several } = editsFor(sheet, wishes);
  const rows = wishes.map(({ at }) => at.row);
  const hidden = rows.length > 1 ? sheet.hiddenBetween(Math.min(...rows), Math.max(...rows)) : 0;
  return {
    how,
    words: `${verb} ${cellsWords(edits.length)}`,
    edits,
    left: [
      ...left,
      ...(several > 0
        ? [`${cellsWords(several)} would take several duties: open that day to place more than one.`]
        : []),
      ...(hidden > 0
        ? [`${hidden} ${hidden === 1 ? 'person' : 'people'} between them, hidden by the filter, stay as they are.`]
        : []),
    ],
    unknown,
  };
}

/** A code into every cell of a block. */
export const typed = (sheet: Sheet, block: Block, code: string): Plan =>
  planOf(
    sheet,
    { how: cellsIn(block) === 1 ? 'typed' : 'filled', verb: `${code} into` },
    cellsOf(block).map((at) => ({ at, wanted: { code } })),
  );

/** Everything of this rota off a block's days. */
export const cleared = (sheet: Sheet, block: Block): Plan =>
  planOf(
    sheet,
    { how: 'cleared', verb: 'Clear' },
    cellsOf(block).map((at) => ({ at, wanted: 'nothing' })),
  );

/** Pins what a block holds; takes the pins away where all of it is pinned. */
export function pinned(sheet: Sheet, block: Block): Plan {
  const cells = cellsOf(block).filter((at) => sheet.heldAt(at).length > 0);
  const pin = !cells.every((at) => sheet.heldAt(at).every(({ isPinned }) => isPinned));
  const changing = cells.filter((at) => sheet.heldAt(at).some(({ isPinned }) => isPinned !== pin));
  return {
    how: 'pinned',
    words: `${pin ? 'Pin' : 'Unpin'} ${cellsWords(changing.length)}`,
    edits: changing.map((at) => ({ ...sheet.cellAt(at), set: { pin } })),
    left: [],
    unknown: [],
  };
}

/** What a cell holds, to be had on another day too. */
function codeAt(sheet: Sheet, at: At): Wanted {
  const held = sheet.heldAt(at);
  if (held.length > 1) return 'several';
  return held[0] ? { code: held[0].code } : 'nothing';
}

/** The first row of a block into the others; of a single row, the row above it. Null where there is none. */
export function filledDown(sheet: Sheet, block: Block): Plan | null {
  const from = block.top === block.bottom ? block.top - 1 : block.top;
  if (from < 0) return null;
  const wishes = cellsOf({ ...block, top: from + 1 }).map((at) => ({
    at,
    wanted: codeAt(sheet, { row: from, column: at.column }),
  }));
  return planOf(sheet, { how: 'filled', verb: 'Fill down' }, wishes);
}

/** The first day of a block into the others; of a single day, the day before. Null where there is none. */
export function filledRight(sheet: Sheet, block: Block): Plan | null {
  const from = block.left === block.right ? block.left - 1 : block.left;
  if (from < 0) return null;
  const wishes = cellsOf({ ...block, left: from + 1 }).map((at) => ({
    at,
    wanted: codeAt(sheet, { row: at.row, column: from }),
  }));
  return planOf(sheet, { how: 'filled', verb: 'Fill right' }, wishes);
}

/** What a cell holds, to be had by somebody else: on the same day the same duty. */
function movedFrom(sheet: Sheet, from: At, to: At): Wanted {
  const [only, ...more] = sheet.heldAt(from);
  if (more.length > 0) return 'several';
  if (!only) return 'nothing';
  return from.column === to.column && only.duty !== null ? { duty: only.duty } : { code: only.code };
}

const keyOf = ({ person, date }: Cell) => `${person} ${date}`;
const cornerOf = (block: Block): At => ({ row: block.top, column: block.left });
const shifted = (at: At, from: At, to: At): At => ({
  row: at.row - from.row + to.row,
  column: at.column - from.column + to.column,
});
const overlaps = (a: Block, b: Block) =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
const isInside = ({ row, column }: At, { rows, columns }: Sheet['size']) => row < rows && column < columns;

/** Two blocks of one size change places; else why they can't. */
export function swapped(sheet: Sheet, a: Block, b: Block): Plan | string {
  if (rowsOf(a) !== rowsOf(b) || columnsOf(a) !== columnsOf(b))
    return `Only blocks of one size can be swapped: ${rowsOf(a)} × ${columnsOf(a)} is marked, ${rowsOf(b)} × ${columnsOf(b)} is selected.`;
  if (overlaps(a, b)) return 'A block can’t be swapped with part of itself. Select another place.';
  const there = cellsOf(a).map((at) => [at, shifted(at, cornerOf(a), cornerOf(b))] as const);
  const wishes = there.flatMap(([one, other]) => [
    { at: one, wanted: movedFrom(sheet, other, one) },
    { at: other, wanted: movedFrom(sheet, one, other) },
  ]);
  return planOf(sheet, { how: 'swapped', verb: 'Swap' }, wishes);
}

/** A block's duties at another place; with `move` no longer at theirs. Else why not. */
export function carried(sheet: Sheet, from: Block, { to, move }: { to: At; move: boolean }): Plan | string {
  const pairs = cellsOf(from).map((at) => [at, shifted(at, cornerOf(from), to)] as const);
  if (pairs.some(([, target]) => !isInside(target, sheet.size)))
    return 'There is not room for all of it there: it would reach over the edge of the board.';
  const isTarget = new Set(pairs.map(([, { row, column }]) => `${row} ${column}`));
  const wishes: Wish[] = pairs.map(([at, target]) => ({
    at: target,
    wanted: move ? movedFrom(sheet, at, target) : codeAt(sheet, at),
  }));
  if (move)
    for (const [at] of pairs) if (!isTarget.has(`${at.row} ${at.column}`)) wishes.push({ at, wanted: 'nothing' });
  return planOf(sheet, { how: move ? 'swapped' : 'pasted', verb: move ? 'Move' : 'Copy to' }, wishes);
}

/** Texts that came from a clipboard into their cells; an empty one clears. Unknown codes are listed, not written. */
export function pasted(
  sheet: Sheet,
  texts: readonly { readonly at: At; readonly text: string }[],
  left: readonly string[],
): Plan {
  const known = new Map(sheet.codes.map((code) => [code.toLowerCase(), code]));
  const unknown = new Map<string, number>();
  const wishes: Wish[] = [];
  for (const { at, text } of texts) {
    const code = known.get(text.toLowerCase());
    if (text === '') wishes.push({ at, wanted: 'nothing' });
    else if (code !== undefined) wishes.push({ at, wanted: { code } });
    else if (text.includes('+') && text.split('+').every((part) => known.has(part.trim().toLowerCase())))
      wishes.push({ at, wanted: 'several' });
    else unknown.set(text, (unknown.get(text) ?? 0) + 1);
  }
  const table = [...unknown].map(([text, count]) => ({ text, count, nearest: closest(text, sheet.codes) }));
  return planOf(sheet, { how: 'pasted', verb: 'Paste into', left, unknown: table }, wishes);
}

/** The edit with a mend taken along: what it sets in a cell counts instead. */
export function withMend(plan: Plan, cells: readonly CellEdit[]): Plan {
  const isMended = new Set(cells.map(({ person, date }) => `${person} ${date}`));
  return { ...plan, edits: [...plan.edits.filter(({ person, date }) => !isMended.has(`${person} ${date}`)), ...cells] };
}

/** The texts with one unknown code read as a known one, or left out (null). */
export const read = (
  texts: readonly { readonly at: At; readonly text: string }[],
  meanings: ReadonlyMap<string, string | null>,
): { at: At; text: string }[] =>
  texts.flatMap(({ at, text }) => {
    const meant = meanings.get(text);
    return meant === null ? [] : [{ at, text: meant ?? text }];
  });

/** Steps of a cycle as somebody writes them: codes, '-' or 'off' for a free day, '.' for a day that is left alone. */
export const stepsOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** Cells that a cycle of the rota gives, as an edit; those that hold their code already are left. */
export function cycled(
  sheet: Sheet,
  block: Block,
  { name, cells }: { name: string; cells: readonly CellEdit[] },
): Plan {
  const atOf = new Map(cellsOf(block).map((at) => [keyOf(sheet.cellAt(at)), at]));
  const wishes = cells.flatMap((cell) => {
    const at = atOf.get(keyOf(cell));
    return at && 'code' in cell.set ? [{ at, wanted: { code: cell.set.code } }] : [];
  });
  return planOf(sheet, { how: 'pattern', verb: `${name} over` }, wishes);
}

/**
 * A cycle of days over a block, again and again; each next person begins `stagger` days later in it. Words that are no
 * code are listed, not written.
 */
export function laid(
  sheet: Sheet,
  block: Block,
  { steps, stagger }: { steps: readonly string[]; stagger: number },
): Plan {
  if (steps.length === 0) return planOf(sheet, { how: 'pattern', verb: 'Pattern over' }, []);
  const texts = cellsOf(block).flatMap((at) => {
    const begin = (at.row - block.top) * stagger + (at.column - block.left);
    const step = steps[((begin % steps.length) + steps.length) % steps.length] as string;
    if (step === '.') return [];
    return [{ at, text: step === '-' || step.toLowerCase() === 'off' ? '' : step }];
  });
  const plan = pasted(sheet, texts, []);
  return { ...plan, how: 'pattern', words: `Pattern over ${cellsWords(plan.edits.length)}` };
}
