import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { handler, type Metadata, memoryLog, type RecordedEvent } from '@weft/eventing';
import { type NatsServer, natsServer, noServer } from '@weft/eventing/nats-server';
import { type Leases, openLeases, type Piece } from '@weft/eventing/work';
import type { Live } from '@weft/service-kit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boardView } from '../board/view.ts';
import { dutyOpened } from '../duty/events.ts';
import { linesView } from '../lines/view.ts';
import { type RosterJobAsked, rosterJobStream } from '../roster-job/decider.ts';
import { USUAL_AIMS } from '../roster-job/events.ts';
import { openRosterQueue, openRosterWork } from '../roster-job/open-roster-work.ts';
import type { FoundRoster } from '../roster-job/result.ts';
import { rostersHere } from '../roster-job/rosters-here.ts';
import { type JobRunner, jobRunner } from '../roster-job/runner.ts';
import { solveRoster } from '../roster-job/solve-roster.ts';
import { rosterJobsView } from '../roster-job/view.ts';
import { rotaOpened } from '../rota/events.ts';
import { aDuty, aRota, hearNetwork, hearPerson, ids, projected } from '../testing.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 30_000 });

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
/** So many steps come to no end within a test, and yet to a report now and then. */
const ENDLESS = 200_000_000;
/** A duty that only a rule keeps the one person from: no bound proves that it stays open, so a search goes on. */
const unproven = aDuty('late', { date: '2026-03-02', start: '2026-03-02T17:00:00Z', end: '2026-03-02T23:00:00Z' });
/** Ten people for an early, a late and a night shift a day, twice each, over two weeks. */
function aWard() {
  const people = Array.from({ length: 10 }, (_, at) => ({
    id: `p${at}`,
    optOut48: false,
    employments: [{ employer: 'RA4', assignment: `${at}`, pack: 'EN-RD-2016' as const, wte: 1, annualLeaveDays: 27 }],
    leave: [],
    elsewhere: [],
    contractedMinutes: 4800,
  }));
  const duties = Array.from({ length: 42 }, (_, at) => {
    const start = Date.parse('2026-03-02T07:00:00Z') + at * 8 * 3_600_000;
    return {
      ...{ id: `d${at}`, site: 'RA430', kind: 'shift' as const, start, end: start + 8 * 3_600_000 },
      ...{ breakMinutes: 30, expectedWorkMinutes: 0, count: 2, eligible: people.map(({ id }) => id), gapCost: 5000 },
    };
  });
  const period = { from: '2026-03-02', to: '2026-03-16' };
  const known = { from: '2026-01-05', to: '2026-05-11' };
  const weights = { softFinding: 50, hoursBalance: 1, fairness: 20, travelMinute: 1 };
  return { frame: { zone: 'Europe/London', period, known, travel: [] }, people, duties, pins: [], weights };
}
const metadata = (commandId: string): Metadata => ({
  commandId,
  at: '2026-01-02T00:00:00.000Z',
  actor: { person: 'm1', organisation: 'RA4' },
});

test.skipIf(noServer === null)(`roster workers are tested with a nats-server: ${noServer}`, (context) =>
  context.skip(),
);

type Replica = { readonly runner: JobRunner; hear(event: RecordedEvent): void; kill(): Promise<void> };

describe.skipIf(noServer)('roster workers', () => {
  let server: NatsServer;
  let log: ReturnType<typeof memoryLog>;
  let jobs: ReturnType<typeof jobsOf>;
  let replicas: Replica[];
  let workers: ChildProcess[];
  const jobsOf = () => handler(log, rosterJobStream);

  beforeEach(async () => {
    server = await natsServer();
    await server.start();
    log = memoryLog();
    jobs = jobsOf();
    replicas = [];
    workers = [];
  });
  afterEach(async () => {
    await Promise.all(replicas.map(({ kill }) => kill()));
    for (const worker of workers) await killed(worker);
    await server.dispose();
  });

  /** One more process of shared-rotas, as far as jobs go: its own rows and connections, the same log. */
  async function aReplica(): Promise<Replica> {
    const world = projected([boardView, linesView, rosterJobsView]);
    hearNetwork(world);
    hearPerson(world, { person: 'p1', name: 'Ada Example' });
    const days = ['2026-03-02', '2026-03-03', '2026-03-04'];
    const duties = days.map((date, index) =>
      aDuty(`d${index}`, { date, start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z` }),
    );
    world.take(
      '2026-01-01T00:00:00.000Z',
      rotaOpened.create(aRota()),
      ...duties.map((duty) => dutyOpened.create(duty)),
      dutyOpened.create(unproven),
    );
    const listeners = new Set<Parameters<Live['onChange']>[0]>();
    const leases = (await openLeases(server.url)) as Leases;
    const runner = jobRunner({
      log,
      rows: world.rows,
      now: () => new Date('2026-01-02T00:00:00.000Z'),
      logger: { error: () => {} },
      live: {
        caughtUp: async () => {},
        onChange(listener) {
          listeners.add(listener);
          return async () => void listeners.delete(listener);
        },
      },
      onlyOne: leases.onlyOne,
      jobs: jobsOf(),
      filling: {
        fillMany: async () => ({ filled: 0, refused: [], position: null }),
        clearMany: async () => null,
      },
      rosterWork: (await openRosterWork(server.url))(world.rows),
    });
    const stop = await runner.resume();
    let isKilled = false;
    const replica: Replica = {
      runner,
      hear(event) {
        if (!isKilled) for (const listener of listeners) listener([event as never]);
      },
      async kill() {
        if (isKilled) return;
        isKilled = true;
        await leases.close();
        await stop();
      },
    };
    replicas.push(replica);
    return replica;
  }

  /** Starts a process of roster workers, and waits until it says that it searches. */
  async function aWorker(): Promise<ChildProcess> {
    const worker = spawn(process.execPath, [new URL('./main.ts', import.meta.url).pathname], {
      env: { PATH: process.env.PATH, ROSTER_WORK: server.url, ROSTER_THREADS: '1', PORT: '0', HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.push(worker);
    const lines = createInterface({ input: worker.stdout as Readable });
    for await (const line of lines) if (line.includes('searches up to 1 rosters')) break;
    worker.stdout?.resume();
    return worker;
  }
  async function killed(worker: ChildProcess, signal: NodeJS.Signals = 'SIGKILL') {
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const gone = once(worker, 'exit');
    worker.kill(signal);
    await gone;
  }
  async function started(job: string, more: Partial<RosterJobAsked> = {}) {
    await jobs.handle(job, { type: 'StartRosterJob', asked: { ...asked, ...more } }, metadata(`${job}-start`));
    for (const { runner } of replicas) runner.start(job);
  }
  /** Resolves when a search was heard of at four steps: the checkpoint that is written with the first is kept by then. */
  const progressed = (runner: JobRunner, job: string) =>
    new Promise<void>((resolve) => {
      const steps = new Set<number>();
      const unwatch = runner.watch(job, () => {
        const step = runner.progressOf(job)?.step ?? 0;
        if (step > 0) steps.add(step);
        if (steps.size < 4) return;
        unwatch();
        resolve();
      });
    });
  const typesOf = async (job: string) => (await log.read(`rosterJob-${job}`)).events.map(({ type }) => type);
  const everyDuty = [
    ['d0', 'p1'],
    ['d1', 'p1'],
    ['d2', 'p1'],
  ];

  test('many jobs at two replicas and two workers are each recorded once, also when the server loses everything', async () => {
    const [one, other] = [await aReplica(), await aReplica()];
    await Promise.all([aWorker(), aWorker()]);
    const names = Array.from({ length: 5 }, (_, index) => `job-${index}`);
    for (const name of names) await started(name);
    await one.runner.ended('job-0');
    await server.kill();
    server.wipe();
    await server.start();
    for (const name of names) await Promise.all([one.runner.ended(name), other.runner.ended(name)]);
    for (const name of names) {
      expect(await typesOf(name)).toEqual(['RosterJobStarted', 'RosterPartFound', 'RosterFound']);
      const { state } = await jobs.state(name);
      expect(state.placements.map(({ duty, person }) => [duty, person])).toEqual(everyDuty);
      expect(state.found?.gaps.map(({ duty }) => duty)).toEqual(['late']);
    }
  });

  test('worker threads and roster workers find the same roster for the same seed and steps', async () => {
    const order = { version: 1, seed: 7, steps: 3000, data: aWard(), present: [], stopped: [] };
    await aWorker();
    const { rows } = projected([]);
    const found: Omit<FoundRoster, 'attempt'>[] = [];
    for (const rosterWork of [rostersHere(rows), (await openRosterWork(server.url))(rows)]) {
      const stop = await rosterWork.start();
      const signal = new AbortController().signal;
      const { attempt: _, ...roster } = await rosterWork.search('same', { input: async () => order, signal });
      found.push(roster);
      await stop();
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[0]?.placements.length).toBeGreaterThan(50);
  });

  test('when a worker is killed in the middle, another goes on from its last checkpoint', async () => {
    const { runner } = await aReplica();
    const worker = await aWorker();
    const far = progressed(runner, 'long');
    await started('long', { steps: ENDLESS });
    await far;
    await killed(worker);
    const queue = await openRosterQueue(server.url);
    const taken = Promise.withResolvers<Piece>();
    const steps: number[] = [];
    const stop = await queue.take(async (piece) => {
      taken.resolve(piece);
      const { step } = piece.checkpoint as { step: number };
      const input = { ...(piece.input as object), steps: step + 100 };
      return solveRoster({ ...piece, input, tell: (told) => steps.push((told as { step: number }).step) });
    }, 1);
    const { step } = (await taken.promise).checkpoint as { step: number };
    await runner.ended('long');
    expect(Math.min(...steps)).toBe(step);
    expect((await jobs.state('long')).state.placements.map(({ duty, person }) => [duty, person])).toEqual(everyDuty);
    await stop();
    await queue.close();
  });

  test('a worker that is told to stop hands its job back, and says that nothing was lost', async () => {
    const { runner } = await aReplica();
    const worker = await aWorker();
    const far = progressed(runner, 'handed');
    await started('handed', { steps: ENDLESS });
    await far;
    await killed(worker, 'SIGTERM');
    expect(worker.exitCode).toBe(0);
    const queue = await openRosterQueue(server.url);
    const taken = Promise.withResolvers<Piece>();
    const stop = await queue.take(async (piece) => {
      taken.resolve(piece);
      return { failed: 'seen' };
    }, 1);
    expect((await taken.promise).checkpoint).toMatchObject({ step: expect.any(Number) });
    await runner.ended('handed');
    expect((await jobs.state('handed')).state).toMatchObject({ stage: 'failed', failure: 'seen' });
    await stop();
    await queue.close();
  });

  test('progress is seen at each replica, and a cancelled job ends at each of them and at its worker', async () => {
    const [one, other] = [await aReplica(), await aReplica()];
    await aWorker();
    const seen = Promise.all([progressed(one.runner, 'unwanted'), progressed(other.runner, 'unwanted')]);
    await started('unwanted', { steps: ENDLESS });
    await seen;
    const ended = Promise.all([one.runner.ended('unwanted'), other.runner.ended('unwanted')]);
    await jobs.handle('unwanted', { type: 'CancelRosterJob' }, metadata('cancel'));
    const { events } = await log.read('rosterJob-unwanted');
    for (const replica of replicas) replica.hear(events.at(-1) as RecordedEvent);
    await ended;
    await started('wanted');
    await one.runner.ended('wanted');
    expect(await typesOf('wanted')).toContain('RosterFound');
    expect(await typesOf('unwanted')).toEqual(['RosterJobStarted', 'RosterJobCancelled']);
  });

  test('a queue that is away is told, and the job is searched when it is back', async () => {
    await server.kill();
    const rosterWork = (await openRosterWork(server.url))(projected([]).rows);
    const stop = await rosterWork.start();
    expect(rosterWork.trouble()).toMatch('NATS');
    await stop();
    const { runner } = await aReplica();
    await started('early');
    const worker = aWorker();
    await server.start();
    await worker;
    await runner.ended('early');
    expect(await typesOf('early')).toContain('RosterFound');
  });

  test('when the replica that waits for a search is gone, another one records it', async () => {
    const one = await aReplica();
    const worker = await aWorker();
    const far = progressed(one.runner, 'left');
    await started('left', { steps: ENDLESS });
    await far;
    await one.kill();
    await killed(worker);
    const other = await aReplica();
    other.runner.start('left');
    const queue = await openRosterQueue(server.url);
    const stop = await queue.take((piece) => {
      const { step } = piece.checkpoint as { step: number };
      return solveRoster({ ...piece, input: { ...(piece.input as object), steps: step + 100 } });
    }, 1);
    await other.runner.ended('left');
    expect(await typesOf('left')).toEqual(['RosterJobStarted', 'RosterPartFound', 'RosterFound']);
    await stop();
    await queue.close();
  });
});
