import { addDays, weekdayOf } from '@weft/rostering';
import { expect, test } from 'vitest';
import { publicHolidayOn } from './public-holidays.ts';

const years = Array.from({ length: 10 }, (_, index) => 2019 + index);

/** Easter Sunday by the Gregorian reckoning of Meeus. */
function easterOf(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const holidaysOf = (year: number) =>
  Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index))
    .filter((date) => date.startsWith(String(year)))
    .flatMap((date) => (publicHolidayOn(date) === null ? [] : [date]));

test.each(years)('in %i Easter is where it is reckoned to be, and no holiday falls on a weekend', (year) => {
  expect(publicHolidayOn(addDays(easterOf(year), -2))).toBe('Good Friday');
  expect(publicHolidayOn(addDays(easterOf(year), 1))).toBe('Easter Monday');
  expect(holidaysOf(year).filter((date) => weekdayOf(date) > 5)).toEqual([]);
});

test('every year has eight, and those that were given beside: a jubilee, a funeral, a coronation', () => {
  const counts = new Map(years.map((year) => [year, holidaysOf(year).length]));
  expect([...counts].filter(([, count]) => count !== 8)).toEqual([
    [2022, 10],
    [2023, 9],
  ]);
});

test('a substitute day is the holiday, and the day itself is not', () => {
  expect(publicHolidayOn('2026-12-26')).toBeNull();
  expect(publicHolidayOn('2026-12-28')).toBe('Boxing Day (substitute day)');
  expect(publicHolidayOn('2030-12-25')).toBeNull();
});
