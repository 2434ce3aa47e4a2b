import { sleep } from 'k6';
import { SharedArray } from 'k6/data';
import exec from 'k6/execution';
import type { BoardQuery, OpenDuty, Slot, TestData } from '../src/test-data.ts';
import { ask, command } from './weft.ts';

const file = __ENV.WEFT_TEST_DATA as string;
const part = <Row>(name: string, of: (data: TestData) => readonly Row[]): Row[] =>
  new SharedArray(name, () => of(JSON.parse(open(file)) as TestData) as Row[]);
const slots = part<Slot>('slots', ({ slots }) => slots);
const managers = part<string>('managers', ({ managers }) => managers);
const people = part<string>('people', ({ people }) => people);
const boards = part<BoardQuery>('boards', ({ boards }) => boards);
const openDuties = part<OpenDuty>('openDuties', ({ openDuties }) => openDuties);
const about = part('about', ({ lag, myDays }) => [{ lag, myDays }])[0] as Pick<TestData, 'lag' | 'myDays'>;

const turn = () => exec.scenario.iterationInTest;
const at = <Row>(rows: readonly Row[], index: number): Row => rows[index % rows.length] as Row;
/** Rows in an order that leaves none out and repeats none until all had their turn. */
const spread = <Row>(rows: readonly Row[], index: number): Row => at(rows, index * 7919);

// The slots go round: each is filled, so many turns later moved, and as many later cleared. The three flows have the
// same rate, so that most commands are accepted although no two iterations know of each other.

/** Fills a first duty that is empty. */
export function fill(): void {
  const { person, first, manager } = at(slots, turn() + 2 * about.lag);
  command('duties.fill', { duty: first, person }, { flow: 'fill', token: at(managers, manager) });
}

/** Moves somebody from their first duty to their second. */
export function move(): void {
  const { person, first, second, manager } = at(slots, turn() + about.lag);
  command('duties.move', { from: first, to: second, person }, { flow: 'move', token: at(managers, manager) });
}

/** Clears a second duty. */
export function clear(): void {
  const { person, second, manager } = at(slots, turn());
  command('duties.clear', { duty: second, person }, { flow: 'clear', token: at(managers, manager) });
}

/** What one person would break on one duty. */
export function checkFill(): void {
  const { duty, person, manager } = spread(openDuties, turn());
  ask('duties.check', { duty, person }, { flow: 'check', token: at(managers, manager) });
}

/** Who could take a duty. */
export function whoCanFill(): void {
  const { duty, manager } = spread(openDuties, turn());
  ask('duties.whoCanFill', { duty }, { flow: 'who-can-fill', token: at(managers, manager) });
}

/** A person's own duties, leave and rules clock. */
export function myRota(): void {
  ask('myRota.get', about.myDays, { flow: 'my-rota', token: spread(people, turn()) });
}

/** Two weeks of a board. */
export function board(): void {
  const { rota, from, to, manager } = spread(boards, turn());
  ask('rotas.board', { rota, from, to }, { flow: 'board', token: at(managers, manager) });
}

const PATIENCE_SECONDS = 60;

/** Starts a roster job, looks how far it is until it has ended, and puts its result aside. */
export function rosterJob(): void {
  const { rota, from, to, manager } = spread(boards, turn());
  const as = { flow: 'roster-job', token: at(managers, manager) };
  const started = command<{ job: string }>('jobs.start', { rotas: [rota], from, to, steps: 300 }, as);
  if (!started) return;
  for (let second = 0; second < PATIENCE_SECONDS; second++) {
    const found = ask<{ stage: string }>('jobs.get', { job: started.job }, as);
    if (found && found.stage !== 'running') return;
    sleep(1);
  }
  command('jobs.cancel', { job: started.job }, as);
}
