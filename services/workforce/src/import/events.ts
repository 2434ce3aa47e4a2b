import { OrganisationCode } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { ImportKind, RowFacts } from '../import-rows/row.ts';

const problem = z.object({
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string(),
  because: z.string(),
  mend: z.string(),
});

/** A row that can be applied, and what it would change. */
export const JudgedRow = z.object({
  row: z.number().int().positive(),
  change: z.enum(['new', 'changed', 'same']),
  what: z.string(),
  facts: RowFacts,
});

export const importOpened = eventKind(
  'ImportOpened',
  z.object({
    kind: ImportKind,
    fileName: z.string().max(255),
    organisation: OrganisationCode,
    encoding: z.string(),
    /** Rows of the file, wrong ones included. */
    rows: z.number().int().min(0),
    /** Titles of columns that nothing was read from. */
    unused: z.array(z.string()),
  }),
);
/** A part of the file, small enough for one event. */
export const rowsJudged = eventKind(
  'RowsJudged',
  z.object({ part: z.number().int().min(0), judged: z.array(JudgedRow), problems: z.array(problem) }),
);
export const importPreviewed = eventKind('ImportPreviewed', z.object({ parts: z.number().int().min(0) }));
/** Somebody has looked at the preview: what is right is applied, and these wrong rows are left out. */
export const importAccepted = eventKind('ImportAccepted', z.object({ refusedRows: z.array(z.number().int()) }));
/** Rows up to the one at `reached` (counted from 0) have been applied, except those that were refused meanwhile. */
export const rowsApplied = eventKind(
  'RowsApplied',
  z.object({
    reached: z.number().int().min(0),
    refused: z.array(z.object({ row: z.number().int(), because: z.string() })),
  }),
);
export const importFinished = eventKind('ImportFinished', z.object({ applied: z.number().int().min(0) }));

export const importEvents = [
  importOpened,
  rowsJudged,
  importPreviewed,
  importAccepted,
  rowsApplied,
  importFinished,
] as const;
export type ImportEvent = EventOf<typeof importEvents>;
