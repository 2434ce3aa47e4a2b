import { expect, test } from 'vitest';
import { type CalendarDuty, calendarOf } from './calendar.ts';

const duty: CalendarDuty = {
  booking: 'b1',
  sequence: 0,
  status: 'confirmed',
  start: '2026-07-01T07:00:00Z',
  end: '2026-07-01T19:30:00Z',
  changedAt: '2026-05-01T10:00:00Z',
  title: 'LD, registrar',
  place: 'Northgate Hospital',
  rota: 'ENT; north',
  publishedAt: '2026-05-02T10:00:00Z',
};
const linesOf = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

test('a duty is shown by the clock of London with its VTIMEZONE, whatever zone the machine has', () => {
  const lines = linesOf(calendarOf([duty]));
  expect(lines).toContain('DTSTART;TZID=Europe/London:20260701T080000');
  expect(lines).toContain('DTEND;TZID=Europe/London:20260701T203000');
  expect(lines).toContain('BEGIN:VTIMEZONE');
  expect(lines).toContain('TZID:Europe/London');
  expect(lines).toContain('UID:b1@weft');
  expect(lines).toContain('DTSTAMP:20260501T100000Z');
  expect(lines).toContain('LAST-MODIFIED:20260501T100000Z');
  expect(lines).toContain('SUMMARY:LD\\, registrar');
});

test('a calendar program is told to come again after an hour, and a reader when the rota was last published', () => {
  const lines = linesOf(calendarOf([duty]));
  expect(lines).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H');
  expect(lines).toContain('DESCRIPTION:ENT\\; north\\, last published 2026-05-02 11:00.');
});

test('a released duty stays as cancelled with a higher sequence', () => {
  const lines = linesOf(calendarOf([{ ...duty, status: 'cancelled', sequence: 3 }]));
  expect(lines).toContain('STATUS:CANCELLED');
  expect(lines).toContain('SEQUENCE:3');
});

test('a duty that ends in the hour that comes twice says UTC, so that it ends once', () => {
  const lines = linesOf(calendarOf([{ ...duty, start: '2026-10-24T20:00:00Z', end: '2026-10-25T01:30:00Z' }]));
  expect(lines).toContain('DTSTART:20261024T200000Z');
  expect(lines).toContain('DTEND:20261025T013000Z');
});

test('a feed without a published duty says so', () => {
  expect(linesOf(calendarOf([])).join('\n')).toContain('Nothing is published yet.');
});
