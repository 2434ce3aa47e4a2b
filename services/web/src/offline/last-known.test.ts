import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetLastKnown, orLastKnown } from './last-known.ts';

/** The part of a browser's store that is used. */
function aStore() {
  const stores = new Map<string, Map<string, Response>>();
  return {
    async open(name: string) {
      const store = stores.get(name) ?? new Map<string, Response>();
      stores.set(name, store);
      return { put: async (key: string, value: Response) => void store.set(key, value) };
    },
    match: async (key: string, { cacheName }: { cacheName: string }) => stores.get(cacheName)?.get(key)?.clone(),
    delete: async (name: string) => stores.delete(name),
    stores,
  };
}

const away = new Error('Nobody answers.');
const isAway = (error: unknown) => error === away;
const fails = (error: Error) => () => Promise.reject(error);
let store: ReturnType<typeof aStore>;

beforeEach(() => {
  store = aStore();
  vi.stubGlobal('caches', store);
  vi.stubGlobal('navigator', { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

test('an answer is kept, and comes back with its time where nobody answers', async () => {
  expect(await orLastKnown('rota', async () => 1, isAway)).toEqual({ value: 1, keptAt: null });
  const known = await orLastKnown('rota', fails(away), isAway);
  expect(known.value).toBe(1);
  expect(known.keptAt).not.toBeNull();
});

test('a browser that knows it has no connection does not ask', async () => {
  await orLastKnown('rota', async () => 1, isAway);
  vi.stubGlobal('navigator', { onLine: false });
  expect((await orLastKnown('rota', async () => 2, isAway)).value).toBe(1);
});

test('a refusal is no missing connection: what was kept does not hide it', async () => {
  await orLastKnown('rota', async () => 1, isAway);
  await expect(orLastKnown('rota', fails(new Error('Sign in first.')), isAway)).rejects.toThrow('Sign in first.');
});

test('what was never known is not made up', async () => {
  await expect(orLastKnown('rota', fails(away), isAway)).rejects.toThrow('Nobody answers.');
});

test('signing out forgets all, and an answer that was on its way is not kept', async () => {
  await orLastKnown('rota', async () => 1, isAway);
  let answer = (_value: number) => {};
  const asked = new Promise<number>((resolve) => {
    answer = resolve;
  });
  const asking = orLastKnown('other', () => asked, isAway);
  await forgetLastKnown();
  answer(2);
  expect((await asking).value).toBe(2);
  expect([...store.stores.values()].flatMap((one) => [...one.keys()])).toEqual([]);
});
