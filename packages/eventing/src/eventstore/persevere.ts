import { setTimeout as pause } from 'node:timers/promises';
import type { EventStoreDBClient } from '@eventstore/db-client';
import type { Address } from './address.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failure-of.ts';

/** How long calls may take. */
export type Patience = {
  /** One try, in milliseconds: longer than the server's own 2 s for a commit. */
  readonly callMs: number;
  /** All tries of one call together, in milliseconds. */
  readonly totalMs: number;
};

export const PATIENCE: Patience = { callMs: 4000, totalMs: 10_000 };

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** A call, and when it may be sent again. */
export type Call<Result> = {
  /** What is asked for, as in 'append to diary-7'. */
  readonly doing: string;
  /** Whether a try whose outcome is unknown may be sent again. */
  readonly isRepeatable: boolean;
  readonly attempt: (client: EventStoreDBClient, ms: number) => Promise<Result>;
  readonly signal?: AbortSignal;
};

/** Tries a call until it works, is refused for good, or the time for all tries is over. */
export function perseverance(connection: Connection, address: Address, { callMs, totalMs }: Patience) {
  return async <Result>({ doing, isRepeatable, attempt, signal }: Call<Result>): Promise<Result> => {
    const end = performance.now() + totalMs;
    for (let failures = 0; ; failures++) {
      const client = connection.client();
      try {
        return await attempt(client, Math.max(1, Math.min(callMs, end - performance.now())));
      } catch (thrown) {
        if (signal?.aborted) throw thrown;
        const { error, outcome, isSilent } = failureOf(thrown, doing, address);
        if (isSilent) connection.renew(client);
        const ms = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
        const isWorthwhile = outcome === 'not-done' || (outcome === 'unknown' && isRepeatable);
        if (!isWorthwhile || performance.now() + ms >= end) throw error;
        // Writers that failed together shall not all come back at once.
        await pause(ms / 2 + (Math.random() * ms) / 2, undefined, { signal }).catch(() => {});
        if (signal?.aborted) throw error;
      }
    }
  };
}

export type Persevere = ReturnType<typeof perseverance>;
