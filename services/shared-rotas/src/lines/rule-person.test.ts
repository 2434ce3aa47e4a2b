import { expect, test } from 'vitest';
import { contractedMinutes, workMinutesOf } from './rule-person.ts';

const person = (wtes: readonly number[], leave: readonly { from: string; to: string }[] = []) => ({
  id: 'p1',
  optOut48: false,
  employments: wtes.map((wte, index) => ({
    employer: `R${index}`,
    assignment: '1',
    pack: 'WTR' as const,
    wte,
    annualLeaveDays: 27,
  })),
  leave: leave.map((days) => ({ kind: 'annual' as const, ...days })),
});
const fourWeeks = { from: '2026-03-02', to: '2026-03-30' };

test('a whole-time post is 40 hours a week', () => {
  expect(contractedMinutes(person([1]), fourWeeks)).toBe(160 * 60);
});

test('two posts of one person are counted together', () => {
  expect(contractedMinutes(person([0.6, 0.2]), fourWeeks)).toBe(128 * 60);
});

test('a week of leave takes a week out, once however often it is entered, and only inside the period', () => {
  const week = { from: '2026-03-09', to: '2026-03-16' };
  expect(contractedMinutes(person([1], [week, week]), fourWeeks)).toBe(120 * 60);
  expect(contractedMinutes(person([1], [{ from: '2026-02-01', to: '2026-03-02' }]), fourWeeks)).toBe(160 * 60);
});

test('an on-call period counts the work that is expected of it', () => {
  const start = Date.parse('2026-03-07T08:00:00Z');
  expect(workMinutesOf({ kind: 'on-call', start, end: start + 86_400_000, expectedWorkMinutes: 180 })).toBe(180);
  expect(workMinutesOf({ kind: 'shift', start, end: start + 3_600_000, expectedWorkMinutes: 0 })).toBe(60);
});
