import { z } from 'zod';

const many = z.union([z.int().nonnegative(), z.literal(Number.POSITIVE_INFINITY)]);

const faultsSchema = z.strictObject({
  /**
   * Another node leads: calls that require the leader are sent there. A follower forwards the other writes; one that is
   * `readOnly` refuses every write.
   */
  notLeader: z.strictObject({ host: z.string(), port: z.int(), readOnly: z.boolean().optional() }).nullable(),
  /** Every call is refused with “Server Is Not Ready”. */
  notReady: z.boolean(),
  /** Calls are taken and not answered. Off again, they are executed and answered late. */
  mute: z.boolean(),
  /** The same for appends and deletes alone. */
  muteAppends: z.boolean(),
  /** The same for reads alone. */
  muteReads: z.boolean(),
  /** The same for catch-up subscriptions alone, those that run as well. */
  muteSubscriptions: z.boolean(),
  /** Each call, and each append on a batch stream, is executed so many milliseconds later. */
  slowMs: z.int().nonnegative(),
  /** So many of the next appends are written and their reply is lost. */
  loseReplies: many,
  /** What the caller sees of a lost reply: code 14, nothing at all, or a connection that breaks. */
  loseBy: z.enum(['error', 'silence', 'cut']),
  /** So many of the next appends are not written, and time out at the server (code 10). */
  timeoutAppends: many,
  /** So many of the next appends over a batch stream are not written: the stream ends with OK instead. */
  endBatches: many,
  /** Checkpoints of filtered subscriptions are 2^64-1, as of servers before 24.10.5 where nothing matched. */
  checkpointAtEnd: z.boolean(),
  /** Every call is refused for lack of rights (code 7). */
  accessDenied: z.boolean(),
  /** Every call is refused for unknown credentials (code 16). */
  unauthenticated: z.boolean(),
  /** ServerFeatures is not implemented, as in servers before 21. */
  noFeatures: z.boolean(),
  /** The file may not grow. */
  fullDisk: z.boolean(),
});

/** The faults that are on. Each can be changed while the stand-in runs. */
export type Faults = z.output<typeof faultsSchema>;

const NO_FAULTS: Faults = {
  notLeader: null,
  notReady: false,
  mute: false,
  muteAppends: false,
  muteReads: false,
  muteSubscriptions: false,
  slowMs: 0,
  loseReplies: 0,
  loseBy: 'error',
  timeoutAppends: 0,
  endBatches: 0,
  checkpointAtEnd: false,
  accessDenied: false,
  unauthenticated: false,
  noFeatures: false,
  fullDisk: false,
};

/** Some of the faults, from JSON. Throws a ZodError that names the field. */
export const parseFaults = (json: unknown): Partial<Faults> => {
  const given = faultsSchema.partial().parse(json);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

/** The switches of a stand-in. */
export type Switches = {
  /** Assign to its fields. */
  readonly faults: Faults;
  /** Resolves when `holds` returns true: now, or after a switch was moved. */
  until(holds: () => boolean): Promise<void>;
};

/** Faults that tell when one of them is changed. */
export function switches(first: Partial<Faults>, changed: () => void): Switches {
  const waiting = new Set<() => void>();
  const faults = new Proxy(
    { ...NO_FAULTS, ...first },
    {
      set(target, name, value) {
        const isSet = Reflect.set(target, name, value);
        changed();
        for (const look of [...waiting]) look();
        return isSet;
      },
    },
  );
  return {
    faults,
    until(holds) {
      if (holds()) return Promise.resolve();
      return new Promise((resolve) => {
        const look = () => {
          if (!holds()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
  };
}
