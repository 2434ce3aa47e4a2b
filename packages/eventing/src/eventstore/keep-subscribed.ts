import { type AllStreamResolvedEvent, START } from '@eventstore/db-client';
import type { Address } from './address.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failure-of.ts';
import type { Patience } from './persevere.ts';
import { TimedOutError } from './timed-out-error.ts';

const LONGEST_PAUSE_MS = 1000;
const CAUGHT_UP = Symbol('caught up');

/** Where a subscription leads, and where it begins again. */
export type Subscriber = {
  /** Commit position of the newest thing that was taken; -1n for none. */
  seen(): bigint;
  take(item: AllStreamResolvedEvent): void;
  caughtUp(): void;
  /** The subscription broke and is begun again; `failure` says why when it has been so for the time of all tries. */
  broke(failure: Error | null): void;
};

/**
 * A subscription to $all that begins again after what was seen whenever it ends, breaks or is silent: no confirmation in
 * time, or nothing new although `newest` says that the log has moved. The returned function ends it.
 */
export function keepSubscribed(
  connection: Connection,
  {
    address,
    patience: { callMs, totalMs },
    newest,
  }: { readonly address: Address; readonly patience: Patience; readonly newest: () => Promise<bigint | null> },
  subscriber: Subscriber,
): () => void {
  let failures = 0;
  let failingSince: number | null = null;
  let next: NodeJS.Timeout | undefined;
  let leave = open();

  function again(thrown: unknown, client: ReturnType<Connection['client']>) {
    const now = performance.now();
    failingSince ??= now;
    failures += 1;
    const { error, outcome, isSilent } = failureOf(thrown, 'bring new events', address);
    if (isSilent) connection.renew(client);
    next = setTimeout(
      () => {
        leave = open();
      },
      Math.min(2 ** failures * 10, LONGEST_PAUSE_MS),
    );
    subscriber.broke(outcome === 'final' || now - failingSince >= totalMs ? error : null);
  }

  function open(): () => void {
    const client = connection.client();
    const from = subscriber.seen();
    const subscription = client.subscribeToAll({
      fromPosition: from < 0n ? START : { commit: from, prepare: from },
      requiresLeader: true,
    });
    let isCurrent = true;
    let timer: NodeJS.Timeout | undefined;
    const later = (ms: number, work: () => void) => {
      clearTimeout(timer);
      if (isCurrent) timer = setTimeout(work, ms);
    };
    const cancel = () => {
      isCurrent = false;
      clearTimeout(timer);
      subscription.pause();
      subscription.unsubscribe().catch(() => {});
    };
    const ended = (thrown: unknown) => {
      if (!isCurrent) return;
      cancel();
      again(thrown, client);
    };
    const tellNewest = () => newest().catch(ended);
    /** Nothing came for a while: is there nothing, or does the server no longer say it? */
    const watch = () => {
      const before = subscriber.seen();
      later(totalMs, async () => {
        const end = subscriber.seen() === before ? await tellNewest() : null;
        if (!end || end <= subscriber.seen()) return watch();
        later(callMs, () => (subscriber.seen() < end ? ended(new TimedOutError(totalMs)) : watch()));
      });
    };

    later(callMs, () => ended(new TimedOutError(callMs)));
    subscription.on('confirmation', () => {
      failures = 0;
      watch();
    });
    subscription.on('caughtUp', () => {
      // The mark goes through the stream's own buffer, and so comes after the events that it follows.
      subscription.push(CAUGHT_UP);
    });
    // The listener stays: an error that comes late would end the process without one.
    subscription.on('error', ended);
    subscription.on('end', () => ended(new Error('the server ended the subscription')));
    subscription.on('data', (item: AllStreamResolvedEvent | typeof CAUGHT_UP) => {
      if (!isCurrent) return;
      failingSince = null;
      if (item === CAUGHT_UP) return subscriber.caughtUp();
      try {
        subscriber.take(item);
      } catch (error) {
        ended(error);
      }
    });
    return cancel;
  }

  return () => {
    clearTimeout(next);
    leave();
  };
}
