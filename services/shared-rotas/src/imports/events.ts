import { RotaId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';
import { ImportChange } from './changes.ts';

export const ImportKind = z.enum(['demand', 'patterns', 'rota', 'rota-file']);
export type ImportKind = z.infer<typeof ImportKind>;

const ImportProblem = z.object({
  row: z.number().int().min(0),
  column: z.string().nullable(),
  value: z.string(),
  because: z.string(),
  mend: z.string(),
});

/** A file was read: how many rows it has and which are wrong. Its changes follow in parts. */
export const importRead = eventKind(
  'ImportRead',
  z.object({
    kind: ImportKind,
    rota: RotaId,
    fileName: z.string(),
    rows: z.number().int().min(0),
    /** How many changes the parts hold, once all of them are there. */
    changes: z.number().int().min(0),
    problems: z.array(ImportProblem),
  }),
);
export const importPartRead = eventKind('ImportPartRead', z.object({ changes: z.array(ImportChange) }));

/** Somebody said that the changes are to be made, and gave up the wrong rows that they name. */
export const importApplyBegan = eventKind(
  'ImportApplyBegan',
  z.object({
    refuseRows: z.array(z.number().int()),
    /** Breaches that stand in the file are taken in as they stood, each with an override. */
    asItStood: z.boolean(),
  }),
);
export const importApplied = eventKind(
  'ImportApplied',
  z.object({
    applied: z.number().int(),
    /** Placements whose breaches were taken in with an override. */
    overridden: z.number().int(),
    refused: z.array(z.object({ row: z.number().int(), what: z.string(), because: z.string() })),
  }),
);

export const importKinds = [importRead, importPartRead, importApplyBegan, importApplied] as const;
export type ImportEvent = EventOf<typeof importKinds>;
