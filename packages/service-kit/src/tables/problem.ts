/** What is wrong in an uploaded table, where, and what to do. */
export type Problem = {
  /** As a spreadsheet counts, from 1, header and blank rows included. 0 for the file as a whole. */
  readonly row: number;
  /** The column's title; null for the row or the file as a whole. */
  readonly column: string | null;
  /** What stands there. */
  readonly value: string;
  readonly because: string;
  /** What to write or do instead. */
  readonly mend: string;
};

/** A problem of the whole file. */
export const fileProblem = (because: string, mend: string): Problem => ({
  row: 0,
  column: null,
  value: '',
  because,
  mend,
});
