import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPerson, checkPersonBy, checkRota, furtherRules, rules } from './check.ts';
import type { Duty } from './model.ts';
import { aFrame, anEmployment, aResident, at, aWorker, onCall, shift, shiftsOn } from './testing.ts';

const MINUTE = 60_000;

test('the registry holds every rule of a rota once, each in its own file with its tests', () => {
  const files = readdirSync(new URL('./rules', import.meta.url));
  const ids = [...rules.keys(), ...furtherRules.keys()];
  expect(rules.size).toBe(26);
  for (const id of ids) {
    expect(files).toContain(`${id.toLowerCase()}.ts`);
    expect(files).toContain(`${id.toLowerCase()}.test.ts`);
  }
});

test('the law judges everybody, the pack of resident doctors only those who have it in any employment', () => {
  const duties = shiftsOn('2026-03-02', 14, ['08:00', '22:00']);
  const packs = (employments: ReturnType<typeof anEmployment>[]) =>
    new Set(checkPerson(aFrame(), aResident({ employments }), duties).map(({ rule }) => rules.get(rule)!.pack));
  expect(packs([])).toEqual(new Set(['WTR']));
  expect(packs([anEmployment('WTR')])).toEqual(new Set(['WTR']));
  expect(packs([anEmployment('WTR'), anEmployment('EN-RD-2016', { employer: 'RX2' })])).toEqual(
    new Set(['WTR', 'EN-RD-2016']),
  );
});

test('some of the rules find what they find among all of them', () => {
  const duties = shiftsOn('2026-03-02', 14, ['08:00', '22:00']);
  const some = new Map([...rules].filter(([id]) => id.startsWith('WTR')));
  const found = checkPersonBy(some, { frame: aFrame(), person: aResident(), duties });
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(checkPerson(aFrame(), aResident(), duties).filter(({ rule }) => some.has(rule)));
});

test('a person without duties has no findings', () => {
  expect(checkPerson(aFrame(), aResident(), [])).toEqual([]);
});

test('nothing is found twice when the pack changes its version, with the same numbers, inside the period', () => {
  const frame = aFrame({ period: { from: '2026-01-12', to: '2026-03-02' } });
  const duties = shiftsOn('2026-01-30', 9, ['08:00', '20:00']);
  const found = checkPerson(frame, aResident(), duties).filter(({ rule }) => rule === 'RD-LONG4');
  expect(found.map(({ value }) => value)).toEqual([9]);
});

test('a rota is judged person by person', () => {
  const people = [
    { person: aWorker({ id: 'second' }), duties: [shift('2026-03-02 08:00', '2026-03-02 16:00')] },
    { person: aWorker({ id: 'first' }), duties: [shift('2026-03-03 08:00', '2026-03-03 15:00')] },
  ];
  expect(checkRota(aFrame(), people).map(({ person, rule }) => [person, rule])).toEqual([
    ['second', 'WTR-BREAK'],
    ['first', 'WTR-BREAK'],
  ]);
});

/** Duties of a few weeks around the change of the clocks, on a grid of 30 minutes. */
const someDuties = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 48 * 45 }),
      length: fc.integer({ min: 1, max: 60 }),
      isOnCall: fc.boolean(),
      site: fc.constantFrom('A', 'B'),
      breakMinutes: fc.constantFrom(0, 30, 60),
    }),
    { maxLength: 40 },
  )
  .map((drafts) =>
    drafts.map(({ start, length, isOnCall, site, breakMinutes }, i): Duty => {
      const from = at('2026-03-01 00:00') + start * 30 * MINUTE;
      const kind = isOnCall ? 'on-call' : 'shift';
      const expectedWorkMinutes = isOnCall ? length * 5 : 0;
      return {
        id: `d${i}`,
        site,
        kind,
        start: from,
        end: from + length * 30 * MINUTE,
        breakMinutes,
        expectedWorkMinutes,
      };
    }),
  );
const frame = aFrame({ travelMinutes: () => 25 });

test('the order in which duties are given plays no part', () => {
  fc.assert(
    fc.property(someDuties, (duties) => {
      expect(checkPerson(frame, aResident(), duties.toReversed())).toEqual(checkPerson(frame, aResident(), duties));
    }),
    { numRuns: 100 },
  );
});

test('every finding is past its limit, names duties of the person in order, and says how to mend it', () => {
  fc.assert(
    fc.property(someDuties, (duties) => {
      const starts = new Map(duties.map(({ id, start }) => [id, start]));
      for (const finding of checkPerson(frame, aResident(), duties)) {
        expect(finding.value).not.toBe(finding.limit);
        expect(finding.to).toBeGreaterThanOrEqual(finding.from);
        expect(finding.mend).toMatch(/^[A-Z].*\.$/);
        const order = finding.duties.map((id) => starts.get(id)!);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
        expect(new Set(finding.duties).size).toBe(finding.duties.length);
      }
    }),
    { numRuns: 100 },
  );
});

test('on-call without expected work adds no hours', () => {
  const hourRules = ['RD-72', 'RD-AVG48', 'RD-13', 'WTR-48', 'WTR-DAILY', 'RD-REST11'];
  const hours = (duties: readonly Duty[]) =>
    checkPerson(frame, aResident(), duties)
      .filter(({ rule }) => hourRules.includes(rule))
      .map(({ rule, from, value }) => [rule, from, value]);
  fc.assert(
    fc.property(someDuties, (duties) => {
      const calls = [onCall('2026-03-10 08:00', '2026-03-11 08:00'), onCall('2026-03-20 08:00', '2026-03-21 08:00')];
      expect(hours([...duties, ...calls])).toEqual(hours(duties));
    }),
    { numRuns: 100 },
  );
});
