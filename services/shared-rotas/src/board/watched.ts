import type { Rows } from '@weft/eventing';
import { knownPerson } from '../facts/workforce-facts.ts';
import type { Days, Watched } from './change-of.ts';
import { now } from './moment.ts';
import { rotaAt } from './state.ts';

/** The board of a rota as its changes are told: what the views know of it when an event comes. */
export const watchedIn = (rows: Rows, rota: string): Watched => ({
  rota,
  edits: new Map(),
  period: () => rotaAt(rows, rota, now)?.period ?? null,
  isOnBoard: (person) =>
    rows.get(
      'SELECT 1 FROM board_places WHERE person = ? AND rota = ? AND to_position IS NULL LIMIT 1',
      person,
      rota,
    ) !== undefined,
  dateOf: (duty) =>
    rows.get<{ date: string }>(
      'SELECT date FROM board_duties WHERE duty = ? ORDER BY to_position IS NOT NULL, to_position DESC LIMIT 1',
      duty,
    )?.date ?? null,
  leaveOf: (leave, person) =>
    rows.get<Days>(
      'SELECT from_date AS "from", to_date AS "to" FROM lines_leave WHERE leave = ? AND person = ? ORDER BY rowid DESC LIMIT 1',
      leave,
      person,
    ) ?? null,
  whoIs(person, organisation) {
    const known = knownPerson(rows, person);
    const at = known?.employments.find(({ employer }) => employer === organisation);
    return { name: known?.name ?? person, role: at?.grade ?? null };
  },
});
