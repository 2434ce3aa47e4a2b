import { expect, test } from 'vitest';
import { boardDays } from './days.ts';

test('days carry their weekday, public holidays and the change of the clock', () => {
  const days = boardDays('2026-03-28', '2026-03-31', (date) => (date === '2026-03-30' ? 'A holiday' : null));
  expect(days).toEqual([
    { date: '2026-03-28', weekday: 6, publicHoliday: null, clockChange: false },
    { date: '2026-03-29', weekday: 7, publicHoliday: null, clockChange: true },
    { date: '2026-03-30', weekday: 1, publicHoliday: 'A holiday', clockChange: false },
  ]);
});
