import type { Run } from '../edits/events.ts';

/** One person's day on a board. */
export type Cell = { readonly person: string; readonly date: string };

/** What a board's edit says of itself. */
export type EditWay = Pick<Run, 'how' | 'kind'>;

/** What one command of somebody's did to a board. */
export type BoardDeed = {
  /** The id of the command that the caller sent; its steps count as one. */
  readonly command: string;
  readonly at: string;
  /** Who did it, for which organisation; null where it was done on a rota that the reader may not see. */
  readonly by: string | null;
  readonly byName: string | null;
  readonly organisation: string | null;
  /** What they are at that organisation: the grade of their employment; null where none is known. */
  readonly role: string | null;
  /** By which way an edit came about, else how its placements came; null where neither is known. */
  readonly how: EditWay['how'] | 'manual' | 'auto' | 'pattern' | 'import' | null;
  /** Whether it undid or did again what the same person had done; null where it is no edit of the board. */
  readonly kind: EditWay['kind'] | null;
  /** Their own words, or null. */
  readonly reason: string | null;
  /** What it touched: draw these again. */
  readonly cells: readonly Cell[];
};

/** Something on a rota changed: ask for the rows of `people` and for `duties`, or for the whole board. */
export type BoardChange = {
  readonly position: string;
  /** Too much was missed, or the position is of another log: ask for the board again, nothing else is told here. */
  readonly reset: boolean;
  /** The rota itself: it was published or extended. Ask for the board again. */
  readonly rota: boolean;
  /** Of this rota; of other rotas it names people only. */
  readonly duties: readonly string[];
  readonly people: readonly string[];
  /** Local days on which something changed, of duties without people too. */
  readonly days: readonly string[];
  /** Ids of those who did it. */
  readonly by: readonly string[];
  readonly deeds: readonly BoardDeed[];
};
