import { categoryOf, type RecordedEvent } from '../event.ts';
import type { Batch } from '../log.ts';
import { type Placed, positionOf, recordedOf } from './recorded.ts';
import { weightOf } from './weight-of.ts';

/** A batch holds so many events at most, … */
const BATCH_EVENTS = 512;
/** … and stops after about so many characters of data. */
const BATCH_WEIGHT = 4_000_000;

/**
 * Cuts a stretch of the log into batches of the categories that are asked for. The others are passed over unread, so
 * that strangers may write to the same server. `isEnd` says whether the reader has caught up after the last one.
 */
export function* batchesOf(
  stretch: readonly Placed[],
  categories: ReadonlySet<string> | null,
  isEnd: () => boolean,
): Iterable<Batch> {
  for (let next = 0; next < stretch.length; ) {
    const events: RecordedEvent[] = [];
    let weight = 0;
    let last: Placed;
    do {
      last = stretch[next] as Placed;
      next += 1;
      if (categories && !categories.has(categoryOf(last.streamId))) continue;
      events.push(recordedOf(last));
      weight += weightOf(last.data);
    } while (next < stretch.length && events.length < BATCH_EVENTS && weight < BATCH_WEIGHT);
    yield { events, position: positionOf(last.position.commit), live: next === stretch.length && isEnd() };
  }
}
