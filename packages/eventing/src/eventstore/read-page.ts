import { type AllStreamResolvedEvent, BACKWARDS, END, FORWARDS, START } from '@eventstore/db-client';
import { drain } from './drain.ts';
import type { Persevere } from './persevere.ts';
import { type Incoming, type Placed, UnreadableEventError, userEventOf } from './recorded.ts';
import { weightOf } from './weight-of.ts';

/** A page holds so many events at most, … */
const PAGE_EVENTS = 4096;
/** … and stops after about so many characters of data. */
const PAGE_WEIGHT = 4_000_000;
/** How many events a look for the newest one of a user reads at first, and at most. */
const FIRST_LOOK = 8;
const LONGEST_LOOK = 2048;

/** A stretch of $all, without the server's own events. */
export type Page = {
  readonly events: readonly Placed[];
  /** Commit position of the last event that was looked at, the server's own included. */
  readonly reached: bigint;
  /** True when the log ended there. */
  readonly isEnd: boolean;
};

/** Reads the next page after a commit position; -1n is the beginning. */
export async function readPage(persevere: Persevere, after: bigint, signal: AbortSignal): Promise<Page> {
  return persevere({
    doing: `read on after position ${after}`,
    isRepeatable: true,
    signal,
    attempt: async (client, silenceMs) => {
      const events: Placed[] = [];
      let reached = after;
      let seen = 0;
      let weight = 0;
      const read = client.readAll({
        direction: FORWARDS,
        fromPosition: after < 0n ? START : { commit: after, prepare: after },
        maxCount: PAGE_EVENTS,
        requiresLeader: true,
      });
      const take = (resolved: AllStreamResolvedEvent) => {
        seen += 1;
        const commit = commitOfResolved(resolved);
        // A read starts with the event at its position; ours start after it.
        if (commit <= after) return false;
        reached = commit;
        const event = userEventOf(resolved);
        if (!event) return false;
        events.push(event);
        weight += weightOf(event.data);
        return weight >= PAGE_WEIGHT;
      };
      const isWhole = await drain(read, { take, silenceMs, signal });
      return { events, reached, isEnd: isWhole && seen < PAGE_EVENTS };
    },
  });
}

/** The newest event of a user, or null: an empty log has events of the server's own. */
export async function readNewest(persevere: Persevere, signal: AbortSignal): Promise<bigint | null> {
  let before: bigint | null = null;
  for (let count = FIRST_LOOK; ; count = Math.min(count * 4, LONGEST_LOOK)) {
    const look: Look = await lookBack(persevere, { before, count, signal });
    if (look.newest !== null) return look.newest;
    if (look.isStart || look.reached === null) return null;
    before = look.reached;
  }
}

type Look = { readonly newest: bigint | null; readonly reached: bigint | null; readonly isStart: boolean };

function lookBack(
  persevere: Persevere,
  { before, count, signal }: { readonly before: bigint | null; readonly count: number; readonly signal: AbortSignal },
): Promise<Look> {
  return persevere({
    doing: 'say where it ends',
    isRepeatable: true,
    signal,
    attempt: async (client, silenceMs) => {
      let newest: bigint | null = null;
      let reached: bigint | null = null;
      let seen = 0;
      const read = client.readAll({
        direction: BACKWARDS,
        fromPosition: before === null ? END : { commit: before, prepare: before },
        maxCount: count,
        requiresLeader: true,
      });
      const take = (resolved: AllStreamResolvedEvent) => {
        seen += 1;
        reached = commitOfResolved(resolved);
        if (newest === null && userEventOf(resolved)) newest = reached;
        return newest !== null;
      };
      await drain(read, { take, silenceMs, signal });
      return { newest, reached, isStart: seen < count };
    },
  });
}

/** Commit position of anything that a read of $all brings. */
export function commitOfResolved({ event, link, commitPosition }: AllStreamResolvedEvent): bigint {
  const commit = commitPosition ?? (link as Incoming | undefined)?.position?.commit ?? event?.position?.commit;
  if (commit === undefined)
    throw new UnreadableEventError('The event log brought an event without a position. Upgrade the server.');
  return commit;
}
