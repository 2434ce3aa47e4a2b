import { z } from 'zod';

const faultsSchema = z.strictObject({
  /**
   * Another node leads: calls that require the leader are sent there. A follower forwards the other writes; one that is
   * `readOnly` refuses every write.
   */
  notLeader: z.strictObject({ host: z.string(), port: z.int(), readOnly: z.boolean().default(false) }).nullable(),
  /** Every call is refused with “Server Is Not Ready”. */
  notReady: z.boolean(),
  /** Calls are taken and never answered. */
  mute: z.boolean(),
  /** Each call, and each append on a batch stream, is answered so many milliseconds later. */
  slowMs: z.int().nonnegative(),
  /** So many of the next appends are written and their reply is lost. */
  loseReplies: z.int().nonnegative(),
  /** With a lost reply, the connection is cut as well. */
  cutWithReply: z.boolean(),
  /** So many of the next appends over a batch stream are not executed: the stream ends with OK instead. */
  endBatches: z.int().nonnegative(),
  /** Checkpoints of filtered subscriptions are 2^64-1, as of servers before 24.10.5 where nothing matched. */
  checkpointAtEnd: z.boolean(),
  /** The file may not grow. */
  fullDisk: z.boolean(),
});

/** The faults that are on. Each can be changed while the stand-in runs. */
export type Faults = z.output<typeof faultsSchema>;

/** No fault at all. */
export const noFaults = (): Faults => ({
  notLeader: null,
  notReady: false,
  mute: false,
  slowMs: 0,
  loseReplies: 0,
  cutWithReply: false,
  endBatches: 0,
  checkpointAtEnd: false,
  fullDisk: false,
});

/** Some of the faults, from JSON. Throws a ZodError that names the field. */
export const parseFaults = (json: unknown): Partial<Faults> => {
  const given = faultsSchema.partial().parse(json);
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};
