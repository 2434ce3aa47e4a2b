import type { Faults } from './faults.ts';
import type { Store } from './store/store.ts';

/** What every service of the server works with. */
export type Node = {
  readonly store: Store;
  readonly faults: Faults;
  /** User names and their passwords; null when everybody may do everything. */
  readonly credentials: Readonly<Record<string, string>> | null;
  /** Cuts the connection of a peer (`address:port`). */
  cut(peer: string): void;
};
