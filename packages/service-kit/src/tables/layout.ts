import type { CellSchema } from './cells.ts';

/** One column of a layout. */
export type Column<Schema extends CellSchema = CellSchema> = {
  /** Its title in the files that we write; case, spaces and punctuation do not matter when reading. */
  readonly title: string;
  /** Other titles that are taken for it. */
  readonly synonyms: readonly string[];
  /** Whether the file must have it. A column that is not there reads as empty cells. */
  readonly needed: boolean;
  readonly cell: Schema;
  /** What to write, when the cell's schema does not say. */
  readonly mend?: string;
};

/** The columns of one kind of file, by the name of the value that they give. */
export type Layout = { readonly [key: string]: Column };

/** Makes a column; `more` adds synonyms, what to write, or that a file may lack it. */
export const column = <Schema extends CellSchema>(
  title: string,
  cell: Schema,
  more: { readonly synonyms?: readonly string[]; readonly mend?: string; readonly needed?: false } = {},
): Column<Schema> => ({
  title,
  cell,
  synonyms: more.synonyms ?? [],
  needed: more.needed ?? true,
  ...(more.mend !== undefined && { mend: more.mend }),
});
