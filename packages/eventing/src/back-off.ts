/** Waits so many milliseconds, or until `signal` aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });

/** Waits 2^failures ms, 2 s at most, or until `signal` aborts. */
export const backOff = (failures: number, signal: AbortSignal): Promise<void> =>
  pause(Math.min(2 ** failures, 2000), signal);
