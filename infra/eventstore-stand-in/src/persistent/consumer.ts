import { createHash } from 'node:crypto';
import type { Resolved } from '../store/resolve-link.ts';

/** An event on its way to a consumer. */
export type Message = {
  /** What the consumer acknowledges: the link's id, or the event's. */
  readonly id: string;
  readonly resolved: Resolved;
  /** Its revision or position in the source; null when it comes from the parked ones. */
  readonly at: bigint | null;
  /** How often it was delivered before. */
  readonly retries: number;
};

/** Somebody who reads from a group. */
export type Consumer = {
  readonly id: string;
  readonly from: string;
  readonly name: string;
  /** So many messages may be unacknowledged. */
  readonly bufferSize: number;
  /** What was sent and not yet acknowledged, with the time at which that is too late. */
  readonly inFlight: Map<string, { readonly message: Message; readonly expiresAtMs: number }>;
  sent: number;
  send(message: Message): void;
  /** Ends the call with an error. */
  drop(error: unknown): void;
};

const isFree = ({ inFlight, bufferSize }: Consumer): boolean => inFlight.size < bufferSize;

/** Which consumer gets the next message. 'wait' holds this one message back, 'full' all of them. */
export type Choice = Consumer | 'wait' | 'full';

/** Chooses by the group's strategy. `turn` counts what was sent, for taking turns. */
export function chooseConsumer(
  strategy: string,
  consumers: readonly Consumer[],
  { message, turn }: { readonly message: Message; readonly turn: number },
): Choice {
  if (!consumers.some(isFree)) return 'full';
  if (strategy === 'DispatchToSingle') return consumers.find(isFree) ?? 'full';
  if (strategy.startsWith('Pinned')) {
    const pinned = pinnedTo(keyOf(strategy, message), consumers);
    return pinned && isFree(pinned) ? pinned : 'wait';
  }
  const start = turn % consumers.length;
  return [...consumers.slice(start), ...consumers.slice(0, start)].find(isFree) ?? 'full';
}

function keyOf(strategy: string, { resolved }: Message): string {
  const event = resolved.event ?? resolved.link;
  if (strategy === 'PinnedByCorrelation') {
    try {
      const { $correlationId } = JSON.parse(Buffer.from(event?.metadata ?? []).toString());
      if (typeof $correlationId === 'string') return $correlationId;
    } catch {
      // Metadata is bytes: what is no JSON has no correlation id.
    }
  }
  return event?.stream ?? '';
}

/** The same consumer for the same key, and few keys move when one comes or goes. */
function pinnedTo(key: string, consumers: readonly Consumer[]): Consumer | undefined {
  const weight = ({ id }: Consumer) => createHash('sha1').update(`${key} ${id}`).digest('hex');
  return [...consumers].sort((a, b) => (weight(a) < weight(b) ? -1 : 1))[0];
}
