/** One loop that sleeps until something happens. */
export type WakeUp = {
  /** Ends the sleep, or the next one when none sleeps. */
  ring(): void;
  /** Resolves at a ring or after so many milliseconds. */
  sleep(ms: number): Promise<void>;
};

/** Makes a loop's alarm clock. */
export function wakeUp(): WakeUp {
  let isRung = false;
  let wake: (() => void) | null = null;
  return {
    ring() {
      isRung = true;
      wake?.();
    },
    async sleep(ms) {
      if (!isRung)
        await new Promise<void>((resolve) => {
          const timer = Number.isFinite(ms) ? setTimeout(resolve, ms) : undefined;
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      wake = null;
      isRung = false;
    },
  };
}
