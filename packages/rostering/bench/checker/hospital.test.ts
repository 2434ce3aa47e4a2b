import { expect, test } from 'vitest';
import { problemOf } from '../../src/solve/problem-data.ts';
import { solve } from '../../src/solve/solve.ts';
import { inventedHospital } from '../../src/solve/testing/invented-hospital.ts';
import { checkHospital } from './hospital.ts';

const textOf = (placements: readonly { duty: string; person: string }[]) =>
  placements.map(({ duty, person }) => `${duty}\t${person}\n`).join('');

test.each([1, 2, 3, 4, 5])(
  'the cost of a roster is what the search says, and it breaks nothing (seed %i)',
  async (seed) => {
    const size = { seed, people: 12, from: seed % 2 ? '2026-03-23' : '2026-10-19', days: 14, count: 2, pins: 6 };
    const data = inventedHospital(size);
    const { placements, cost } = await solve(problemOf(data), { seed, steps: 500 });
    expect(checkHospital(data, textOf(placements))).toEqual({ cost, hard: 0, breaks: [] });
  },
);

test('what a roster breaks is told', () => {
  const data = inventedHospital({ seed: 1, people: 4, from: '2026-03-02', days: 7, count: 1, pins: 0 });
  const [duty, other] = data.duties.filter(({ eligible }) => eligible.length > 0) as [
    (typeof data.duties)[number],
    (typeof data.duties)[number],
  ];
  const person = duty.eligible[0]!;
  const told = (text: string, of = data) => checkHospital(of, text).breaks.join('; ');
  expect(told(`${duty.id}\tghost\n`)).toContain('ghost is not of the problem');
  expect(told(`${duty.id}\t${person}\n${duty.id}\t${person}\n`)).toContain('twice');
  const closed = { ...data, duties: data.duties.map((each) => ({ ...each, eligible: [] })) };
  expect(told(`${duty.id}\t${person}\n`, closed)).toContain(`${person} may not do ${duty.id}`);
  expect(told('', { ...data, pins: [{ duty: other.id, person }] })).toContain('is not kept');
  const full = { ...data, duties: data.duties.map((each) => ({ ...each, count: 0 })) };
  expect(told(`${duty.id}\t${person}\n`, full)).toContain('more than 0');
  const own = data.duties.filter(({ eligible }) => eligible.includes(person));
  const everything = own.map(({ id }) => `${id}\t${person}\n`).join('');
  expect(told(everything)).toMatch(/breaks [A-Z-]+\d* from 2026/);
});
