import { expect, test } from 'vitest';
import { changeStops, dayStops, FOREVER, stopOf, stretchOf } from './moments.ts';

const stops = dayStops('2026-10-24T09:00:00Z', '2026-10-27T07:00:00Z');

test('the slider steps over the ends of local days, over a change of the clock too, and ends with now', () => {
  expect(stops).toEqual(['2026-10-24T22:59:00.000Z', '2026-10-25T23:59:00.000Z', '2026-10-26T23:59:00.000Z', null]);
  expect(dayStops('2026-10-27T06:00:00Z', '2026-10-27T07:00:00Z')).toEqual([null]);
});

test('a moment stands on the last step before it, one before all on the first, now on the last', () => {
  expect(stopOf(stops, '2026-10-25T23:59:00.000Z')).toBe(1);
  expect(stopOf(stops, '2026-10-26T12:00:00.000Z')).toBe(1);
  expect(stopOf(stops, '2026-10-24T10:00:00.000Z')).toBe(0);
  expect(stopOf(stops, null)).toBe(3);
});

test('steps by changes stand in order, what came at one time once', () => {
  expect(changeStops(['b', 'a', 'b'])).toEqual(['a', 'b', null]);
});

test('changes are told up to the moment shown, or up to now where that is the moment they begin', () => {
  expect(stretchOf('2026-01-01', '2026-01-05').until).toBe('2026-01-05');
  expect(stretchOf('2026-01-01', '2026-01-01').until).toBe(FOREVER);
  expect(stretchOf('2026-01-01', null).until).toBe(FOREVER);
});
