import { expect, test } from 'vitest';
import type { Duty } from '../model.ts';
import { instantOf } from '../zone.ts';
import { burdenOf } from './local-facts.ts';

const ZONE = 'Europe/London';
const duty = (from: [string, string], to: [string, string]): Duty => ({
  id: 'duty',
  site: 'north',
  kind: 'shift',
  start: instantOf(ZONE, ...from),
  end: instantOf(ZONE, ...to),
  breakMinutes: 0,
  expectedWorkMinutes: 0,
});

test.each([
  ['three hours after 23:00', duty(['2026-11-03', '18:00'], ['2026-11-04', '02:00']), true, false],
  ['a minute less', duty(['2026-11-03', '18:00'], ['2026-11-04', '01:59']), false, false],
  ['three hours before 06:00', duty(['2026-11-04', '03:00'], ['2026-11-04', '11:00']), true, false],
  [
    'five hours of the clock, two elapsed, when clocks go forward',
    duty(['2026-03-28', '23:00'], ['2026-03-29', '02:30']),
    false,
    true,
  ],
  ['Friday until Saturday 00:01', duty(['2026-11-06', '14:00'], ['2026-11-07', '00:01']), false, false],
  ['Friday until Saturday 00:02', duty(['2026-11-06', '14:00'], ['2026-11-07', '00:02']), false, true],
  ['Sunday from 23:59', duty(['2026-11-08', '23:59'], ['2026-11-09', '08:00']), true, false],
  ['Sunday from 23:58', duty(['2026-11-08', '23:58'], ['2026-11-09', '01:00']), false, true],
  ['a Wednesday', duty(['2026-11-04', '09:00'], ['2026-11-04', '17:00']), false, false],
] as const)('%s', (_, judged, night, weekend) => {
  expect(burdenOf(ZONE, judged)).toEqual({ night, weekend });
});
