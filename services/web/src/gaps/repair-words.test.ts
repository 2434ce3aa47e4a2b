import { expect, test } from 'vitest';
import { aimsWords, byRota, disturbedWords, dutyWords, openWords } from './repair-words.ts';

test('a proposal says what it costs in people, and what it leaves open', () => {
  const words = [
    { people: 0, atShortNotice: 0 },
    { people: 1, atShortNotice: 1 },
    { people: 2, atShortNotice: 0 },
    { people: 3, atShortNotice: 1 },
    { people: 2, atShortNotice: 2 },
  ].map(disturbedWords);
  expect(words).toEqual([
    'Nobody is disturbed',
    '1 person is disturbed, at short notice',
    '2 people are disturbed, nobody at short notice',
    '3 people are disturbed, 1 at short notice',
    '2 people are disturbed, all at short notice',
  ]);
  expect([openWords([]), openWords([{ places: 1 }]), openWords([{ places: 1 }, { places: 2 }])]).toEqual([
    'Every place is filled',
    '1 place stays open',
    '3 places stay open',
  ]);
});

test('what hours, shares and travel say is apart from what is open', () => {
  const cost = (gaps: number, total: number) => ({ gaps, total });
  expect([
    aimsWords({ before: cost(5000, 5100), after: cost(0, 55) }),
    aimsWords({ before: cost(5000, 5100), after: cost(0, 101) }),
    aimsWords({ before: cost(0, 7), after: cost(0, 7) }),
  ]).toEqual([
    'Hours, fair shares and travel: 45 points better',
    'Hours, fair shares and travel: 1 point worse',
    'Hours, fair shares and travel: as before',
  ]);
});

test('a duty is told by day, time, code, role and site', () => {
  const on = { date: '2026-03-03', start: '2026-03-03T08:00:00Z', end: '2026-03-03T14:00:00Z' };
  expect(dutyWords({ ...on, code: 'T', role: 'registrar', siteName: 'Northgate' })).toBe(
    'Tue 3 Mar 08:00 to 14:00 T registrar, Northgate',
  );
});

test('what was just opened is asked about rota by rota', () => {
  const gaps = [
    { duty: 'a', rota: 'one' },
    { duty: 'b', rota: 'two' },
    { duty: 'c', rota: 'one' },
    { duty: 'd', rota: 'three' },
  ];
  expect(byRota(gaps, new Set(['a', 'b', 'c']))).toEqual([
    { rota: 'one', fill: ['a', 'c'] },
    { rota: 'two', fill: ['b'] },
  ]);
});
