import { expect, test } from 'vitest';
import { at } from '../testing.ts';
import { changeNotice, publicationNotice } from './notice.ts';

const zone = 'Europe/London';

test('a roster published 42 days before its first day is in time, 41 days is late, at whatever time of day', () => {
  const on = (moment: string) => publicationNotice({ zone, publishedAt: at(moment), firstDay: '2026-05-11' });
  expect(on('2026-03-30 23:59')).toMatchObject({ rule: 'RD-PUB6', days: 42, limit: 42, isKept: true });
  expect(on('2026-03-31 00:00')).toMatchObject({ days: 41, isKept: false });
});

test('days are local: half an hour before midnight UTC in summer is the next day', () => {
  const publishedAt = Date.parse('2026-06-01T23:30:00Z');
  expect(publicationNotice({ zone, publishedAt, firstDay: '2026-07-14' }).days).toBe(42);
});

test('a change of a published duty needs 42 days of notice', () => {
  const change = (moment: string, publishedAt: number | null = at('2026-01-01 09:00')) =>
    changeNotice({ zone, publishedAt, changedAt: at(moment), dutyStart: at('2026-05-11 08:00') });
  expect(change('2026-03-30 12:00')).toMatchObject({ rule: 'RD-LIVE6', severity: 'soft', days: 42, isKept: true });
  expect(change('2026-03-31 12:00')).toMatchObject({ days: 41, isKept: false });
  expect(change('2026-05-12 12:00')).toMatchObject({ days: -1, isKept: false });
  expect(change('2026-03-31 12:00', null)).toBeNull();
  expect(change('2025-12-31 12:00')).toBeNull();
});
