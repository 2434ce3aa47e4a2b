import { expect, test } from 'vitest';
import { places } from '../places.fixture.ts';
import { defaultMinutes, straightKm } from './default-minutes.ts';

const at = (name: keyof typeof places) => ({ latitude: places[name][0], longitude: places[name][1] });

test.each([
  ['yeovil', 'musgrove', 34.9, 49],
  ['yeovil', 'dorset', 29.0, 41],
  ['warwick', 'coventry', 17.6, 25],
  ['cramlington', 'hexham', 35.5, 50],
  ['cramlington', 'wansbeck', 12.3, 18],
  ['cramlington', 'northTyneside', 8.5, 12],
  ['hexham', 'wansbeck', 42.3, 60],
] as const)('%s and %s are %f km and %i minutes apart', (from, to, km, minutes) => {
  expect(straightKm(at(from), at(to))).toBeCloseTo(km, 0);
  expect(Math.abs((straightKm(at(from), at(to)) as number) - km)).toBeLessThanOrEqual(0.051);
  expect(defaultMinutes(at(from), at(to))).toBe(minutes);
  expect(defaultMinutes(at(to), at(from))).toBe(minutes);
});

test('places more than 150 km apart have no default', () =>
  expect(defaultMinutes(at('yeovil'), at('hexham'))).toBe(null));

test('a place that nobody knows has no default', () =>
  expect(defaultMinutes(at('yeovil'), { latitude: null, longitude: null })).toBe(null));
