/**
 * How soon a published rota is repaired: 300 invented people over 12 weeks at three sites, of whom some fall ill.
 *
 * node packages/rostering/bench/repair.ts [--asked 20] [--seed 1] [--steps 50] [--count 14]
 *
 * Prints by kind of change, as median and 95th percentile, by the wall clock and on one thread: milliseconds to the first
 * answer (places filled by people who are free), to the answer with chains of moves, and to the end of the rounds of
 * improvement; then places that were opened, people disturbed, changes, and places that stay open. `--count` is how many
 * people each duty needs: with 14 all have a little room, with 18 the rota has open places when it is published.
 */
import { parseArgs } from 'node:util';
import type { Placement } from '../src/model.ts';
import { problemOf } from '../src/solve/problem-data.ts';
import { type Random, randomFrom } from '../src/solve/random.ts';
import type { Proposal, RotaChange } from '../src/solve/repair/model.ts';
import { repair } from '../src/solve/repair.ts';
import { solve } from '../src/solve/solve.ts';
import { inventedHospital } from '../src/solve/testing/invented-hospital.ts';
import { addDays, instantOf } from '../src/zone.ts';
import { machineWords } from './machine.ts';

const { values } = parseArgs({
  options: {
    asked: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '50' },
    count: { type: 'string', default: '14' },
  },
});
const [asked, seed, steps, count] = [values.asked, values.seed, values.steps, values.count].map(Number) as [
  number,
  number,
  number,
  number,
];
if (![asked, seed, steps, count].every((each) => Number.isInteger(each) && each >= 0) || asked === 0) {
  process.stderr.write(
    'usage: node packages/rostering/bench/repair.ts [--asked 20] [--seed 1] [--steps 50] [--count 14]\n',
  );
  process.exit(2);
}

const FROM = '2026-10-05';
const write = (line: string) => process.stdout.write(`${line}\n`);
const problem = problemOf(inventedHospital({ seed, people: 300, from: FROM, days: 84, count, pins: 0 }));
const roster = await solve(problem, { seed, steps: 2000 });
const published: Placement[] = roster.placements.map(({ duty, person }) => ({ duty, person }));
write(`${machineWords()}; seed ${seed}, ${asked} changes of each kind, ${count} places a duty, ${steps} steps`);
write(
  `${problem.people.length} people, ${problem.duties.length} duties, ${published.length} places held, ` +
    `${roster.gaps.reduce((sum, { places }) => sum + places, 0)} open when published\n`,
);

const ill = (random: Random, today: string, days: number) => {
  const person = problem.people[random(problem.people.length)]!.id;
  return { person, from: today, to: addDays(today, days) };
};
const KINDS: readonly { what: string; change: (random: Random, today: string) => RotaChange }[] = [
  { what: 'one is ill for 1 to 5 days', change: (random, today) => ({ absent: [ill(random, today, 1 + random(5))] }) },
  { what: 'one is ill for 4 weeks', change: (random, today) => ({ absent: [ill(random, today, 28)] }) },
  {
    what: 'ten are ill for a week',
    change: (random, today) => ({ absent: Array.from({ length: 10 }, () => ill(random, today, 7)) }),
  },
  {
    what: 'a duty is cancelled, one is ill that week',
    change: (random, today) => ({
      absent: [ill(random, today, 7)],
      cancelled: [problem.duties[random(problem.duties.length)]!.id],
    }),
  },
];

const at = (numbers: readonly number[], share: number) =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * share) - 1]!;
const show = (numbers: readonly number[]) =>
  `${Math.round(at(numbers, 0.5))} / ${Math.round(at(numbers, 0.95))}`.padStart(12);
const COLUMNS = ['first ms', 'chains ms', 'all ms', 'opened', 'disturbed', 'changes', 'still open'];
write(`${'median / 95th percentile'.padEnd(44)}${COLUMNS.map((name) => name.padStart(12)).join('')}`);

const random = randomFrom(seed + 1);
for (const { what, change } of KINDS) {
  const columns: number[][] = COLUMNS.map(() => []);
  for (let each = 0; each < asked; each++) {
    const today = addDays(FROM, random(70));
    const options = { now: instantOf('Europe/London', today, '07:00'), change: change(random, today), noticeDays: 42 };
    const times: number[] = [];
    const begin = performance.now();
    const onProgress = (_: Proposal, step: number) => {
      if (step === 0) times.push(performance.now() - begin);
    };
    const proposal = await repair(problem, published, { ...options, seed, steps, onProgress });
    const row = [
      times[0]!,
      times.at(-1)!,
      performance.now() - begin,
      proposal.changes.filter(({ out }) => out?.rule === 'LEAVE').length,
      proposal.disturbed.people,
      proposal.changes.length,
      proposal.gaps.reduce((sum, { places }) => sum + places, 0),
    ];
    row.forEach((number, column) => {
      columns[column]!.push(number);
    });
  }
  write(`${what.padEnd(44)}${columns.map(show).join('')}`);
}
