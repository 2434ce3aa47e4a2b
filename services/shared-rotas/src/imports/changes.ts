import { DutyId, PersonId } from '@weft/contracts';
import { z } from 'zod';
import { DemandTemplate } from '../demand-template/events.ts';
import { Duty } from '../duty/events.ts';
import { Pattern } from '../pattern/events.ts';

/** What one row of an upload would do. */
const ImportAct = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set-demand'), template: DemandTemplate }),
  z.object({ do: z.literal('set-pattern'), pattern: Pattern }),
  /** Opens the duty first when it is not there yet. */
  z.object({ do: z.literal('place'), duty: DutyId, person: PersonId, open: Duty.nullable() }),
  z.object({ do: z.literal('open'), open: Duty }),
]);

/** One change of an upload: the row that it comes from, what it is in words, and what will be done. */
export const ImportChange = z.object({ row: z.number().int().min(0), what: z.string(), act: ImportAct });
export type ImportChange = z.infer<typeof ImportChange>;
