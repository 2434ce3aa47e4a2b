import { Credential, Employment, LeaveId, LeaveKind, LocalDate, PersonId } from '@weft/contracts';
import { z } from 'zod';
import { ProfessionalNumber } from '../professional-number/shape.ts';

/** Kinds of file that can be imported and exported. */
export const ImportKind = z.enum(['people', 'employments', 'credentials', 'leave']);
export type ImportKind = z.infer<typeof ImportKind>;

const who = { person: PersonId.nullable(), number: ProfessionalNumber.nullable() };
const name = z.string().min(1).max(200);

/** What one row of a file says, in the words of this service: days are [from, to). */
export const RowFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('people'), ...who, name, optOut48: z.boolean().nullable() }),
  z.object({ kind: z.literal('employments'), ...who, name: name.nullable(), employment: Employment }),
  z.object({
    kind: z.literal('credentials'),
    ...who,
    credential: Credential.extend({ id: Credential.shape.id.nullable() }),
  }),
  z.object({
    kind: z.literal('leave'),
    ...who,
    leave: z.object({ id: LeaveId.nullable(), kind: LeaveKind, from: LocalDate, to: LocalDate }),
  }),
]);
export type RowFacts = z.infer<typeof RowFacts>;
