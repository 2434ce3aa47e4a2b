import type { StoredEvent } from '../store/event.ts';
import type { Reader } from '../store/reader.ts';
import { compileFilter } from '../streams/event-filter.ts';
import type { GroupSettings } from './settings.ts';

/** What a group reads: events in order, with the place of each. */
export type Source = {
  /** The next events, those that the filter refuses as well; empty at the end. */
  next(count: number): readonly { readonly event: StoredEvent; readonly at: bigint; readonly matches: boolean }[];
  /** The place of the newest event. */
  lastKnown(): bigint;
};

/** Reads on after `checkpoint` or, without one, from where the group starts. */
export function openSource(store: Reader, { stream, from, filter }: GroupSettings, checkpoint: bigint | null): Source {
  const isAll = stream === '$all';
  const lastKnown = () => (isAll ? store.lastPosition() : store.state(stream).last);
  let place =
    checkpoint !== null ? checkpoint + 1n : from === 'start' ? 0n : from === 'end' ? lastKnown() + 1n : BigInt(from);
  const matches = filter ? compileFilter(filter) : () => true;
  return {
    next(count) {
      const events = isAll ? store.allForwards(place, count) : store.forwards(stream, place, count);
      const found = events.map((event) => ({
        event,
        at: isAll ? event.position : event.revision,
        matches: matches(event),
      }));
      place = (found.at(-1)?.at ?? place - 1n) + 1n;
      return found;
    },
    lastKnown,
  };
}
