import { handler, type Metadata, memoryLog } from '@weft/eventing';
import type { Live } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { boardView } from '../board/view.ts';
import { dutyOpened } from '../duty/events.ts';
import { linesView } from '../lines/view.ts';
import { rotaOpened } from '../rota/events.ts';
import { aDuty, aPlace, aRota, hearNetwork, hearPerson, ids, type Projected, projected } from '../testing.ts';
import { type RosterJobAsked, rosterJobStream } from './decider.ts';
import { USUAL_AIMS } from './events.ts';
import type { Filling, WantedPlace } from './filling.ts';
import { rostersHere } from './rosters-here.ts';
import { type JobRunner, jobRunner } from './runner.ts';
import { rosterJobsView } from './view.ts';

const silent: Live = { caughtUp: async () => {}, onChange: () => async () => {} };
const metadata = (commandId: string): Metadata => ({
  commandId,
  at: '2026-01-02T00:00:00.000Z',
  actor: { person: 'm1', organisation: 'RA4' },
});
const asked: RosterJobAsked = {
  rotas: [ids.rota('ent')],
  organisation: ids.organisation('RA4'),
  from: '2026-03-02',
  to: '2026-03-16',
  keep: 'all',
  seed: 1,
  steps: 50,
  past: false,
  only: { sites: [], roles: [] },
  aims: USUAL_AIMS,
};

let world: Projected;
let filled: WantedPlace[];
let cleared: string[];
const log = memoryLog();
const jobs = handler(log, rosterJobStream);
let runner: JobRunner;
let stop: () => Promise<void>;

const filling: Filling = {
  async fillMany(places) {
    filled.push(...places);
    return { filled: places.length, refused: [], position: null };
  },
  async clearMany(places) {
    cleared.push(...places.map(({ duty, person }) => `${duty} ${person}`));
    return null;
  },
};
const aRunner = () =>
  jobRunner({
    log,
    rows: world.rows,
    now: () => new Date('2026-01-02T00:00:00.000Z'),
    logger: { error: () => {} },
    live: silent,
    jobs,
    filling,
    rosterWork: rostersHere(world.rows),
  });
const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
const duties = days.map((date, index) =>
  aDuty(`d${index}`, { date, start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z` }),
);
const run = async (job: string, more: Partial<RosterJobAsked> = {}) => {
  await jobs.handle(job, { type: 'StartRosterJob', asked: { ...asked, ...more } }, metadata(`${job}-start`));
  runner.start(job);
  await runner.ended(job);
  return (await jobs.state(job)).state;
};

beforeEach(async () => {
  world = projected([boardView, linesView, rosterJobsView]);
  hearNetwork(world);
  world.take('2026-01-01T00:00:00.000Z', rotaOpened.create(aRota()), ...duties.map((duty) => dutyOpened.create(duty)));
  filled = [];
  cleared = [];
  runner = aRunner();
  stop = await runner.resume();
});
afterEach(() => stop());

test('a job finds a roster in a worker, each placement with its reason', async () => {
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  const { stage, placements, found } = await run('one');
  expect(stage).toBe('found');
  expect(placements.map(({ duty, person }) => [duty, person])).toEqual([
    ['d0', 'p1'],
    ['d1', 'p1'],
    ['d2', 'p1'],
  ]);
  expect(placements.every(({ why }) => why.length > 0)).toBe(true);
  expect(found?.gaps).toEqual([]);
});

test('a gap says why nobody has it: the gate counts too', async () => {
  world.take(
    '2026-01-01T00:00:00.000Z',
    dutyOpened.create(aDuty('far', { site: ids.site('RBD01') })),
    rotaOpened.create(aRota({ rota: ids.rota('two'), sites: [ids.site('RA430'), ids.site('RBD01')] })),
  );
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  const { found } = await run('two');
  expect(found?.gaps).toEqual([{ duty: 'far', places: 1, reasons: [{ reason: 'no-arrangement', people: 1 }] }]);
});

test('pins are kept, and what the roster does without is named', async () => {
  hearPerson(world, { person: 'p1', name: 'Ada Example', wte: 1 });
  hearPerson(world, { person: 'p2', name: 'Bo Sample', grade: 'nurse' });
  const [first, second] = duties;
  world.take('2026-01-01T00:00:00.000Z', ...aPlace(first!, 'p2', { pinned: true }), ...aPlace(second!, 'p2'));
  const { placements, found } = await run('three', { keep: 'pins' });
  expect(placements).toContainEqual({ duty: 'd0', person: 'p2', why: 'Pinned.' });
  expect(placements.find(({ duty }) => duty === 'd1')?.person).toBe('p1');
  expect(found?.leaving).toEqual([{ duty: 'd1', person: 'p2' }]);
});

test('a found roster is applied through the write side: first who leaves, then who comes', async () => {
  hearPerson(world, { person: 'p1', name: 'Ada Example', wte: 1 });
  hearPerson(world, { person: 'p2', name: 'Bo Sample', grade: 'nurse' });
  world.take('2026-01-01T00:00:00.000Z', ...aPlace(duties[1]!, 'p2'));
  await run('four', { keep: 'pins' });
  await jobs.handle('four', { type: 'BeginApply', only: null }, metadata('four-apply'));
  runner.start('four');
  await runner.ended('four');
  expect(cleared).toEqual(['d1 p2']);
  expect(filled.map(({ duty }) => duty).sort()).toEqual(['d0', 'd1', 'd2']);
  expect((await jobs.state('four')).state).toMatchObject({ stage: 'applied', applied: { filled: 3, refused: [] } });
});

test('duties of other roles and sites are no part of a narrowed search, and a chosen part is applied alone', async () => {
  world.take(
    '2026-01-01T00:00:00.000Z',
    dutyOpened.create(
      aDuty('other', { role: 'nurse', date: '2026-03-05', start: '2026-03-05T08:00:00Z', end: '2026-03-05T16:00:00Z' }),
    ),
  );
  hearPerson(world, { person: 'p1', name: 'Ada Example', wte: 1 });
  const { placements, found } = await run('seven', { only: { sites: [], roles: ['registrar'] } });
  expect(placements.map(({ duty }) => duty)).toEqual(['d0', 'd1', 'd2']);
  expect(found?.gaps).toEqual([]);
  await jobs.handle('seven', { type: 'BeginApply', only: [ids.duty('d1')] }, metadata('seven-apply'));
  runner.start('seven');
  await runner.ended('seven');
  expect(filled.map(({ duty }) => duty)).toEqual(['d1']);
});

test('a job that a stop cut short goes on at the next start, from its checkpoint', async () => {
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  const event = { type: 'RosterJobStarted', data: asked };
  await jobs.handle('five', { type: 'StartRosterJob', asked }, metadata('five-start'));
  world.takeFrom('rosterJob-five', '2026-01-02T00:00:00.000Z', event);
  world.rows.run(
    'INSERT INTO roster_checkpoints VALUES (?, ?, ?)',
    'five',
    40,
    JSON.stringify([{ duty: 'd0', person: 'p1' }]),
  );
  await stop();
  runner = aRunner();
  const steps: number[] = [];
  runner.watch('five', () => {
    const at = runner.progressOf('five');
    if (at) steps.push(at.step);
  });
  stop = await runner.resume();
  await runner.ended('five');
  expect((await jobs.state('five')).state.stage).toBe('found');
  expect(Math.min(...steps)).toBe(40);
  expect(world.rows.all('SELECT * FROM roster_checkpoints')).toEqual([]);
});

test('a cancelled job ends at once and finds nothing', async () => {
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  // Only a rule keeps her from it: no bound proves that it stays open, so the search goes on.
  const late = aDuty('late', { start: '2026-03-02T17:00:00Z', end: '2026-03-02T23:00:00Z' });
  world.take('2026-01-01T00:00:00.000Z', dutyOpened.create(late));
  await jobs.handle('six', { type: 'StartRosterJob', asked: { ...asked, steps: 5_000_000 } }, metadata('six-start'));
  const begun = new Promise<void>((resolve) => {
    const unwatch = runner.watch('six', () => {
      unwatch();
      resolve();
    });
  });
  runner.start('six');
  await begun;
  const ended = runner.ended('six');
  await jobs.handle('six', { type: 'CancelRosterJob' }, metadata('six-cancel'));
  runner.cancel('six');
  await ended;
  expect((await jobs.state('six')).state).toMatchObject({ stage: 'cancelled', placements: [], found: null });
});
