import { randomUUID } from 'node:crypto';
import { inTraceOf } from '@weft/eventing';
import type { Outcome, Piece } from '@weft/eventing/work';
import { ProblemError, solveInWorker } from '@weft/rostering';
import { z } from 'zod';
import { foundRoster } from './result.ts';
import { readOrder } from './roster-order.ts';

const Checkpoint = z.object({
  step: z.number().int(),
  placements: z.array(z.object({ duty: z.string(), person: z.string() })),
});

/**
 * Makes the search that a piece of work asks for, in a worker thread of its own, from its checkpoint on when it has one.
 * A problem that cannot be solved is an outcome; an order of a newer release, or a thread that dies, rejects.
 */
export async function solveRoster({ input, checkpoint, traceparent, signal, tell, keep }: Piece): Promise<Outcome> {
  const order = readOrder(input);
  const from = checkpoint === null ? null : Checkpoint.parse(checkpoint);
  const done = from?.step ?? 0;
  const search = () =>
    solveInWorker(order.data, {
      seed: order.seed,
      steps: Math.max(1, order.steps - done),
      stepsBefore: done,
      startFrom: from?.placements ?? order.present,
      signal,
      onProgress({ checkpoint: placements, ...at }) {
        tell({ ...at, step: at.step + done, steps: order.steps });
        if (placements.length > 0) keep({ step: at.step + done, placements });
      },
    });
  try {
    const trace = { at: new Date().toISOString(), ...(traceparent !== null && { traceparent }) };
    const roster = await inTraceOf(trace, 'roster search', search);
    return { result: foundRoster(randomUUID(), roster, order) };
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof ProblemError)) throw new Error('The search broke. Start the job again.', { cause: error });
    if (error.code === 'worker-stopped') throw error;
    return { failed: error.message };
  }
}
