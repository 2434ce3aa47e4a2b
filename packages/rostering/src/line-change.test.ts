import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkLine } from './check.ts';
import { lineOf } from './line.ts';
import { lineWith, lineWithout } from './line-change.ts';
import type { Duty, Frame, Person } from './model.ts';
import { aFrame, aResident } from './testing.ts';
import { addDays, DAY, HOUR, instantOf } from './zone.ts';

const PERIOD = { from: '2026-03-16', to: '2026-04-13' };
const frame: Frame = aFrame({
  period: PERIOD,
  known: { from: addDays(PERIOD.from, -364), to: addDays(PERIOD.to, 364) },
  travelMinutes: (from, to) => (from === to ? 0 : 70),
});
const person: Person = aResident({ leave: [{ kind: 'annual', from: '2026-03-25', to: '2026-03-28' }] });

const shapes = [
  { kind: 'shift', from: '08:00', hours: 12.5 },
  { kind: 'shift', from: '09:00', hours: 8 },
  { kind: 'shift', from: '13:00', hours: 10.5 },
  { kind: 'shift', from: '18:30', hours: 3 },
  { kind: 'shift', from: '20:00', hours: 12 },
  { kind: 'on-call', from: '17:00', hours: 16 },
] as const;

/** Runs of the same duty over 200 days on either side of the period: long runs, breaks, duties that overlap or chain. */
const someDuties = fc
  .array(
    fc.record({
      day: fc.integer({ min: -200, max: 228 }),
      length: fc.integer({ min: 1, max: 40 }),
      shape: fc.constantFrom(...shapes),
      site: fc.constantFrom('A', 'B'),
    }),
    { minLength: 3, maxLength: 20 },
  )
  .map((runs) =>
    runs.flatMap(({ day, length, shape, site }, run) =>
      Array.from({ length }, (_, turn): Duty => {
        const start = instantOf(frame.zone, addDays(PERIOD.from, day + turn), shape.from);
        return {
          id: `${run}-${turn}`,
          site,
          kind: shape.kind,
          start,
          end: start + shape.hours * HOUR,
          breakMinutes: 30,
          expectedWorkMinutes: shape.kind === 'on-call' ? 120 : 0,
        };
      }),
    ),
  );

test('what lies far from the period makes no finding in it but by sums of work', () => {
  let shorter = 0;
  fc.assert(
    fc.property(someDuties, (duties) => {
      const near = lineOf(frame, person, duties, 'near');
      const whole = lineOf(frame, person, duties);
      if (near.spells.length < whole.spells.length) shorter++;
      expect(checkLine(near)).toEqual(checkLine(whole));
    }),
    { numRuns: 300, seed: 6 },
  );
  expect(shorter).toBeGreaterThan(100);
});

test('a window of on-call periods that begins in the period is seen to its end', () => {
  const duties = [27, 28, 30, 33].map((day): Duty => {
    const start = instantOf(frame.zone, addDays(PERIOD.from, day), '17:00');
    const times = { start, end: start + 16 * HOUR, breakMinutes: 0, expectedWorkMinutes: 0 };
    return { id: `${day}`, site: 'A', kind: 'on-call', ...times };
  });
  const rulesOf = (extent: 'near' | 'whole') =>
    checkLine(lineOf(frame, person, duties, extent)).map(({ rule }) => rule);
  expect(rulesOf('near')).toContain('RD-OC3IN7');
  expect(rulesOf('near')).toEqual(rulesOf('whole'));
});

test('a line with a duty more or less is judged as if it had been prepared afresh', () => {
  fc.assert(
    fc.property(someDuties, fc.array(fc.nat(10_000), { minLength: 1, maxLength: 8 }), (duties, picks) => {
      const held = new Set(duties.filter((_, index) => index % 3 > 0));
      let line = lineOf(frame, person, [...held], 'near');
      for (const pick of picks) {
        const duty = duties[pick % duties.length]!;
        line = held.has(duty) ? lineWithout(line, duty) : lineWith(line, duty);
        if (!held.delete(duty)) held.add(duty);
        const afresh = lineOf(frame, person, [...held]);
        expect(line.duties).toEqual(afresh.duties);
        expect(line.work).toEqual(afresh.work);
        expect(checkLine(line)).toEqual(checkLine(afresh));
      }
    }),
    { numRuns: 300, seed: 6 },
  );
});

test('what a change does not touch stays the same object', () => {
  const at = (day: number) => instantOf(frame.zone, addDays(PERIOD.from, day), '09:00');
  const duties = [0, 1, 2, 7].map(
    (day): Duty => ({
      id: `${day}`,
      site: 'A',
      kind: 'shift',
      start: at(day),
      end: at(day) + 8 * HOUR,
      breakMinutes: 30,
      expectedWorkMinutes: 0,
    }),
  );
  const line = lineOf(frame, person, duties);
  const longer = lineWith(line, { ...duties[3]!, id: 'new', start: at(4), end: at(4) + DAY / 4 });
  expect(longer.spells.map((spell) => line.spells.includes(spell))).toEqual([true, true, false, false, true]);
  expect(lineWithout(longer, longer.duties[3]!).spells).toEqual(line.spells);
});
