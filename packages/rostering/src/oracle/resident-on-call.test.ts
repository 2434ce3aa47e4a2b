import { describe, expect, test } from 'vitest';
import { nurse, onCall, shift, values } from './worked-example.ts';

describe('on-call of resident doctors', () => {
  test('24 hours pass, one minute more does not; the clock change counts', () => {
    expect(values({ duties: [onCall('2026-03-03T08:00', '2026-03-04T08:00')] }, 'RD-OC24')).toEqual([]);
    expect(values({ duties: [onCall('2026-03-03T08:00', '2026-03-04T08:01')] }, 'RD-OC24')).toEqual([1441 / 60]);
    const period = { from: '2026-10-19', to: '2026-11-02' };
    expect(values({ duties: [onCall('2026-10-24T07:00', '2026-10-25T08:00')], period }, 'RD-OC24')).toEqual([25]);
  });

  test('Saturday and Sunday may follow each other, Sunday and Monday may not', () => {
    const on = (day: number) => onCall(`2026-03-0${day}T08:00`, `2026-03-0${day}T20:00`);
    expect(values({ duties: [on(7), on(8)] }, 'RD-OC-CONSEC')).toHaveLength(0);
    expect(values({ duties: [on(8), on(9)] }, 'RD-OC-CONSEC')).toHaveLength(1);
  });

  test('four on-call periods in seven dates are one too many, in eight they are not', () => {
    const on = (day: number) => onCall(`2026-03-0${day}T08:00`, `2026-03-0${day}T20:00`);
    expect(values({ duties: [on(2), on(4), on(6), on(8)] }, 'RD-OC3IN7')).toEqual([4]);
    expect(values({ duties: [on(2), on(4), on(6), on(9)] }, 'RD-OC3IN7')).toEqual([]);
  });

  test('more than ten hours on the day after on-call began is too long', () => {
    const then = (end: string) => [onCall('2026-03-03T20:00', '2026-03-04T08:00'), shift('2026-03-04T09:00', end)];
    expect(values({ duties: then('2026-03-04T19:00') }, 'RD-OC-NEXT10')).toEqual([]);
    expect(values({ duties: then('2026-03-04T19:01') }, 'RD-OC-NEXT10')).toEqual([601 / 60]);
  });

  test('none of the resident rules judge a person of no such pack', () => {
    const duties = [onCall('2026-03-03T08:00', '2026-03-05T08:00')];
    expect(values({ duties, person: { employments: [nurse] } }, 'RD-OC24')).toEqual([]);
  });
});
