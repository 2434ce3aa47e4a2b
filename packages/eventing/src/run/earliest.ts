import type { Position } from '../event.ts';

/** Where each view and reaction of own events stands. */
export type Reached = ReadonlyMap<string, Position | null>;

/** The earliest of the positions; null when there is none, or one is null. */
export function earliest(names: readonly string[], of: Reached): Position | null {
  const known = names.map((name) => of.get(name) ?? null);
  return known.length === 0 || known.includes(null) ? null : ((known as Position[]).sort()[0] ?? null);
}
