import { expect, test } from 'vitest';
import { describeFinding } from './describe-finding.ts';
import { aFrame, findingsOf, shift, shiftsOn } from './testing.ts';

const sentences = (rule: string, duties: ReturnType<typeof shiftsOn>, frame = aFrame()) =>
  findingsOf({ rule, duties, frame }).map((finding) => describeFinding(finding, 'Europe/London'));

test('a limit exceeded is told with number, window in local time, limit and source', () => {
  expect(sentences('RD-13', [shift('2026-04-02 08:00', '2026-04-02 21:01')])).toEqual([
    'RD-13: 13 h 01 in one shift from Thu 2 Apr 2026 08:00 to Thu 2 Apr 2026 21:01, at most 13 h allowed (TCS 2016 Sch 3 para 9).',
  ]);
});

test('a rest too short is told with what is needed, and that the contract be read', () => {
  const duties = [shift('2026-03-28 12:00', '2026-03-28 22:00'), shift('2026-03-29 08:30', '2026-03-29 12:00')];
  expect(sentences('RD-REST11', duties)).toEqual([
    'RD-REST11: 9 h 30 of rest from Sat 28 Mar 2026 22:00 to Sun 29 Mar 2026 08:30, at least 11 h needed (TCS 2016 Sch 3 para 19; check against your contract).',
  ]);
});

test('counts and minutes are told as such', () => {
  expect(sentences('RD-LONG4', shiftsOn('2026-03-02', 5, ['08:00', '20:00']))).toEqual([
    'RD-LONG4: 5 long shifts in a row from Mon 2 Mar 2026 08:00 to Fri 6 Mar 2026 20:00, at most 4 allowed (TCS 2016 Sch 3 para 10).',
  ]);
  expect(sentences('WTR-BREAK', [shift('2026-03-02 08:00', '2026-03-02 16:00', { breakMinutes: 10 })])).toEqual([
    'WTR-BREAK: 10 min of break from Mon 2 Mar 2026 08:00 to Mon 2 Mar 2026 16:00, at least 20 min needed (Working Time Regulations 1998 reg 12).',
  ]);
});

test('a number a hair past its limit never reads as the limit', () => {
  const frame = aFrame({ travelMinutes: () => 1 });
  const next = shift('2026-03-03 07:00', '2026-03-03 12:00', { site: 'B' });
  const [sentence] = sentences('RD-REST11', [shift('2026-03-02 08:00', '2026-03-02 20:00'), next], frame);
  expect(sentence).toContain('10 h 59 of rest');
});

test('a rule that is not known is refused', () => {
  const [finding] = findingsOf({ rule: 'RD-13', duties: [shift('2026-04-02 08:00', '2026-04-02 22:00')] });
  expect(() => describeFinding({ ...finding!, rule: 'RD-99' }, 'Europe/London')).toThrow("Rule 'RD-99' is not known");
});
