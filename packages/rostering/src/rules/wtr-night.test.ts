import { expect, test } from 'vitest';
import { checkFurther } from '../check.ts';
import type { Duty, Person } from '../model.ts';
import { aFrame, aWorker, shift, shiftsOn } from '../testing.ts';
import { addDays } from '../zone.ts';

const frame = aFrame({ known: { from: '2026-01-05', to: '2026-05-04' } });
const valuesFor = (duties: readonly Duty[], person: Person = aWorker()) =>
  checkFurther(frame, person, duties).map(({ value }) => value);
/** Four nights of 12 h, 48 h, in each of the 17 weeks. None is the night on which the clocks change. */
const nights = Array.from({ length: 17 }, (_, week) =>
  shiftsOn(addDays('2026-01-05', week * 7), 4, ['20:00', '08:00']),
).flat();

test('8 h a day on six days a week pass, a minute more does not, opt-out or not', () => {
  expect(valuesFor(nights)).toEqual([]);
  const more = [...nights, shift('2026-03-07 08:00', '2026-03-07 08:01')];
  expect(valuesFor(more)[0]).toBeCloseTo(8 + 1 / 60 / 102, 9);
  expect(valuesFor(more, aWorker({ optOut48: true }))).toHaveLength(1);
});

test('whoever works nights on half of the days, or fewer, is no night worker', () => {
  const days = (count: number) =>
    Array.from({ length: 17 }, (_, week) =>
      shiftsOn(addDays('2026-01-09', week * 7), count, ['09:00', '21:00']),
    ).flat();
  const threeNights = nights.filter((_, i) => i % 4 < 3);
  expect(valuesFor([...threeNights, ...days(2)])).toHaveLength(1);
  expect(valuesFor([...threeNights, ...days(3)])).toEqual([]);
});
