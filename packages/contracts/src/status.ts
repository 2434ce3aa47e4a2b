import { z } from 'zod';

/** How one service of a process stands. */
const ServiceStatus = z.object({
  name: z.string(),
  /** Where each view and reaction of own events stands (source 'log'), and each source that is taken in. */
  lags: z.array(
    z.object({
      name: z.string(),
      source: z.string(),
      position: z.string().nullable(),
      /** For how long the log has held an event after `position`. */
      seconds: z.number(),
      /** Events of the log after `position`; 1000 stands for 1000 or more. */
      events: z.number(),
    }),
  ),
  /** Messages that were set aside and are still missed: how many, and the first of them. */
  missed: z.object({
    count: z.number(),
    first: z.array(z.object({ name: z.string(), subject: z.string(), id: z.string() })),
  }),
  /** Roster jobs; null where the service has none. `slowest` is the share of the slowest running one that is done. */
  work: z.object({ queued: z.number(), running: z.number(), slowest: z.number().nullable() }).nullable(),
});

/** How one process stands. It holds ids, never a name of a person. */
export const ProcessStatus = z.object({
  name: z.string(),
  replica: z.string().nullable(),
  version: z.string(),
  node: z.string(),
  startedAt: z.iso.datetime(),
  /** The process's own clock when it answered. */
  now: z.iso.datetime(),
  memoryBytes: z.number(),
  ready: z.boolean(),
  /** Why it is not ready. */
  faults: z.array(z.string()),
  /** What else an operator should know; it makes nothing unready. */
  notes: z.array(z.string()),
  /** The log's head as this process sees it; null when the log is empty, or has not answered yet. */
  head: z.string().nullable(),
  /** Why the bus does not carry, or what it set aside. */
  busTrouble: z.string().nullable(),
  services: z.array(ServiceStatus),
});
export type ProcessStatus = z.infer<typeof ProcessStatus>;

/** What GET /health/status answers: all processes behind that address. */
export const Status = z.object({
  ready: z.boolean(),
  /** Null for who may not see them: that takes the role operator, or a program on the machine itself. */
  processes: z.array(ProcessStatus).nullable(),
  /** Processes that should be there and did not answer. */
  silent: z.array(z.object({ url: z.string(), because: z.string() })),
});
export type Status = z.infer<typeof Status>;
