import type { Position } from '@weft/eventing';

/** The last of some positions; null when none was written. */
export const latest = (...positions: readonly (Position | null)[]): Position | null =>
  positions.reduce(
    (last, position) => (position !== null && (last === null || position > last) ? position : last),
    null,
  );
