import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { DutyId, PersonId } from '@weft/contracts';
import type { Handler, Metadata, RecordedEvent, Stop } from '@weft/eventing';
import { type Placement, ProblemError, type Progress, type Roster, solveInWorker } from '@weft/rostering';
import { type ServiceDeps, within } from '@weft/service-kit';
import { background, type ErrorLog } from '../background.ts';
import { now as present } from '../board/moment.ts';
import { rotaAt } from '../board/state.ts';
import { networkIn } from '../facts/network-facts.ts';
import type { RosterJobAsked, RosterJobCommand, RosterJobRefusal, RosterJobState } from './decider.ts';
import type { RosterJobEvent } from './events.ts';
import type { Filling } from './filling.ts';
import { type JobProblem, problemOfJob } from './problem.ts';
import { gapsOf, leavingOf, partsOf } from './result.ts';

/** How far a search is; without the placements, which are many. */
type JobProgress = Omit<Progress, 'checkpoint'>;

/** Runs roster jobs in worker threads, and goes on with those that a stop cut short. */
export type JobRunner = {
  /** Goes on with a job where its stream says that something is to be done; it ends by itself. */
  start(job: string): void;
  /** Ends the search of a job at once. What it found is forgotten. */
  cancel(job: string): void;
  /** The last progress of a job that runs here; null when there is none yet. */
  progressOf(job: string): JobProgress | null;
  /** Calls back at each progress and at the end of a job; the returned function ends it. */
  watch(job: string, listener: () => void): () => void;
  /** Resolves when the job, if it runs here, has ended. */
  ended(job: string): Promise<void>;
  /** Goes on with all unfinished jobs, and begins those that are asked for from now on, until the returned end. */
  resume(): Promise<Stop>;
};

type Jobs = Handler<RosterJobState, RosterJobCommand, RosterJobEvent, RosterJobRefusal>;
type RunnerDeps = Pick<ServiceDeps, 'log' | 'rows' | 'now' | 'live'> & {
  readonly logger: ErrorLog;
  readonly jobs: Jobs;
  readonly filling: Filling;
};

/** So many refusals of an apply are kept in words. */
const MOST_REFUSED = 2000;
/** A checkpoint is written once in so many milliseconds at most. */
const CHECKPOINT_MS = 1000;

/** Makes the runner. Its checkpoints lie beside the views and are no part of them: without one a search begins afresh. */
export function jobRunner({ log, rows, now, logger, live, jobs, filling }: RunnerDeps): JobRunner {
  rows.exec(
    'CREATE TABLE IF NOT EXISTS roster_checkpoints (job TEXT PRIMARY KEY, step INTEGER NOT NULL, placements TEXT NOT NULL)',
  );
  const progress = new Map<string, JobProgress>();
  const listeners = new Map<string, Set<() => void>>();
  const tell = (job: string) => {
    for (const listener of [...(listeners.get(job) ?? [])]) listener();
  };

  async function work(job: string, signal: AbortSignal) {
    const { state } = await jobs.state(job);
    if (state.stage === 'running' && state.asked) await find(job, state.asked, signal);
    if (state.stage === 'applying') await apply(job, state);
  }

  /** The metadata of the event by which a stage of the job began: who asked for it, and by which command. */
  async function askedBy(job: string, type: RosterJobEvent['type']): Promise<Metadata> {
    const { events } = await log.read(`rosterJob-${job}`);
    return (events.findLast((event) => event.type === type) as RecordedEvent).metadata;
  }

  async function find(job: string, asked: RosterJobAsked, signal: AbortSignal) {
    const { actor } = await askedBy(job, 'RosterJobStarted');
    const attempt = randomUUID();
    const record = (step: string, command: RosterJobCommand) =>
      jobs.handle(job, command, { commandId: `${job}/${attempt}/${step}`, at: now().toISOString(), actor });
    try {
      const problem = await readProblem(asked);
      const roster = await search(job, { asked, problem, signal });
      for (const [index, placements] of partsOf(roster).entries())
        await record(`part-${index}`, { type: 'RecordRosterPart', part: { attempt, placements } });
      await record('found', {
        type: 'RecordRoster',
        found: {
          attempt,
          placements: roster.placements.length,
          gaps: gapsOf(roster.gaps, problem.stopped),
          cost: roster.cost,
          leaving: leavingOf(roster, problem.present),
        },
      });
    } catch (error) {
      if (signal.aborted) return;
      const because = error instanceof ProblemError ? error.message : 'The search broke. Start the job again.';
      logger.error({ job, err: error }, 'roster job failed');
      await record('failed', { type: 'FailRosterJob', because });
    }
    rows.run('DELETE FROM roster_checkpoints WHERE job = ?', job);
  }

  /** Each step has its own command id, so that a run after a crash finds what is done and goes on with the rest. */
  async function apply(job: string, { placements, found }: RosterJobState) {
    const metadata = await askedBy(job, 'RosterApplyBegan');
    if (found) await filling.clearMany(found.leaving, within(metadata, 'leaving'));
    const { filled, refused } = await filling.fillMany(placements, {
      how: 'auto',
      metadata: within(metadata, 'filling'),
      override: null,
    });
    await jobs.handle(
      job,
      {
        type: 'RecordApplied',
        applied: {
          filled,
          refused: refused.slice(0, MOST_REFUSED).map(({ duty, person, because }) => ({
            duty: DutyId.parse(duty),
            person: PersonId.parse(person),
            because,
          })),
        },
      },
      within(metadata, 'applied'),
    );
  }

  function readProblem(asked: RosterJobAsked): Promise<JobProblem> {
    const rotas = asked.rotas.flatMap((rota) => rotaAt(rows, rota, present) ?? []);
    return problemOfJob({ rows, network: networkIn(rows), at: now().toISOString() }, { rotas, asked });
  }

  function search(
    job: string,
    { asked, problem, signal }: { asked: RosterJobAsked; problem: JobProblem; signal: AbortSignal },
  ): Promise<Roster> {
    const saved = rows.get<{ step: number; placements: string }>(
      'SELECT step, placements FROM roster_checkpoints WHERE job = ?',
      job,
    );
    const done = saved?.step ?? 0;
    let written = 0;
    return solveInWorker(problem.data, {
      seed: asked.seed,
      steps: Math.max(1, asked.steps - done),
      startFrom: saved ? (JSON.parse(saved.placements) as Placement[]) : problem.present,
      signal,
      onProgress({ checkpoint, ...at }) {
        progress.set(job, { ...at, step: at.step + done, steps: asked.steps });
        if (now().getTime() - written >= CHECKPOINT_MS && checkpoint.length > 0) {
          written = now().getTime();
          rows.run(
            'INSERT OR REPLACE INTO roster_checkpoints VALUES (?, ?, ?)',
            job,
            at.step + done,
            JSON.stringify(checkpoint),
          );
        }
        tell(job);
      },
    });
  }

  const runs = background(
    {
      category: 'rosterJob',
      on: ['RosterJobStarted', 'RosterApplyBegan'],
      most: Math.max(1, availableParallelism() - 1),
    },
    logger,
    {
      work,
      ended(job) {
        progress.delete(job);
        tell(job);
      },
    },
  );

  return {
    start: runs.start,
    cancel(job) {
      // The search writes a last checkpoint when it is told to stop.
      void runs.abort(job).then(() => rows.run('DELETE FROM roster_checkpoints WHERE job = ?', job));
    },
    progressOf: (job) => progress.get(job) ?? null,
    watch(job, listener) {
      const known = listeners.get(job) ?? new Set();
      listeners.set(job, known.add(listener));
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(job);
      };
    },
    ended: runs.ended,
    resume: async () =>
      runs.resume(
        live,
        rows
          .all<{ job: string }>("SELECT job FROM roster_jobs WHERE stage IN ('running', 'applying')")
          .map(({ job }) => job),
      ),
  };
}
