import { z } from 'zod';
import { Position } from './event.ts';

/** A contract on its way: what one service lets others know. */
export const Message = z.object({
  /** The id of the event behind it, with a suffix when one event makes several. */
  id: z.string().min(1),
  /** `<service>.<EventType>.v<version>` */
  subject: z.string().min(1),
  /** Where the event stands in the publisher's log. */
  position: Position,
  /** When it happened, ISO in UTC. */
  at: z.iso.datetime(),
  data: z.unknown(),
  traceparent: z.string().optional(),
});
export type Message = z.infer<typeof Message>;

/** Messages of one source, in order, and how far into the source's log they reach. */
export type Delivery = {
  readonly source: string;
  readonly messages: readonly Message[];
  /** All of the source's contracts up to here have been delivered with this. */
  readonly position: Position;
  /** True when the publisher's log held nothing more. May turn false again. */
  readonly live: boolean;
};

/** A service's contracts after a position: history first, then what comes, until `signal` aborts. */
export type Replay = (after: Position | null, signal: AbortSignal) => AsyncIterable<Delivery>;

export type Consumer = {
  /** A durable name: the consuming service. */
  readonly name: string;
  readonly subjects: readonly string[];
  /** Up to where this consumer has handled a source; null for nothing yet. */
  readonly after: (source: string) => Position | null;
  /** Resolves when handled. A rejection brings the same again, later. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /** Goes past the messages of one position that cannot be handled, and keeps in mind who still misses them. */
  readonly setAside: (delivery: Delivery) => Promise<void>;
  /** Handles messages that were set aside, whatever came since, for those who miss them. A rejection leaves them aside. */
  readonly redeliver: (messages: readonly Message[]) => Promise<void>;
};

/** Ends what it was returned for, and resolves when its last delivery is done. */
export type Stop = () => Promise<void>;

/**
 * Carries contracts between services: at least once, in order per source. It is no record: it may be wiped or late,
 * and fills itself again from the publisher's log.
 */
export type Bus = {
  /** A service offers its contracts. `head` tells the newest position of its log: a bus that is empty begins there. */
  offer(source: string, replay: Replay, head?: () => Promise<Position | null>): Promise<Stop>;
  /** A service takes in contracts of others, by subject `<source>.…`. */
  subscribe(consumer: Consumer): Promise<Stop>;
  /** Null when the bus carries; else why it does not, or what is set aside. */
  trouble(): string | null;
  close(): Promise<void>;
};

/** The service behind a subject. */
export const sourceOf = (subject: string): string => subject.split('.', 1)[0] as string;
