import type { LineModel } from './line-model.ts';
import type { LineRule } from './line-rule.ts';

/** A day off in a line. */
export const OFF = -1;

/** One person's roster: [day] index of a code, or OFF. */
export type Line = Int16Array;

/** An instance with the rules that it was compiled from, [person]: enough to explain a line. */
export type Ruled = { readonly instance: Instance; readonly rules: readonly (readonly LineRule[])[] };

/**
 * What the engine solves: who works which code on which day. A code is one day's work as a line sees it: a shift, or a
 * shift in a skill. Everything that concerns one person alone is in that person's line; people meet in the cover rows only. Plain data: it travels to workers.
 */
export type Instance = {
  readonly name: string;
  readonly days: number;
  readonly codes: readonly string[];
  readonly people: readonly LinePerson[];
  readonly rows: readonly CoverRow[];
  /** [day · codes + code] where the cell's rows begin in `cellRows`; one more entry at the end. */
  readonly cellStart: Int32Array;
  /** Indices of the rows that count a cell. */
  readonly cellRows: Int32Array;
};

/** How many people work certain cells, and what each number of them costs. */
export type CoverRow = {
  readonly id: string;
  /** [count, 0 … people] a convex cost. */
  readonly cost: Float64Array;
};

export type LinePerson = {
  readonly id: string;
  readonly model: LineModel;
  /** [day · codes + code] what working it costs; Infinity where it may not be. */
  readonly cellCost: Float64Array;
  /** [day] what a day off costs; Infinity where the person must work. */
  readonly offCost: Float64Array;
};

/** The rows of a cell, for an instance in which each (day, code) has at most one: `rowOf` is −1 for none. */
export function cellsOf(rowOf: Int32Array): Pick<Instance, 'cellStart' | 'cellRows'> {
  const cellStart = new Int32Array(rowOf.length + 1);
  const cellRows: number[] = [];
  rowOf.forEach((row, cell) => {
    if (row >= 0) cellRows.push(row);
    cellStart[cell + 1] = cellRows.length;
  });
  return { cellStart, cellRows: Int32Array.from(cellRows) };
}
