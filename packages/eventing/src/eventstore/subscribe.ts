import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Position } from '../event.ts';
import type { Batch, ReadFrom } from '../log.ts';
import { batchesOf } from './batches.ts';
import type { Page } from './read-page.ts';
import { commitOf } from './recorded.ts';
import type { Tail } from './tail.ts';

/**
 * History by pages, each fetched when it is asked for, so that a slow reader holds one in memory; then the tail. Who
 * falls behind the tail reads pages again. Throws when the log has not answered for the time of all tries.
 */
export async function* subscribe(
  { after, categories, signal }: ReadFrom & { readonly signal: AbortSignal },
  { tail, readPage }: { readonly tail: Tail; readonly readPage: (after: bigint, signal: AbortSignal) => Promise<Page> },
): AsyncIterable<Batch> {
  const wanted = categories ? new Set(categories) : null;
  let position: Position | null = after;
  let reached = commitOf(after);
  let isTold = false;
  let isJoined = false;
  try {
    while (!signal.aborted) {
      const isCovered = isJoined && tail.covers(reached);
      const page: Page | null = isCovered ? null : await readPage(reached, signal);
      if (signal.aborted) return;
      if (page?.isEnd && !isJoined) {
        tail.join(page.reached);
        isJoined = true;
      }
      const stretch = page ? page.events : tail.after(reached);
      const isEnd = page
        ? () => page.isEnd
        : () => tail.isLive() && tail.after(stretch.at(-1)?.position.commit ?? reached).length === 0;
      for (const batch of batchesOf(stretch, wanted, isEnd)) {
        position = batch.position;
        isTold = batch.live;
        yield batch;
        if (signal.aborted) return;
      }
      reached = page ? page.reached : (stretch.at(-1)?.position.commit ?? reached);
      if (!isTold && position !== null && isEnd() && (page || stretch.length === 0)) {
        isTold = true;
        yield { events: [], position, live: true };
      } else if (!page && stretch.length === 0) {
        const failure = tail.failure();
        if (failure) throw failure;
        await tail.change(signal);
      } else await nextTurn();
    }
  } finally {
    if (isJoined) tail.leave();
  }
}
