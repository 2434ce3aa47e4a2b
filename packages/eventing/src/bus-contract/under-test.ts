import type { Bus } from '../bus.ts';
import type { DeadLetters } from '../nats/dead-letters.ts';

/** A bus for one test. */
export type UnderTest = {
  readonly bus: Bus;
  /** The same bus as another process has it, where processes can share it. */
  readonly elsewhere?: () => Bus;
  /** What consumers set aside, where the bus keeps it. */
  readonly deadLetters?: () => Promise<DeadLetters>;
  /** Removes all that the test left. */
  readonly dispose: () => Promise<void>;
};
