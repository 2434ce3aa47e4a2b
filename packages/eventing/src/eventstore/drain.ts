import type { StreamingRead } from '@eventstore/db-client';
import { TimedOutError } from './timed-out-error.ts';

/** How a read is taken in. */
export type Draining<Item> = {
  /** Takes an item; true when that is enough. */
  readonly take: (item: Item) => boolean;
  /** The longest silence, in milliseconds. */
  readonly silenceMs: number;
  readonly signal?: AbortSignal | undefined;
};

/**
 * Takes a read in until it ends (true), or `take` has enough or `signal` aborts (false): then it is cancelled on the
 * server, which leaving a `for await` loop over the client's stream would not do.
 */
export function drain<Item>(read: StreamingRead<Item>, { take, silenceMs, signal }: Draining<Item>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const timer = setTimeout(() => finish(() => reject(new TimedOutError(silenceMs)), true), silenceMs);
    const abort = () => finish(() => resolve(false), true);
    function finish(settle: () => void, isOpen: boolean) {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      if (isOpen) {
        read.pause();
        read.cancel().catch(() => {});
      }
      settle();
    }
    // The listener stays: an error that comes late would end the process without one.
    read.on('error', (error) => finish(() => reject(error), false));
    read.on('end', () => finish(() => resolve(true), false));
    read.on('data', (item: Item) => {
      if (isOver) return;
      timer.refresh();
      try {
        if (take(item)) finish(() => resolve(false), true);
      } catch (error) {
        finish(() => reject(error), true);
      }
    });
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
  });
}
