import type { SQLInputValue } from 'node:sqlite';

/** Which state of the history is asked for: the present one, that of an instant, or that of a place in the log. */
export type Moment =
  | { readonly kind: 'now' }
  | { readonly kind: 'instant'; readonly at: string }
  | { readonly kind: 'position'; readonly position: string };

/** A state by the clock; views that keep no position know these only. */
export type ClockMoment = Exclude<Moment, { kind: 'position' }>;

export const now: ClockMoment = { kind: 'now' };

/** The present, or the state at an instant in any spelling of ISO 8601. */
export const momentOf = (asAt: string | undefined): ClockMoment =>
  asAt === undefined ? now : { kind: 'instant', at: new Date(asAt).toISOString() };

/** A condition on the validity columns of a history table, and its values. */
export function heldAt(moment: Moment): { readonly sql: string; readonly values: SQLInputValue[] } {
  switch (moment.kind) {
    case 'now':
      return { sql: 'valid_to IS NULL', values: [] };
    case 'instant':
      return { sql: 'valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)', values: [moment.at, moment.at] };
    case 'position':
      return {
        sql: 'from_position <= ? AND (to_position IS NULL OR to_position > ?)',
        values: [moment.position, moment.position],
      };
    default:
      return moment satisfies never;
  }
}
