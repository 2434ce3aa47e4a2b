import { DutyId, PersonId } from '@weft/contracts';
import { type Handler, isRejection, type Metadata, type RecordedEvent, type Stop } from '@weft/eventing';
import { WorkDroppedError } from '@weft/eventing/work';
import { type ServiceDeps, within } from '@weft/service-kit';
import { background, type ErrorLog } from '../background.ts';
import { now as present } from '../board/moment.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import { networkIn } from '../facts/network-facts.ts';
import type { RosterJobAsked, RosterJobCommand, RosterJobRefusal, RosterJobState } from './decider.ts';
import type { RosterJobEvent } from './events.ts';
import type { Filling } from './filling.ts';
import { problemOfJob } from './problem.ts';
import { partsOf } from './result.ts';
import { orderOf, type RosterOrder } from './roster-order.ts';
import { type JobProgress, type RosterWork, SearchFailedError } from './roster-work.ts';

/** Sees roster jobs through, from the search to the rota, and goes on with those that a stop cut short. */
export type JobRunner = {
  /** Goes on with a job where its stream says that something is to be done; it ends by itself. */
  start(job: string): void;
  /** Ends the search of a job at once. What it found is forgotten. */
  cancel(job: string): void;
  /** The last progress of a running job, wherever it is searched; null when there is none yet. */
  progressOf(job: string): JobProgress | null;
  /** Calls back at each progress and at the end of a job; the returned function ends it. */
  watch(job: string, listener: () => void): () => void;
  /** Resolves when the job, if it runs, has ended. */
  ended(job: string): Promise<void>;
  /** Goes on with all unfinished jobs, and begins those that are asked for from now on, until the returned end. */
  resume(): Promise<Stop>;
};

type Jobs = Handler<RosterJobState, RosterJobCommand, RosterJobEvent, RosterJobRefusal>;
type RunnerDeps = Pick<ServiceDeps, 'log' | 'rows' | 'now' | 'live' | 'onlyOne'> & {
  readonly logger: ErrorLog;
  readonly jobs: Jobs;
  readonly filling: Filling;
  readonly rosterWork: RosterWork;
};

/** So many refusals of an apply are kept in words. */
const MOST_REFUSED = 2000;
/** So many jobs are under way at once; most of them wait for their search. */
const MOST_JOBS = 64;

/** Makes the runner. Where there are several processes, each comes to each job, and one of them at a time records it. */
export function jobRunner({ log, rows, now, logger, live, onlyOne, jobs, filling, rosterWork }: RunnerDeps): JobRunner {
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
    const { actor, traceparent } = await askedBy(job, 'RosterJobStarted');
    const record = async (step: string, command: RosterJobCommand) => {
      const at = now().toISOString();
      const outcome = await jobs.handle(job, command, { commandId: `${job}/${step}`, at, actor });
      if (isRejection(outcome) && outcome.rejected !== 'job-not-running') throw new Error(outcome.because);
    };
    try {
      const found = await rosterWork.search(job, { input: () => readOrder(asked), traceparent, signal });
      const { attempt, placements, gaps, cost, leaving } = found;
      for (const [index, part] of partsOf(found).entries())
        await record(`${attempt}/part-${index}`, {
          type: 'RecordRosterPart',
          part: { attempt, placements: part },
        });
      await record(`${attempt}/found`, {
        type: 'RecordRoster',
        found: { attempt, placements: placements.length, gaps, cost, leaving },
      });
    } catch (error) {
      if (signal.aborted) return;
      const because = failureOf(error);
      if (because === null) throw error;
      logger.error({ job, err: error }, 'roster job failed');
      await record('failed', { type: 'FailRosterJob', because });
    }
    drop(job);
  }

  /** What a search found is in the log, or is no longer wanted. */
  function drop(job: string) {
    rosterWork.drop(job).catch((err) => logger.error({ job, err }, 'roster search was not dropped'));
  }

  /** Each step has its own command id, so that a run after a crash finds what is done and goes on with the rest. */
  async function apply(job: string, { placements, found, only }: RosterJobState) {
    const isChosen = ({ duty }: { readonly duty: string }) => only === null || only.has(duty);
    const metadata = await askedBy(job, 'RosterApplyBegan');
    if (found) await filling.clearMany(found.leaving.filter(isChosen), within(metadata, 'leaving'));
    const { filled, refused } = await filling.fillMany(placements.filter(isChosen), {
      how: 'auto',
      metadata: within(metadata, 'filling'),
      override: null,
    });
    // Whoever stays where they were takes no place anew.
    const isNews = ({ duty, person }: { readonly duty: string; readonly person: string }) =>
      !dutyNow(rows, duty)?.filled.some((place) => place.person === person);
    await jobs.handle(
      job,
      {
        type: 'RecordApplied',
        applied: {
          filled,
          refused: refused
            .filter(isNews)
            .slice(0, MOST_REFUSED)
            .map(({ duty, person, because }) => ({
              duty: DutyId.parse(duty),
              person: PersonId.parse(person),
              because,
            })),
        },
      },
      within(metadata, 'applied'),
    );
  }

  async function readOrder(asked: RosterJobAsked): Promise<RosterOrder> {
    const rotas = asked.rotas.flatMap((rota) => rotaAt(rows, rota, present) ?? []);
    const sources = { rows, network: networkIn(rows), at: now().toISOString() };
    try {
      return orderOf(await problemOfJob(sources, { rotas, asked }), asked);
    } catch (cause) {
      throw new SearchFailedError('The search broke before it began. Start the job again.', { cause });
    }
  }

  const runs = background(
    {
      category: 'rosterJob',
      on: ['RosterJobStarted', 'RosterApplyBegan'],
      most: MOST_JOBS,
      onlyOne,
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

  function cancel(job: string) {
    void runs.abort(job);
    drop(job);
  }

  return {
    start: runs.start,
    cancel,
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
    async resume() {
      const stopWork = await rosterWork.start();
      const unheard = rosterWork.onProgress((job, at) => {
        if (!runs.isRunning(job)) return;
        progress.set(job, at);
        tell(job);
      });
      const deaf = live.onChange((events) => {
        for (const { type, stream } of events)
          if (type === 'RosterJobCancelled') cancel(stream.slice('rosterJob-'.length));
      });
      const unfinished = rows.all<{ job: string }>(
        "SELECT job FROM roster_jobs WHERE stage IN ('running', 'applying')",
      );
      const stopRuns = runs.resume(
        live,
        unfinished.map(({ job }) => job),
      );
      return async () => {
        await deaf();
        await stopRuns();
        unheard();
        await stopWork();
      };
    },
  };
}

/** Why a job that ended with this error has failed, in words for people; null for what may pass. */
function failureOf(error: unknown): string | null {
  if (error instanceof SearchFailedError) return error.message;
  if (error instanceof WorkDroppedError) return 'The search was dropped. Start the job again.';
  return null;
}
