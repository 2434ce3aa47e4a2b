import { z } from 'zod';

const place = z.union([z.literal('start'), z.literal('end'), z.string().regex(/^\d+$/)]);

/** What a group was created with. Times are in milliseconds; `from` is a revision or a position as digits. */
export const groupSettings = z.object({
  /** '$all' for all streams. */
  stream: z.string(),
  group: z.string(),
  from: place,
  filter: z.object({ by: z.enum(['stream', 'type']), regex: z.string(), prefixes: z.array(z.string()) }).nullable(),
  resolvesLinks: z.boolean(),
  extraStatistics: z.boolean(),
  messageTimeoutMs: z.number(),
  maxRetryCount: z.number(),
  checkpointAfterMs: z.number(),
  minCheckpointCount: z.number(),
  maxCheckpointCount: z.number(),
  /** 0: as many as come. */
  maxSubscriberCount: z.number(),
  liveBufferSize: z.number(),
  readBatchSize: z.number(),
  historyBufferSize: z.number(),
  /** RoundRobin, DispatchToSingle, Pinned or PinnedByCorrelation. */
  strategy: z.string(),
});

export type GroupSettings = Readonly<z.output<typeof groupSettings>>;

/** The name by which the server knows a group. */
export const groupId = (stream: string, group: string): string => `${stream}::${group}`;
