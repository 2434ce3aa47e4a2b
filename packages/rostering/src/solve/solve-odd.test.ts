import { expect, test, vi } from 'vitest';
import type { OpenDuty, Problem } from '../model.ts';
import { problemOf } from './problem-data.ts';
import { solve } from './solve.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 120_000 });

const hospital = problemOf(inventedHospital({ seed: 2, people: 6, from: '2026-03-02', days: 7, count: 1, pins: 0 }));
const free = hospital.people.map((person) => ({ ...person, leave: [], elsewhere: [] }));
const everybody = free.map(({ id }) => id);
const withDuties = (duties: readonly OpenDuty[]): Problem => ({ ...hospital, people: free, duties });

test('ten thousand people get a roster, or what there is of it when the time is over', async () => {
  const many = problemOf(inventedHospital({ seed: 1, people: 10_000, from: '2026-03-02', days: 2, count: 2, pins: 3 }));
  const roster = await solve(many, { seed: 1, steps: 1_000_000_000, seconds: 0.001 });
  expect(roster.gaps).toEqual([]);
  expect(roster.placements.some(({ why }) => why.startsWith('The first found'))).toBe(true);
  const places = many.duties.reduce((sum, { count }) => sum + count, 0);
  expect(roster.placements.length).toBeGreaterThanOrEqual(places);
});

test('a search ends by time, by idleness and by gap, whatever its steps are', async () => {
  const endless = { seed: 1, steps: Number.MAX_SAFE_INTEGER };
  const steps: number[] = [];
  for (const limit of [{ seconds: 0.2 }, { idleSteps: 5000 }, { gap: 1000 }]) {
    let last = 0;
    await solve(hospital, { ...endless, ...limit, onProgress: ({ step }) => (last = step) });
    steps.push(last);
  }
  expect(Math.max(...steps)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  expect(steps[2]).toBe(0);
});

test('far more is asked for than people may do: every open duty says why', async () => {
  const roster = await solve(withDuties(hospital.duties.map((duty) => ({ ...duty, count: 5, eligible: everybody }))), {
    seed: 1,
    steps: 3000,
  });
  expect(roster.gaps.length).toBeGreaterThan(10);
  for (const { places, reasons } of roster.gaps) {
    expect(places).toBeGreaterThan(0);
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.every(({ reason, people }) => reason !== 'nobody-eligible' && people > 0)).toBe(true);
  }
  expect(new Set(roster.gaps.flatMap(({ reasons }) => reasons.map(({ reason }) => reason))).size).toBeGreaterThan(2);
});

test('leave over the whole period, and more places than people, leave duties open for that reason', async () => {
  const leave = [{ kind: 'sick' as const, from: '2026-03-01', to: '2026-04-01' }];
  const duty = { ...hospital.duties[0]!, count: 100, eligible: everybody };
  const away = await solve(
    { ...withDuties([duty]), people: free.map((person) => ({ ...person, leave })) },
    { seed: 1, steps: 100 },
  );
  expect(away.gaps).toEqual([
    { duty: duty.id, places: 100, reasons: [{ reason: 'on-leave', people: everybody.length }] },
  ]);
  const short = await solve(withDuties([duty]), { seed: 1, steps: 100 });
  expect(short.gaps[0]).toMatchObject({ duty: duty.id, places: 100 - everybody.length });
});

test('pins that break rules stay, also more of them than places, and nothing more is broken', async () => {
  const pins = everybody.flatMap((person) => hospital.duties.map((duty) => ({ duty: duty.id, person })));
  const roster = await solve({ ...withDuties(hospital.duties), pins }, { seed: 1, steps: 500 });
  expect(roster.placements).toHaveLength(pins.length);
  expect(roster.gaps).toEqual([]);
});

test('a duty for nobody and one at the end of time are rostered or open, never in the way', async () => {
  const [one, other] = hospital.duties as [OpenDuty, OpenDuty];
  const far = Date.parse('9000-01-01T00:00:00Z');
  const odd = [
    { ...one, count: 0, eligible: everybody },
    { ...other, start: far, end: far + 8 * 3_600_000, eligible: everybody },
  ];
  const roster = await solve(withDuties(odd), { seed: 1, steps: 200 });
  expect(roster.placements.length + roster.gaps.length).toBe(1);
});
