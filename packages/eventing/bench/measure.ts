import { setTimeout as pause } from 'node:timers/promises';

/** One line of the table. Times in milliseconds. */
export type Measured = {
  readonly what: string;
  readonly count: number;
  readonly perSecond: number;
  readonly medianMs?: number;
  readonly p99Ms?: number;
  /** How late other work of the process got its turn: 99 % of the times, within this. */
  readonly lagP99Ms?: number;
  readonly seconds?: number;
  readonly peakMb?: number;
  readonly bytesPerEvent?: number;
  /** What went wrong, with the figures or instead of them. */
  readonly failed?: string;
};

/** Runs `work` `count` times, by so many callers at once; each caller waits for its own before the next. */
export async function atOnce(
  what: string,
  { count, callers }: { readonly count: number; readonly callers: number },
  work: (caller: number, done: number) => Promise<unknown>,
): Promise<Measured> {
  const took = new Float64Array(count);
  const lag = lagOfOthers();
  let begun = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      for (let done = 0; begun < count; done++) {
        const nth = begun++;
        const before = performance.now();
        await work(caller, done);
        took[nth] = performance.now() - before;
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  return { what, count, perSecond: Math.round(count / seconds), ...spread(took), lagP99Ms: await lag() };
}

/** Starts `work` at an even rate, whatever became of what was started before; times count from when it was due. */
export async function atRate(
  what: string,
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  work: (nth: number) => Promise<unknown>,
): Promise<Measured> {
  const count = perSecond * seconds;
  const took = new Float64Array(count);
  const lag = lagOfOthers();
  const from = performance.now();
  const running: Promise<void>[] = [];
  for (let nth = 0; nth < count; nth++) {
    const due = from + (nth * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    running.push(
      work(nth).then(() => {
        took[nth] = performance.now() - due;
      }),
    );
  }
  await Promise.all(running);
  const elapsed = (performance.now() - from) / 1000;
  return { what, count, perSecond: Math.round(count / elapsed), ...spread(took), lagP99Ms: await lag() };
}

/** Median and 99th percentile, in hundredths. */
export function spread(took: Float64Array): { readonly medianMs: number; readonly p99Ms: number } {
  const sorted = took.toSorted();
  const at = (share: number) => hundredths(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { medianMs: at(0.5), p99Ms: at(0.99) };
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

/** Asks for a turn each two milliseconds until the returned function is called, which tells how late it came. */
function lagOfOthers(): () => Promise<number> {
  const late: number[] = [];
  let stopped = false;
  const asking = (async () => {
    while (!stopped) {
      const due = performance.now() + 2;
      await pause(2);
      late.push(Math.max(0, performance.now() - due));
    }
  })();
  return async () => {
    stopped = true;
    await asking;
    return spread(Float64Array.from(late)).p99Ms;
  };
}
