import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { judgeOf } from './judge.ts';
import { insert } from './line-items.ts';
import { problemOf } from './problem-data.ts';
import { quickStop } from './quick-stop.ts';
import { tabulate } from './tables.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 60_000 });

test('a quick reason is one that the rules give as well', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.nat(1_000_000), (seed) => {
      const size = { seed, people: 6, from: '2026-10-19', days: 8, count: 1, pins: 6 };
      const t = tabulate(problemOf(inventedHospital(size)));
      const judge = judgeOf(t);
      for (let person = 0; person < t.people; person++) {
        const line = t.fixed[person]!;
        for (let duty = 0; duty < t.duties; duty++) {
          if (line.includes(duty)) continue;
          const quick = quickStop(t, person, line, duty);
          if (!quick) continue;
          const longer = line.slice();
          insert(t, longer, duty);
          const { stoppedBy } = judge.line(person, longer);
          // Leave of a duty that is also held twice is excused by the finding that was there before; the overlap is not.
          const rules = {
            'on-leave': ['LEAVE', 'OVERLAP'],
            'already-working': ['OVERLAP'],
            'RD-REST11': ['RD-REST11'],
          };
          expect(stoppedBy.some((rule) => rules[quick].includes(rule))).toBe(true);
          seen.add(quick);
        }
      }
    }),
    { numRuns: 60 },
  );
  expect([...seen].sort()).toEqual(['RD-REST11', 'already-working', 'on-leave']);
});
