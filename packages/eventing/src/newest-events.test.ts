import { expect, test } from 'vitest';
import type { Position, RecordedEvent } from './event.ts';
import { newestEvents } from './newest-events.ts';

const metadata = { commandId: 'c', at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } };
const at = (place: number, characters = 10) => ({
  place,
  characters,
  event: (): RecordedEvent => ({
    ...{ id: String(place), type: 'Counted', version: 1, data: {}, metadata, stream: 'counter-1', revision: 0 },
    position: String(place).padStart(20, '0') as Position,
  }),
});
const placesOf = (events: RecordedEvent[] | null) => events?.map(({ id }) => Number(id)) ?? null;

test('what is committed is given to all who stand behind it, as the same objects', () => {
  const newest = newestEvents(100);
  newest.add('counter-1', [at(110), at(120)]);
  expect(newest.after(100, undefined)).toEqual([]);
  newest.commit();
  expect(placesOf(newest.after(100, undefined))).toEqual([110, 120]);
  expect(placesOf(newest.after(115, undefined))).toEqual([120]);
  expect(newest.after(110, ['counter'])?.[0]).toBe(newest.after(100, undefined)?.[1]);
});

test('what is rolled back was never there, and older events are in the file', () => {
  const newest = newestEvents(100);
  newest.add('counter-1', [at(110)]);
  newest.rollback();
  newest.add('counter-1', [at(111)]);
  newest.commit();
  expect(placesOf(newest.after(100, undefined))).toEqual([111]);
  expect(newest.after(99, undefined)).toBeNull();
});

test('a filter leaves other categories out', () => {
  const newest = newestEvents(0);
  newest.add('counter-1', [at(1)]);
  newest.add('other-1', [at(2)]);
  newest.commit();
  expect(placesOf(newest.after(0, ['other']))).toEqual([2]);
});

test('the oldest are let go, by number and by weight, and then nobody is given a part', () => {
  for (const [count, characters] of [
    [2000, 10],
    [10, 400_000],
  ] as const) {
    const newest = newestEvents(0);
    for (let place = 1; place <= count; place++) {
      newest.add('counter-1', [at(place, characters)]);
      newest.commit();
    }
    expect(newest.after(0, undefined)).toBeNull();
    const places = Array.from({ length: count }, (_, index) => index + 1);
    const first = places.find((place) => newest.after(place, undefined) !== null) as number;
    expect(first).toBeGreaterThan(0);
    expect(placesOf(newest.after(first, undefined))).toEqual(places.filter((place) => place > first));
  }
});
