import { expect, test } from 'vitest';
import { lineOf } from '../line.ts';
import { aFrame, aResident, shift, shiftsOn } from '../testing.ts';
import { dateOfDay } from '../zone.ts';
import { lengthOf, runsOf } from './run.ts';

const runs = (duties: ReturnType<typeof shiftsOn>) =>
  runsOf(lineOf(aFrame(), aResident(), duties), ({ startDay }) => [startDay]).map((run) => [
    dateOfDay(run.firstDay),
    lengthOf(run),
  ]);

test('a run is broken by one day without a start, also over the change of the clocks and of the year', () => {
  expect(
    runs([...shiftsOn('2026-03-27', 5, ['08:00', '16:00']), ...shiftsOn('2026-04-02', 2, ['08:00', '16:00'])]),
  ).toEqual([
    ['2026-03-27', 5],
    ['2026-04-02', 2],
  ]);
  expect(runs(shiftsOn('2025-12-30', 4, ['08:00', '16:00']))).toEqual([['2025-12-30', 4]]);
});

test('two spells on one date count once', () => {
  const twice = shift('2026-03-02 19:00', '2026-03-02 21:00');
  expect(runs([...shiftsOn('2026-03-02', 3, ['08:00', '16:00']), twice])).toEqual([['2026-03-02', 3]]);
});
