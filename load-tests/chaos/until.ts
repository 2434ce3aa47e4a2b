import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until it holds; throws with what was waited for when it does not in time. */
export async function until(
  holds: () => Promise<boolean>,
  { seconds, what }: { readonly seconds: number; readonly what: string },
): Promise<void> {
  const end = Date.now() + seconds * 1000;
  let last: unknown = null;
  do {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    await pause(100);
  } while (Date.now() < end);
  const because = last instanceof Error ? ` (${last.message})` : '';
  throw new Error(`Waited ${seconds} s in vain for ${what}${because}.`, { cause: last });
}
