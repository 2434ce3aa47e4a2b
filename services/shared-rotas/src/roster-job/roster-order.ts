import type { Placement, ProblemData } from '@weft/rostering';
import { z } from 'zod';
import type { RosterJobAsked } from './decider.ts';
import type { JobProblem } from './problem.ts';

/** The version of an order that this release writes, and the newest one that it can solve. */
const VERSION = 1;

/** A search as plain data, fit for a queue: its problem, and all that its answer is told from. */
export type RosterOrder = {
  readonly version: number;
  readonly seed: number;
  readonly steps: number;
  readonly data: ProblemData;
  readonly present: readonly Placement[];
  readonly stopped: readonly (readonly [
    duty: string,
    counts: readonly (readonly [reason: string, people: number])[],
  ])[];
};

/** Writes the order of a job. */
export function orderOf({ data, present, stopped }: JobProblem, { seed, steps }: RosterJobAsked): RosterOrder {
  const counted = [...stopped].map(([duty, counts]) => [duty, [...counts]] as const);
  return { version: VERSION, seed, steps, data, present, stopped: counted };
}

const Version = z.object({ version: z.number().int() });

/** Reads an order. Throws for one of a newer release: it may ask for what this one does not know. */
export function readOrder(input: unknown): RosterOrder {
  const { version } = Version.parse(input);
  if (version > VERSION)
    throw new Error(
      `This roster was asked for by a newer release: its order has version ${version}, and this worker knows up to ${VERSION}. Upgrade the roster workers.`,
    );
  return input as RosterOrder;
}
