/**
 * How long the questions about single people take: who can fill a duty, and what one edit breaks.
 *
 * node packages/rostering/bench/people.ts [--asked 40] [--seed 1]
 *
 * Prints milliseconds as median and 95th percentile, by the wall clock and by the processor's time of
 * the whole process (other programs on the machine do not count in it; the garbage collector's threads do). The code is warm. 'first' is the first
 * question about people of whom nothing is remembered yet; 'next' are questions about other duties and the same people.
 */
import { parseArgs } from 'node:util';
import { checkPerson } from '../src/check.ts';
import type { Candidate, Duty } from '../src/model.ts';
import { newFindings } from '../src/new-findings.ts';
import { type FillOptions, whoCanFill } from '../src/solve/who-can-fill.ts';
import { instantOf } from '../src/zone.ts';
import { askedDuties, crowd, crowdFrame } from './crowd.ts';
import { machineWords } from './machine.ts';

const { values } = parseArgs({
  options: { asked: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' } },
});
const asked = Number(values.asked);
const seed = Number(values.seed);
if (!Number.isInteger(asked) || asked < 1 || !Number.isInteger(seed)) {
  process.stderr.write('usage: node packages/rostering/bench/people.ts [--asked 40] [--seed 1]\n');
  process.exit(2);
}

const write = (line: string) => process.stdout.write(`${line}\n`);
type Time = { readonly wall: number; readonly processor: number };
const at = (times: number[], share: number) =>
  times
    .toSorted((a, b) => a - b)
    [Math.ceil(times.length * share) - 1]!.toFixed(3)
    .padStart(9);
function show(what: string, times: readonly Time[]): void {
  const wall = times.map((each) => each.wall);
  const processor = times.map((each) => each.processor);
  write(`${what.padEnd(74)} ${at(wall, 0.5)} ${at(wall, 0.95)} ${at(processor, 0.5)} ${at(processor, 0.95)}`);
}
function timed(ask: () => unknown): Time {
  const used = process.cpuUsage();
  const begin = performance.now();
  ask();
  const wall = performance.now() - begin;
  const { user, system } = process.cpuUsage(used);
  return { wall, processor: (user + system) / 1000 };
}

write(`${machineWords()}; seed ${seed}, ${asked} duties asked about\n`);
const heads = ['wall', 'p95', 'processor', 'p95'].map((head) => head.padStart(9)).join(' ');
write(`${'milliseconds, median and 95th percentile'.padEnd(74)} ${heads}`);
/** Everybody may give up one or two duties that begin in the period; others may take those. */
const optionsFor = (people: readonly Candidate[], enough: number): FillOptions => {
  const begin = instantOf(crowdFrame.zone, crowdFrame.period.from, '00:00');
  const takers = (duty: Duty) => people.filter(({ id }) => !duty.id.startsWith(`${id.slice('person-'.length)}-`));
  return { enough, givingUp: { gapCost: (_, { start }) => (start < begin ? null : 2000), changeTax: 100, takers } };
};

const firstPeople = crowd(500, 0, seed + 1);
for (const duty of askedDuties(10, seed + 1)) whoCanFill(crowdFrame, duty, firstPeople, optionsFor(firstPeople, 500));

for (const { people, history, enough } of [
  { people: 500, history: 0, enough: 50 },
  { people: 500, history: 0, enough: 500 },
  { people: 500, history: 365, enough: 500 },
  { people: 5000, history: 0, enough: 50 },
  { people: 5000, history: 0, enough: 5000 },
]) {
  const candidates = crowd(people, history, seed);
  const duties = askedDuties(asked, seed);
  const past = history > 0 ? ' and a year before' : '';
  const title = `who can fill, ${people} people × 4 weeks${past}, ${enough === people ? 'all' : enough} judged`;
  const firsts = duties.slice(0, 5).map((duty) => {
    const unknown = candidates.map((candidate) => ({ ...candidate }));
    return timed(() => whoCanFill(crowdFrame, duty, unknown, optionsFor(unknown, enough)));
  });
  show(`${title}, first`, firsts);
  show(
    `${title}, next`,
    duties.map((duty) => timed(() => whoCanFill(crowdFrame, duty, candidates, optionsFor(candidates, enough)))),
  );
}

const residents = crowd(200, 365, seed);
const edits = askedDuties(10, seed + 1).flatMap((duty) => residents.map((person) => ({ duty, person })));
const checks = edits.map(({ duty, person }) =>
  timed(() => {
    const before = checkPerson(crowdFrame, person, person.elsewhere);
    newFindings(before, checkPerson(crowdFrame, person, [...person.elsewhere, duty]));
  }),
);
show('one edit checked, before and after, a year of history', checks);
