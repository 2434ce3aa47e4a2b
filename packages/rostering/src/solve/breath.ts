import { setImmediate } from 'node:timers/promises';
import type { Judge } from './judge.ts';

/** The event loop gets its turn after so many lines judged, or so many calls. */
const LINES_PER_BREATH = 20;
const CALLS_PER_BREATH = 250;

/**
 * A function to await between pieces of work: now and then it lets the event loop turn, so that messages arrive,
 * and then throws the signal's reason if it has aborted. It counts work and reads no clock.
 */
export function breathOf(judge: Judge, signal: AbortSignal | undefined): () => Promise<void> | undefined {
  let nextLines = LINES_PER_BREATH;
  let calls = 0;
  return () => {
    if (++calls < CALLS_PER_BREATH && judge.judged() < nextLines) return undefined;
    calls = 0;
    nextLines = judge.judged() + LINES_PER_BREATH;
    return setImmediate().then(() => signal?.throwIfAborted());
  };
}
