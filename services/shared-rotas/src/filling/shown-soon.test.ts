import type { Live } from '@weft/service-kit';
import { expect, test } from 'vitest';
import { shownSoon } from './shown-soon.ts';

/** Views that change when they are told to. */
function someViews() {
  const listeners = new Set<() => void>();
  const live: Live = {
    caughtUp: async () => {},
    onChange(listener) {
      const hear = () => listener([]);
      listeners.add(hear);
      return async () => {
        listeners.delete(hear);
      };
    },
  };
  return {
    live,
    listeners,
    change() {
      for (const hear of [...listeners]) hear();
    },
  };
}

test('what is shown already, or began long ago, is not waited for', async () => {
  const { live, listeners } = someViews();
  expect(await shownSoon(live, () => true, new Date().toISOString())).toBe(true);
  expect(await shownSoon(live, () => false, '2020-01-01T00:00:00Z')).toBe(false);
  expect(listeners.size).toBe(0);
});

test('it is looked at again after each change of the views, and no longer than it takes', async () => {
  const { live, listeners, change } = someViews();
  let looks = 0;
  // Begun by a clock that is ahead: waited for as long as for what begins now.
  const shown = shownSoon(live, () => ++looks === 3, '2999-01-01T00:00:00Z');
  change();
  change();
  expect([await shown, looks, listeners.size]).toEqual([true, 3, 0]);
});

test('what the views never show is not waited for for ever, and a look that fails is told', async () => {
  const { live, listeners, change } = someViews();
  expect(await shownSoon(live, () => false, new Date().toISOString())).toBe(false);
  let looks = 0;
  const fails = () => {
    if (++looks > 1) throw new Error('The rows are gone.');
    return false;
  };
  const shown = shownSoon(live, fails, '2999-01-01T00:00:00Z');
  change();
  await expect(shown).rejects.toThrow('The rows are gone.');
  expect(listeners.size).toBe(0);
});
