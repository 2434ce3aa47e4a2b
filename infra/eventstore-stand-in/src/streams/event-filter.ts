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

/** Reads the filter of a read. */
export function readFilter(options: FilterOptions): EventFilter {
  const byStream = options.hasStreamIdentifier();
  const expression = byStream ? options.getStreamIdentifier() : options.getEventType();
  return {
    matches: compileFilter({
      by: byStream ? 'stream' : 'type',
      regex: expression?.getRegex() ?? '',
      prefixes: expression?.getPrefixList() ?? [],
    }),
    checkpointEvery: Math.max(1, options.getCheckpointintervalmultiplier()) * (options.getMax() || WINDOW),
  };
}

type Pattern = {
  readonly by: 'stream' | 'type';
  /** Empty when prefixes are meant. */
  readonly regex: string;
  readonly prefixes: readonly string[];
};

/** A test for one event. */
export function compileFilter({ by, regex, prefixes }: Pattern): (event: StoredEvent) => boolean {
  const expression = regex ? new RegExp(regex) : null;
  return (event) => (expression ? expression.test(event[by]) : prefixes.some((prefix) => event[by].startsWith(prefix)));
}
