import { PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { askable } from '../who-can-fill/candidates.ts';

/** Whoever a rota may ask, by name and professional number. */
export function peopleOf(rows: Rows, asked: Parameters<typeof askable>[1]) {
  return askable(rows, asked).flatMap((person) => {
    const row = rows.get<{ name: string; number: string | null }>(
      'SELECT name, number FROM fact_people WHERE person = ?',
      person,
    );
    return row ? [{ person: PersonId.parse(person), name: row.name, number: row.number }] : [];
  });
}
