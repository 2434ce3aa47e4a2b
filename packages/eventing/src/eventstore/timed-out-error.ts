/** The server said nothing in time. Whether it did what was asked is not known. */
export class TimedOutError extends Error {
  override readonly name = 'TimedOutError';

  constructor(ms: number) {
    super(`nothing came for ${Math.round(ms)} ms`);
  }
}

/** Rejects with a TimedOutError when `work` takes longer than `ms`. A late answer is dropped. */
export async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimedOutError(ms)), ms);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
