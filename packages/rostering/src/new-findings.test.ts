import { expect, test } from 'vitest';
import { checkPerson } from './check.ts';
import type { Duty, Finding } from './model.ts';
import { newFindings } from './new-findings.ts';
import { aFrame, aResident, shift, shiftsOn } from './testing.ts';

const judged = (duties: readonly Duty[]): Finding[] => checkPerson(aFrame(), aResident(), duties);
const rulesOf = (findings: readonly Finding[]) => findings.map(({ rule }) => rule);
const six = shiftsOn('2026-03-02', 6, ['08:00', '20:00']);

test('what an edit leaves as it was does not count', () => {
  const before = judged(six);
  expect(rulesOf(before)).toContain('RD-LONG4');
  expect(newFindings(before, judged([...six, shift('2026-03-20 08:00', '2026-03-20 12:00')]))).toEqual([]);
});

test('what an edit makes worse counts', () => {
  const longer = shiftsOn('2026-03-02', 7, ['08:00', '20:00']);
  const found = newFindings(judged(six), judged(longer));
  expect(found.find(({ rule }) => rule === 'RD-LONG4')!.value).toBe(7);
});

test('taking a duty away makes a shorter run, and no new finding', () => {
  expect(rulesOf(newFindings(judged(six), judged(six.slice(1))))).toEqual([]);
  expect(rulesOf(judged(six.slice(1)))).toContain('RD-LONG4');
});

test('a second finding like one that was there counts', () => {
  const first = shift('2026-03-02 08:00', '2026-03-02 12:00', { id: 'first' });
  const twice = [first, shift('2026-03-02 08:00', '2026-03-02 12:00', { id: 'second' })];
  const thrice = [...twice, shift('2026-03-02 08:00', '2026-03-02 12:00', { id: 'third' })];
  const found = newFindings(judged(twice), judged(thrice));
  expect(rulesOf(found)).toEqual(['OVERLAP', 'OVERLAP']);
});

test('a rest that gets shorter is worse, one that gets longer is not', () => {
  const late = shift('2026-03-02 12:00', '2026-03-02 23:00');
  const next = (time: string) => judged([late, shift(`2026-03-03 ${time}`, '2026-03-03 14:00', { id: 'next' })]);
  expect(rulesOf(newFindings(next('08:00'), next('07:00')))).toContain('RD-REST11');
  expect(rulesOf(newFindings(next('08:00'), next('09:00')))).not.toContain('RD-REST11');
});

test('findings of another person excuse nothing', () => {
  const before = judged(six).map((finding) => ({ ...finding, person: 'p2' }));
  expect(newFindings(before, judged(six))).toEqual(judged(six));
});
