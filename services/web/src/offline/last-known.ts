/** Answers that may be read without a connection. Never commands, and nothing of anybody else. */
const STORE = 'weft-last-known';
/** Where nobody answers for so long, what was known last is shown. */
const PATIENCE_MS = 4000;

/** An answer, and since when it was kept where it is not fresh. */
export type Known<Value> = { readonly value: Value; readonly keptAt: string | null };
type Kept<Value> = { readonly keptAt: string; readonly value: Value };

/** Rises when all is forgotten: an answer that was asked for before is not kept after. */
let timesForgotten = 0;

const hasStore = () => 'caches' in globalThis;
const address = (name: string) => `/last-known/${name}`;

async function keep(name: string, value: unknown): Promise<void> {
  if (!hasStore()) return;
  const kept: Kept<unknown> = { keptAt: new Date().toISOString(), value };
  await (await caches.open(STORE)).put(address(name), new Response(JSON.stringify(kept)));
}

async function kept<Value>(name: string): Promise<Kept<Value> | null> {
  if (!hasStore()) return null;
  const answer = await caches.match(address(name), { cacheName: STORE });
  return answer ? ((await answer.json()) as Kept<Value>) : null;
}

/** Forgets everything: when somebody signs in or out. */
export async function forgetLastKnown(): Promise<void> {
  timesForgotten += 1;
  if (hasStore()) await caches.delete(STORE);
}

const soon = <Value>(value: Value) => new Promise<Value>((resolve) => setTimeout(() => resolve(value), PATIENCE_MS));

/**
 * Asks, and keeps the answer. Where nobody answers, the last one that was kept comes instead, with the time at which it
 * was kept; `isNobody` tells such a failure from an answer that refuses.
 */
export async function orLastKnown<Value>(
  name: string,
  ask: () => Promise<Value>,
  isNobody: (error: unknown) => boolean,
): Promise<Known<Value>> {
  const askedAt = timesForgotten;
  const before = await kept<Value>(name).catch(() => null);
  if (before && navigator.onLine === false) return before;
  const asking = ask();
  try {
    const answer = before ? await Promise.race([asking, soon(null)]) : await asking;
    if (answer === null && before) {
      asking.catch(() => {});
      return before;
    }
    if (askedAt === timesForgotten) await keep(name, answer).catch(() => {});
    return { value: answer as Value, keptAt: null };
  } catch (error) {
    if (before && isNobody(error)) return before;
    throw error;
  }
}

/** Keeps the scripts of the pages that are open now, for the next time without a connection. */
export async function keepPages(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/sw.js');
  const { active } = await navigator.serviceWorker.ready;
  const addresses = performance.getEntriesByType('resource').map(({ name }) => name);
  active?.postMessage({ type: 'keep', addresses });
}
