import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Who does an action or a probe: a function of a module beside this file, by name, with its arguments. */
const Provider = z.object({
  type: z.literal('module'),
  module: z.string(),
  func: z.string(),
  arguments: z.record(z.string(), z.unknown()).default({}),
});

/** Seconds to wait before and after. */
const Pauses = z.object({ before: z.number().min(0).default(0), after: z.number().min(0).default(0) });

/** What holds when all is well: a value that must be true, equal, or within two bounds. */
const Tolerance = z.union([z.boolean(), z.number(), z.string(), z.tuple([z.number(), z.number()])]);

const Probe = z.object({
  type: z.literal('probe'),
  name: z.string(),
  provider: Provider,
  tolerance: Tolerance,
  /** A deviation within so many seconds is looked at again. */
  within: z.number().min(0).default(0),
});
export type Probe = z.infer<typeof Probe>;

const Action = z.object({
  type: z.literal('action'),
  name: z.string(),
  provider: Provider,
  pauses: Pauses.default({ before: 0, after: 0 }),
});
export type Action = z.infer<typeof Action>;

/**
 * An experiment in the shape of the Chaos Toolkit's files: title, description, tags, configuration, a hypothesis that
 * holds before and after, a method, and rollbacks that are always done.
 */
export const Experiment = z.object({
  title: z.string().min(1),
  description: z.string().min(1),
  tags: z.array(z.string()),
  configuration: z.object({
    platform: z.enum(['embedded', 'cluster', 'none']),
    replicas: z.number().int().min(1).max(3).default(1),
    commandsPerSecond: z.number().min(0).default(50),
    /** Settings of the platform's processes. */
    env: z.record(z.string(), z.string()).default({}),
    /** Where its data lie, when the fault is one of the disk. */
    disk: z.object({ megabytes: z.number().int(), kind: z.enum(['tmpfs', 'ext4']) }).optional(),
    /** Puts the log and the bus behind a network of our own. */
    network: z.boolean().default(false),
    /** What the platform's process runs under. */
    under: z.enum(['failing-disk', 'another-clock']).optional(),
    /** Days of duties that the load leaves alone. */
    quietDays: z.number().int().default(0),
    /** Bus servers; 3 hold every message three times. */
    buses: z.union([z.literal(1), z.literal(3)]).default(1),
    /** Programs without which it cannot run here. */
    needs: z.array(z.string()).default([]),
    root: z.boolean().default(false),
  }),
  'steady-state-hypothesis': z.object({ title: z.string(), probes: z.array(Probe) }),
  method: z.array(z.discriminatedUnion('type', [Action, Probe])),
  rollbacks: z.array(Action).default([]),
});
export type Experiment = z.infer<typeof Experiment>;

/** Reads an experiment's file. Throws with the file, the field and what was wrong. */
export function readExperiment(path: string): Experiment {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} is no JSON: ${(cause as Error).message}`, { cause });
  }
  const read = Experiment.safeParse(json);
  if (!read.success) throw new Error(`${path} is no experiment:\n${z.prettifyError(read.error)}`);
  return read.data;
}

/** Whether a probe's value is within its tolerance. */
export function isWithin(value: unknown, tolerance: Probe['tolerance']): boolean {
  if (!Array.isArray(tolerance)) return value === tolerance;
  return typeof value === 'number' && value >= tolerance[0] && value <= tolerance[1];
}
