import { expect, test } from 'vitest';
import { readCurtois } from '../formats/curtois.ts';
import { inventedCurtois } from '../formats/testing/invented-curtois.ts';
import { type Ask, closeCrew, crewFor, helpCrew, inTurn, leadCrew } from './crew.ts';
import { lineSearch } from './line-search.ts';
import { FREE } from './price.ts';
import { rosterCost } from './score.ts';
import { solveLines } from './solve.ts';

const invented = (seed: number) =>
  readCurtois(inventedCurtois({ days: 28, staff: 6, shifts: 2, seed }), `invented-${seed}`).instance;

function askOf(instance: ReturnType<typeof invented>, changes: Partial<Ask> = {}): Ask {
  return {
    people: [0, 2, 3, 5],
    prices: Float64Array.from({ length: instance.days * instance.codes.length }, (_, cell) => (cell * 37) % 101),
    from: 7,
    to: 21,
    fix: instance.people.map(() => null),
    ceilings: new Float64Array(4).fill(Number.POSITIVE_INFINITY),
    lines: instance.people.map(() => new Int16Array(instance.days).fill(-1)),
    ...changes,
  };
}

test('What is asked of a crew is answered as by one thread: windows, fixed days and ceilings', () => {
  const instance = invented(3);
  const alone = inTurn(lineSearch(instance));
  const crew = leadCrew(crewFor(instance), instance, lineSearch(instance));
  const fixed = new Int16Array(instance.days).fill(FREE);
  fixed[10] = -1;
  const asks = [
    askOf(instance),
    askOf(instance, { from: 0, to: instance.days }),
    askOf(instance, { fix: instance.people.map((_, person) => (person === 2 ? fixed : null)) }),
    askOf(instance, { ceilings: new Float64Array(4).fill(-1e9) }),
  ];
  for (const ask of asks) {
    const answers = crew(ask);
    expect(answers.map(({ found }) => found)).toEqual(alone(ask).map(({ found }) => found));
    answers.forEach(({ found, line }, place) => {
      if (found?.keepsRules) expect(line).toEqual(alone(ask)[place]!.line);
    });
  }
});

test('A helper leaves when the crew is let go', () => {
  const instance = invented(4);
  const crew = crewFor(instance);
  closeCrew(
    crew,
    Float64Array.from(instance.rows, (_, row) => row),
  );
  helpCrew(
    crew,
    instance,
    lineSearch(instance),
    () => false,
    () => expect.unreachable('nothing was asked'),
  );
  expect(crew.rowPrices[instance.rows.length - 1]).toBe(instance.rows.length - 1);
});

test('What two threads that price together prove holds for what one thread finds, and the other way round', async () => {
  const instance = invented(1);
  const options = { seed: 1, seconds: 60, gap: 0.2 };
  const one = await solveLines(instance, { ...options, threads: 1 });
  const two = await solveLines(instance, { ...options, threads: 2 });
  expect(rosterCost(instance, two.lines)).toBe(two.cost);
  expect(two.bound!).toBeLessThanOrEqual(one.cost);
  expect(one.bound!).toBeLessThanOrEqual(two.cost);
});
