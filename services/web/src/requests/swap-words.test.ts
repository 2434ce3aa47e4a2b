import { expect, test } from 'vitest';
import { dutyWords, type MySwap, requestWords, type SwapDuty } from './swap-words.ts';

const duty = {
  date: '2026-03-02',
  start: '2026-03-02T08:00:00Z',
  end: '2026-03-02T16:00:00Z',
  code: 'D',
  role: 'registrar',
  siteName: 'Yeovil',
} as SwapDuty;
const [ada, bo] = [
  { person: 'p1', name: 'Ada' },
  { person: 'p2', name: 'Bo' },
];
const swap = { mine: 'giver', giver: ada, asked: null, taker: null, inReturn: null } as unknown as MySwap;

test('a duty is told with its day, times, code, role and site', () => {
  expect(dutyWords(duty)).toBe('Mon 2 Mar, 08:00 to 16:00, D registrar, Yeovil');
  expect(dutyWords(null)).toBe('a duty that is not there any more');
});

test('a request is told to each of its people from their side', () => {
  expect(requestWords(swap)).toBe('You offer this duty to whoever may have it.');
  expect(requestWords({ ...swap, asked: bo })).toBe('You ask Bo to take this duty.');
  expect(requestWords({ ...swap, taker: bo, inReturn: duty })).toBe('You and Bo would swap.');
  expect(requestWords({ ...swap, mine: 'taker', asked: bo, inReturn: duty })).toBe('Ada and you would swap.');
  expect(requestWords({ ...swap, mine: 'offered' } as MySwap)).toBe('Ada offers this duty.');
});
