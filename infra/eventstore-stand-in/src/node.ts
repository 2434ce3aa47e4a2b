import type { ServerErrorResponse } from '@grpc/grpc-js';
import type { Counts } from './counts.ts';
import type { Switches } from './faults.ts';
import type { Groups } from './persistent/groups.ts';
import type { Store } from './store/store.ts';

/** A catch-up subscription that runs. */
export type OpenSubscription = { end(): void; fail(error: Partial<ServerErrorResponse>): void };

/** What every service of the server works with. */
export type Node = Switches & {
  readonly store: Store;
  readonly counts: Counts;
  readonly subscriptions: Set<OpenSubscription>;
  /** False after a stop: what still waits in a mute server is not executed. */
  isRunning(): boolean;
  readonly groups: Groups;
  /** Starts the groups anew from the log. */
  restartGroups(): void;
  readonly version: string;
  /** User names and their passwords; null when everybody may do everything. */
  readonly credentials: Readonly<Record<string, string>> | null;
  /** Cuts the connection of a peer (`address:port`). */
  cut(peer: string): void;
};
