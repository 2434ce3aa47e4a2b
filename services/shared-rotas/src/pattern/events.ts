import { PatternId, RotaId } from '@weft/contracts';
import { type EventOf, eventKind } from '@weft/eventing';
import { z } from 'zod';

/** A cycle of weeks: for each day, Monday first, the code of the duty to do, or '' for none. */
export const Pattern = z.object({
  id: PatternId,
  rota: RotaId,
  name: z.string().min(1).max(200),
  weeks: z
    .array(z.array(z.string().max(20)).length(7, 'A week has 7 days, Monday first'))
    .min(1)
    .max(104),
});
export type Pattern = z.infer<typeof Pattern>;

export const patternSet = eventKind('PatternSet', Pattern);
export const patternKinds = [patternSet] as const;
export type PatternEvent = EventOf<typeof patternKinds>;
