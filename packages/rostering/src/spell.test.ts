import { expect, test } from 'vitest';
import { spellsOf } from './spell.ts';
import { aFrame, at, onCall, shift } from './testing.ts';
import { dateOfDay } from './zone.ts';

const spells = (...duties: ReturnType<typeof shift>[]) => spellsOf(aFrame(), duties);

test('shifts with 120 minutes between them are one spell, with 121 two', () => {
  const first = shift('2026-03-02 08:00', '2026-03-02 12:00');
  expect(spells(first, shift('2026-03-02 14:00', '2026-03-02 18:00'))).toHaveLength(1);
  expect(spells(first, shift('2026-03-02 14:01', '2026-03-02 18:00'))).toHaveLength(2);
});

test('the gap is counted from the latest end so far, not from the end of the shift before', () => {
  const [spell, ...others] = spells(
    shift('2026-03-02 08:00', '2026-03-02 16:00'),
    shift('2026-03-02 09:00', '2026-03-02 10:00'),
    shift('2026-03-02 18:00', '2026-03-02 20:00'),
  );
  expect(others).toEqual([]);
  expect([spell!.start, spell!.end]).toEqual([at('2026-03-02 08:00'), at('2026-03-02 20:00')]);
});

test('an on-call period neither joins spells nor ends a rest', () => {
  const both = spells(
    shift('2026-03-02 08:00', '2026-03-02 12:00'),
    onCall('2026-03-02 12:00', '2026-03-02 16:00', { expectedWorkMinutes: 240 }),
    shift('2026-03-02 16:00', '2026-03-02 20:00'),
  );
  expect(both.map(({ restAfter }) => restAfter)).toEqual([4 * 3_600_000, null]);
});

test('breaks are those of the shifts and the gaps between them, time covered twice being no gap', () => {
  const [spell] = spells(
    shift('2026-03-02 08:00', '2026-03-02 12:00', { breakMinutes: 10 }),
    shift('2026-03-02 09:00', '2026-03-02 10:00', { breakMinutes: 5 }),
    shift('2026-03-02 12:30', '2026-03-02 18:00'),
  );
  expect(spell!.breakMinutes).toBe(45);
});

test('rest is less the way from the shift that ends last to the first of the next spell', () => {
  const minutes: Record<string, number> = { 'A-C': 30, 'B-C': 45 };
  const frame = aFrame({ travelMinutes: (from, to) => minutes[`${from}-${to}`] ?? 0 });
  const [first] = spellsOf(frame, [
    shift('2026-03-02 08:00', '2026-03-02 18:00', { site: 'A' }),
    shift('2026-03-02 09:00', '2026-03-02 10:00', { site: 'B' }),
    shift('2026-03-03 08:00', '2026-03-03 10:00', { site: 'C' }),
  ]);
  expect(first!.restAfter).toBe((14 * 60 - 30) * 60_000);
});

test('when two shifts end last together, the longer way counts', () => {
  const minutes: Record<string, number> = { 'A-C': 30, 'B-C': 45 };
  const frame = aFrame({ travelMinutes: (from, to) => minutes[`${from}-${to}`] ?? 0 });
  for (const [long, short] of [
    ['A', 'B'],
    ['B', 'A'],
  ] as const) {
    const [first] = spellsOf(frame, [
      shift('2026-03-02 08:00', '2026-03-02 18:00', { site: long }),
      shift('2026-03-02 09:00', '2026-03-02 18:00', { site: short }),
      shift('2026-03-03 08:00', '2026-03-03 10:00', { site: 'C' }),
    ]);
    expect(first!.restAfter).toBe((14 * 60 - 45) * 60_000);
  }
});

const nights = (start: string, end: string) => spells(shift(start, end))[0]!.nights.map(dateOfDay);

test('a night shift has 180 minutes between 23:00 and 06:00 and is named by the evening', () => {
  expect(nights('2026-03-02 18:00', '2026-03-03 02:00')).toEqual(['2026-03-02']);
  expect(nights('2026-03-02 18:00', '2026-03-03 01:59')).toEqual([]);
  expect(nights('2026-03-03 03:00', '2026-03-03 09:00')).toEqual(['2026-03-02']);
  expect(nights('2026-03-03 03:01', '2026-03-03 09:00')).toEqual([]);
});

test('a spell over two nights is a night shift of both', () => {
  expect(nights('2026-03-02 20:00', '2026-03-04 08:00')).toEqual(['2026-03-02', '2026-03-03']);
});

test('the part in the night is counted as it is lived when the clocks change', () => {
  expect(nights('2026-03-28 20:00', '2026-03-29 03:00')).toEqual(['2026-03-28']);
  expect(nights('2026-03-28 20:00', '2026-03-29 02:59')).toEqual([]);
  expect(nights('2026-10-24 20:00', '2026-10-25 01:30')).toEqual([]);
  expect(nights('2026-10-25 02:00', '2026-10-25 09:00')).toEqual(['2026-10-24']);
  expect(nights('2026-10-25 03:01', '2026-10-25 09:00')).toEqual([]);
});
