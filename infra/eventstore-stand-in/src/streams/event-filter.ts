import type { StoredEvent } from '../store/event.ts';

/** Which events a filtered read sees, and after how many looked at it tells how far it is. */
export type EventFilter = {
  matches(event: StoredEvent): boolean;
  readonly checkpointEvery: number;
};

type Expression = { getRegex(): string; getPrefixList(): readonly string[] };
type FilterOptions = {
  hasStreamIdentifier(): boolean;
  getStreamIdentifier(): Expression | undefined;
  getEventType(): Expression | undefined;
  getMax(): number;
  getCheckpointintervalmultiplier(): number;
};

/** The server looks at 32 events at a time unless told otherwise. */
const WINDOW = 32;

/** Reads the filter of either service. */
export function readFilter(options: FilterOptions): EventFilter {
  const byStream = options.hasStreamIdentifier();
  const expression = byStream ? options.getStreamIdentifier() : options.getEventType();
  const regex = expression?.getRegex() ? new RegExp(expression.getRegex()) : null;
  const prefixes = expression?.getPrefixList() ?? [];
  return {
    matches({ stream, type }) {
      const text = byStream ? stream : type;
      return regex ? regex.test(text) : prefixes.some((prefix) => text.startsWith(prefix));
    },
    checkpointEvery: Math.max(1, options.getCheckpointintervalmultiplier()) * (options.getMax() || WINDOW),
  };
}
