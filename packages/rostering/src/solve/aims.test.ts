import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byStart } from '../line.ts';
import type { Duty } from '../model.ts';
import { aFrame, shift } from '../testing.ts';
import { addDays, instantOf } from '../zone.ts';
import { aimsOf, clashesOf, heldOf } from './aims.ts';

const frame = aFrame({ travelMinutes: (from, to) => from.charCodeAt(0) + to.charCodeAt(0) - 100 });
const weights = { softFinding: 50, hoursBalance: 3, travelMinute: 2 };
const { period, zone } = frame;
const at = (day: string) => instantOf(zone, day, '00:00');

/** Of the whole line afresh. */
function costOf(duties: readonly Duty[], contracted: number | null): number {
  const inPeriod = duties.filter(({ start }) => start >= at(period.from) && start < at(period.to));
  const work = inPeriod.reduce((sum, { start, end }) => sum + (end - start) / 60_000, 0);
  let travel = 0;
  const line = duties.toSorted(byStart);
  line.slice(1).forEach(({ site }, index) => {
    if (site !== line[index]!.site) travel += frame.travelMinutes(line[index]!.site, site);
  });
  const hours = contracted === null ? 0 : Math.round(((work - contracted) / 60) ** 2);
  return weights.hoursBalance * hours + weights.travelMinute * travel;
}

const someShift = fc.record({
  day: fc.integer({ min: -10, max: 50 }),
  from: fc.constantFrom('07:00', '09:30', '13:00'),
  to: fc.constantFrom('15:00', '17:30', '22:00'),
  site: fc.constantFrom('A', 'B', 'C'),
});

test('the aims of a change are what the whole line costs more', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(someShift, { minLength: 3, maxLength: 15, selector: ({ day }) => day }),
      fc.option(fc.integer({ min: 0, max: 9000 })),
      fc.array(fc.nat(14), { maxLength: 3 }),
      (shifts, contracted, gone) => {
        const [duty, ...held] = shifts.map(({ day, from, to, site }) => {
          const date = addDays(period.from, day);
          return shift(`${date} ${from}`, `${date} ${to}`, { site });
        });
        const line = held.toSorted(byStart);
        const givenUp = [...new Set(gone.flatMap((index) => line[index] ?? []))];
        const aims = aimsOf(frame, weights, heldOf(frame, line, contracted), duty!);
        const after = [...line.filter((each) => !givenUp.includes(each)), duty!];
        expect(aims.of(givenUp)).toBe(costOf(after, contracted) - costOf(line, contracted));
        expect(aims.floor).toBeLessThanOrEqual(aims.of(givenUp));
      },
    ),
    { numRuns: 1000 },
  );
});

test('clashes are the duties that share time, also long ones that began before', () => {
  const long = shift('2026-03-02 08:00', '2026-03-04 08:00', { id: 'long' });
  const short = shift('2026-03-03 06:00', '2026-03-03 08:00', { id: 'short' });
  const later = shift('2026-03-03 12:00', '2026-03-03 18:00', { id: 'later' });
  const held = heldOf(frame, [long, short, later], null);
  const ids = (from: string, to: string) => clashesOf(held, shift(from, to)).map(({ id }) => id);
  expect(ids('2026-03-03 08:00', '2026-03-03 12:00')).toEqual(['long']);
  expect(ids('2026-03-03 07:00', '2026-03-03 12:01')).toEqual(['long', 'short', 'later']);
  expect(ids('2026-03-04 08:00', '2026-03-04 09:00')).toEqual([]);
});
