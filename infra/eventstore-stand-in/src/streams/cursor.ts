import type { StoredEvent } from '../store/event.ts';
import type { Reader } from '../store/reader.ts';
import type { ReadRequest } from './read-request.ts';

/** Reads on from where it stands; an empty page means that nothing more is there now. */
export type Cursor = { next(): readonly StoredEvent[] };

/** Events of one page, at most. */
const PAGE = 256;
const BEYOND_ALL = 2n ** 63n - 1n;

/** Reads take what stands at `from`; subscriptions start after it. */
export function openCursor(store: Reader, { stream, from, isBackwards, count }: ReadRequest): Cursor {
  const isSubscription = count === null;
  const limit = count !== null && count < BigInt(PAGE) ? Number(count) : PAGE;
  if (stream === null) {
    const end = isBackwards ? BEYOND_ALL : store.lastPosition() + 1n;
    let place = from === 'start' ? 0n : from === 'end' ? end : from + (isSubscription ? 1n : 0n);
    return pages(
      () => (isBackwards ? store.allBackwards(place, PAGE) : store.allForwards(place, PAGE)),
      ({ position }) => {
        place = isBackwards ? position : position + 1n;
      },
    );
  }
  const { last } = store.state(stream);
  const end = isBackwards ? last : last + 1n;
  let place = from === 'start' ? 0n : from === 'end' ? end : from + (isSubscription ? 1n : 0n);
  return pages(
    () => (isBackwards ? store.backwards(stream, place, limit) : store.forwards(stream, place, limit)),
    ({ revision }) => {
      place = isBackwards ? revision - 1n : revision + 1n;
    },
  );
}

function pages(read: () => readonly StoredEvent[], moveTo: (last: StoredEvent) => void): Cursor {
  return {
    next() {
      const page = read();
      const last = page.at(-1);
      if (last) moveTo(last);
      return page;
    },
  };
}
