import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { checkLineBy, checkPerson } from '../check.ts';
import { findingsByRule } from '../findings-by-rule.ts';
import { byStart, lineOf } from '../line.ts';
import type { Duty, Frame, Person } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { allRules } from '../rules/all.ts';
import { aFrame, anEmployment, aResident } from '../testing.ts';
import { addDays, HOUR, instantOf } from '../zone.ts';
import { aimsOf, clashesOf, heldOf } from './aims.ts';
import { type AskedToGiveUp, cheapestGivingUp } from './giving-up.ts';
import { makersOf, stopsOf } from './stops.ts';

vi.setConfig({ testTimeout: 120_000 });

const PERIOD = { from: '2026-03-16', to: '2026-04-06' };
const frame: Frame = aFrame({
  period: PERIOD,
  known: { from: addDays(PERIOD.from, -364), to: addDays(PERIOD.to, 364) },
  travelMinutes: (from, to) => (from === to ? 0 : 45),
});

const shapes = [
  { kind: 'shift', from: '08:00', hours: 12.5 },
  { kind: 'shift', from: '09:00', hours: 8 },
  { kind: 'shift', from: '12:00', hours: 11.5 },
  { kind: 'shift', from: '18:30', hours: 3 },
  { kind: 'shift', from: '20:00', hours: 12 },
  { kind: 'on-call', from: '17:00', hours: 15 },
] as const;

type Run = { day: number; length: number; shape: (typeof shapes)[number]; site: string };

const dutyOf = (id: string, { day, shape, site }: Omit<Run, 'length'>): Duty => {
  const start = instantOf(frame.zone, addDays(PERIOD.from, day), shape.from);
  const expectedWorkMinutes = shape.kind === 'on-call' ? 120 : 0;
  const end = start + shape.hours * HOUR;
  return { id, site, kind: shape.kind, start, end, breakMinutes: 45, expectedWorkMinutes };
};

const place = { shape: fc.constantFrom(...shapes), site: fc.constantFrom('A', 'B') };
/** Runs of duties from a week before the period to a week after it; of two at the same time the earlier one is kept. */
const someDuties = fc
  .array(fc.record({ day: fc.integer({ min: -7, max: 26 }), length: fc.integer({ min: 1, max: 6 }), ...place }), {
    minLength: 2,
    maxLength: 9,
  })
  .map((runs) => {
    const duties: Duty[] = [];
    runs.forEach((run, index) => {
      for (let turn = 0; turn < run.length; turn++) {
        const duty = dutyOf(`${index}-${turn}`, { ...run, day: run.day + turn });
        if (duties.every((other) => other.start >= duty.end || other.end <= duty.start)) duties.push(duty);
      }
    });
    return duties.sort(byStart);
  });
const somebody: fc.Arbitrary<Person> = fc.record({
  id: fc.constant('p'),
  optOut48: fc.boolean(),
  employments: fc.constantFrom([anEmployment('EN-RD-2016')], [anEmployment('WTR')]),
  leave: fc.constant([]),
});

test('a breach stays as bad until one of its makers goes', () => {
  const judged = new Map<string, number>();
  fc.assert(
    fc.property(someDuties, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (duties, goes) => {
      const line = lineOf(frame, aResident(), duties);
      for (const rule of allRules) {
        const found = checkLineBy(rule, line);
        for (const finding of found) {
          const makers = makersOf(rule, line, finding, found);
          const left = duties.filter(({ id }, index) => makers.has(id) || !goes[index % goes.length]);
          const still = checkLineBy(rule, lineOf(frame, aResident(), left));
          const { from, to, value } = finding;
          expect(still.map((each) => [each.from, each.to, each.value])).toContainEqual([from, to, value]);
          judged.set(rule.id, (judged.get(rule.id) ?? 0) + 1);
        }
      }
    }),
    { numRuns: 400, seed: 6 },
  );
  const restless = ['RD-LONG4-REST', 'RD-7-REST', 'RD-LATE4-REST', 'RD-NIGHT-REST', 'RD-72', 'RD-WE2', 'RD-REST11'];
  for (const rule of restless) expect(judged.get(rule) ?? 0, rule).toBeGreaterThan(5);
});

/** Every set of at most two duties, judged whole. */
function byTrying({ line, duty, priceOf, aimsOf: aims, softFinding }: AskedToGiveUp): number | null {
  const before = checkPerson(frame, line.person, line.duties);
  const movable = line.duties.filter((each) => priceOf(each) !== null);
  const choices: Duty[][] = [[]];
  movable.forEach((one, at) => {
    choices.push([one], ...movable.slice(at + 1).map((other) => [one, other]));
  });
  const soft = (findings: readonly { severity: string }[]) =>
    findings.filter(({ severity }) => severity === 'soft').length;
  let best: number | null = null;
  for (const choice of choices) {
    const rest = line.duties.filter((each) => !choice.includes(each));
    if (rest.some(({ start, end }) => start < duty.end && end > duty.start)) continue;
    const after = checkPerson(frame, line.person, [...rest, duty]);
    if (newFindings(before, after).some(({ severity }) => severity === 'hard')) continue;
    const price = choice.reduce((sum, each) => sum + priceOf(each)!, 0);
    const cost = price + aims(choice) + softFinding * (soft(after) - soft(before));
    if (best === null || cost < best) best = cost;
  }
  return best;
}

test('what is given up is the cheapest of all that would do', () => {
  const sizes = [0, 0, 0];
  let none = 0;
  fc.assert(
    fc.property(
      someDuties,
      somebody,
      fc.record({ day: fc.integer({ min: 0, max: 20 }), ...place }),
      fc.array(fc.option(fc.nat(400), { freq: 6 }), { minLength: 10, maxLength: 10 }),
      fc.option(fc.integer({ min: 2000, max: 9000 })),
      (duties, person, wanted, prices, contractedMinutes) => {
        const duty = dutyOf('wanted', wanted);
        const line = lineOf(frame, person, duties, 'near');
        const aims = aimsOf(
          frame,
          { softFinding: 50, hoursBalance: 1, travelMinute: 1 },
          heldOf(frame, line.duties, contractedMinutes),
          duty,
        );
        const asked: AskedToGiveUp = {
          line,
          before: findingsByRule(() => line),
          duty,
          priceOf: (each) => prices[duties.indexOf(each) % prices.length] ?? null,
          aimsOf: aims.of,
          aimsFloor: aims.floor,
          softFinding: 50,
        };
        const found = cheapestGivingUp(asked, stopsOf());
        expect(found?.cost ?? null).toBe(byTrying(asked));
        if (found === null) none++;
        else {
          sizes[found.duties.length]!++;
          const rest = duties.filter((each) => !found.duties.includes(each));
          expect(clashesOf(heldOf(frame, rest, null), duty)).toEqual([]);
          const fresh = newFindings(checkPerson(frame, person, duties), checkPerson(frame, person, [...rest, duty]));
          expect(fresh).toEqual(found.soft);
        }
      },
    ),
    { numRuns: 500, seed: 6 },
  );
  for (const count of [...sizes, none]) expect(count).toBeGreaterThan(20);
});
