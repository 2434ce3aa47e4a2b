import { expect, test } from 'vitest';
import { aFrame, findingsOf, shift, valuesOf } from '../testing.ts';

const rule = 'TRAVEL';
const frame = aFrame({ travelMinutes: () => 41 });
const atA = shift('2026-03-02 08:00', '2026-03-02 12:00');

test('a gap as long as the way passes, a minute less does not', () => {
  expect(
    valuesOf({ rule, frame, duties: [atA, shift('2026-03-02 12:41', '2026-03-02 16:00', { site: 'B' })] }),
  ).toEqual([]);
  const [finding] = findingsOf({
    rule,
    frame,
    duties: [atA, shift('2026-03-02 12:40', '2026-03-02 16:00', { site: 'B' })],
  });
  expect(finding).toMatchObject({ value: 40, limit: 41, unit: 'minutes' });
  expect(finding!.mend).toBe('Start the later shift 1 min later, or end the one before it 1 min sooner.');
});

test('no gap at all is a gap of 0', () => {
  expect(
    valuesOf({ rule, frame, duties: [atA, shift('2026-03-02 12:00', '2026-03-02 16:00', { site: 'B' })] }),
  ).toEqual([0]);
});

test('the same site, or an overlap, is not its business', () => {
  expect(valuesOf({ rule, frame, duties: [atA, shift('2026-03-02 12:10', '2026-03-02 16:00')] })).toEqual([]);
  expect(
    valuesOf({ rule, frame, duties: [atA, shift('2026-03-02 11:59', '2026-03-02 16:00', { site: 'B' })] }),
  ).toEqual([]);
});

test('shifts of two spells are not judged, however long the way', () => {
  const far = aFrame({ travelMinutes: () => 300 });
  const duties = (start: string) => [atA, shift(start, '2026-03-02 20:00', { site: 'B' })];
  expect(valuesOf({ rule, frame: far, duties: duties('2026-03-02 14:00') })).toEqual([120]);
  expect(valuesOf({ rule, frame: far, duties: duties('2026-03-02 14:01') })).toEqual([]);
});

test('neighbours are taken in order of start, also when an earlier shift still goes on', () => {
  const duties = [
    shift('2026-03-02 08:00', '2026-03-02 16:00'),
    shift('2026-03-02 09:00', '2026-03-02 10:00', { site: 'B' }),
    shift('2026-03-02 10:30', '2026-03-02 12:00'),
  ];
  expect(valuesOf({ rule, frame, duties })).toEqual([30]);
});

test('it is placed at the start of the later shift', () => {
  const duties = (start: string) => [
    shift('2026-03-01 20:00', '2026-03-01 23:50'),
    shift(start, '2026-03-02 06:00', { site: 'B' }),
  ];
  expect(valuesOf({ rule, frame, duties: duties('2026-03-01 23:59') })).toEqual([]);
  expect(valuesOf({ rule, frame, duties: duties('2026-03-02 00:00') })).toEqual([10]);
});
