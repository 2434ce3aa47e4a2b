/** Passes values on, the newest only, and never two within so many milliseconds. */
export type Newest = {
  put(value: unknown): void;
  /** Passes on what waits; resolves when nothing is on its way. Rejects as the last write did. */
  flush(): Promise<void>;
  /** Forgets what waits, and resolves when nothing is on its way. */
  end(): Promise<void>;
};

/** Makes one. A write that fails is not tried again: the next value takes its place. */
export function newestOf(everyMs: number, write: (value: unknown) => void | Promise<void>): Newest {
  let waiting: { readonly value: unknown } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isOver = false;

  const pass = (): Promise<void> => {
    const next = waiting;
    waiting = null;
    if (!next) return writing;
    const mine = writing.catch(() => {}).then(() => write(next.value));
    mine.catch(() => {});
    writing = mine;
    return mine;
  };
  const tick = () => {
    timer = null;
    if (!waiting || isOver) return;
    timer = setTimeout(tick, everyMs);
    pass().catch(() => {});
  };
  return {
    put(value) {
      if (isOver) return;
      waiting = { value };
      if (!timer) tick();
    },
    flush: pass,
    async end() {
      isOver = true;
      waiting = null;
      if (timer) clearTimeout(timer);
      await writing.catch(() => {});
    },
  };
}
