import { backOff } from './back-off.ts';

/** Loops that go on until they are stopped, and what stands in the way of each. */
export type Loops = {
  /** Runs a loop again, after a pause that grows, whenever it throws or ends. */
  keep(name: string, loop: () => Promise<void>): Promise<void>;
  /** A loop got something done. */
  well(name: string): void;
  /** A loop did not. */
  failed(name: string, error: unknown): void;
  /** What stands in a loop's way, or null. */
  failure(): Error | null;
  /** What stands in the way of this loop, or null. */
  failureOf(name: string): Error | null;
};

/** Loops of one service, until `signal` aborts. */
export function loopsUntil(signal: AbortSignal): Loops {
  const failures = new Map<string, Error>();
  const tries = new Map<string, number>();
  const failed = (name: string, error: unknown) => {
    failures.set(name, error instanceof Error ? error : new Error(String(error)));
  };
  return {
    async keep(name, loop) {
      while (!signal.aborted) {
        try {
          await loop();
          if (signal.aborted) return;
          failed(name, new Error(`The log ended the subscription of ${name}. It is tried again.`));
        } catch (error) {
          failed(name, error);
        }
        tries.set(name, (tries.get(name) ?? 0) + 1);
        await backOff(tries.get(name) as number, signal);
      }
    },
    well(name) {
      failures.delete(name);
      tries.delete(name);
    },
    failed,
    failure: () => [...failures.values()][0] ?? null,
    failureOf: (name) => failures.get(name) ?? null,
  };
}

/** Runs `work`; an error of it is thrown on with `what` in front, so that a reader knows where to look. */
export function naming<Result>(what: string, work: () => Result): Result {
  const named = (cause: unknown) =>
    new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  try {
    const result = work();
    if (result instanceof Promise)
      return result.catch((cause: unknown) => {
        throw named(cause);
      }) as Result;
    return result;
  } catch (cause) {
    throw named(cause);
  }
}
