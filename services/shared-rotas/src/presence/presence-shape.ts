import { LocalDate, PersonId, RotaId } from '@weft/contracts';
import { z } from 'zod';

/** Where somebody's cursor is on the board of a rota; null: on the page, in no cell. Say so again within 10 s. */
export const Here = z.object({
  rota: RotaId,
  cell: z.object({ person: PersonId, date: LocalDate }).nullable(),
});

/** Somebody who has the board of a rota open; never the reader. */
export type Present = {
  readonly who: string;
  readonly name: string;
  readonly cell: { readonly person: string; readonly date: string } | null;
};
