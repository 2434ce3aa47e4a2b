import { describe, expect, test } from 'vitest';
import { nights, shift, values } from './worked-example.ts';

describe('everybody', () => {
  test('two duties that share half an hour overlap by 30 minutes', () => {
    const duties = [shift('2026-03-03T08:00', '2026-03-03T16:00'), shift('2026-03-03T15:30', '2026-03-03T20:00')];
    expect(values({ duties }, 'OVERLAP')).toEqual([30]);
  });

  test('two duties that touch do not overlap', () => {
    const duties = [shift('2026-03-03T08:00', '2026-03-03T16:00'), shift('2026-03-03T16:00', '2026-03-03T20:00')];
    expect(values({ duties }, 'OVERLAP')).toEqual([]);
  });

  test.each([
    ['2026-03-03T12:40', [40]],
    ['2026-03-03T12:41', []],
  ])('41 minutes of travel from 12:00 and a start at %s', (start, expected) => {
    const duties = [
      shift('2026-03-03T08:00', '2026-03-03T12:00'),
      shift(start, '2026-03-03T17:00', { site: 'taunton' }),
    ];
    expect(values({ duties }, 'TRAVEL')).toEqual(expected);
  });

  test('a night into the first day of leave counts its minutes after midnight', () => {
    const leave = [{ kind: 'study', from: '2026-03-10', to: '2026-03-11' }] as const;
    expect(values({ duties: nights('2026-03', [9]), person: { leave } }, 'LEAVE')).toEqual([480]);
  });

  test('a duty before the period is history and not itself a finding', () => {
    const duties = [shift('2026-03-01T08:00', '2026-03-01T16:00'), shift('2026-03-01T15:30', '2026-03-01T20:00')];
    expect(values({ duties }, 'OVERLAP')).toEqual([]);
  });
});
