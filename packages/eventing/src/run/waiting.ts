/** Views are behind, or stop: what was asked for may be asked for again shortly. */
export class BehindError extends Error {
  override readonly name = 'BehindError';
  readonly code = 'behind';
}

/** Those who wait until something is reached. */
export type Waiting = {
  /** Resolves when `reached` holds; rejects after `withinMs`, or when all ends. `what` is for the reader of the error. */
  until(reached: () => boolean, what: string, withinMs: number): Promise<void>;
  /** Looks again at what everybody waits for. */
  check(): void;
};

/** Waits within one service, until `signal` aborts. */
export function waitingIn(service: string, signal: AbortSignal): Waiting {
  const waiting = new Set<() => void>();
  return {
    until: (reached, what, withinMs) =>
      new Promise<void>((resolve, reject) => {
        const settle = (error?: Error) => {
          clearTimeout(timer);
          waiting.delete(check);
          if (error) reject(error);
          else resolve();
        };
        const check = () => {
          if (reached()) settle();
          else if (signal.aborted)
            settle(new BehindError(`${service} stops before it reached ${what}. Ask again shortly.`));
        };
        const timer = setTimeout(
          () => settle(new BehindError(`${service} has not reached ${what} within ${withinMs} ms. Ask again shortly.`)),
          withinMs,
        );
        waiting.add(check);
        check();
      }),
    check() {
      for (const check of [...waiting]) check();
    },
  };
}
