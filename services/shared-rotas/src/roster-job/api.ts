import { tracked } from '@trpc/server';
import { DutyId, JobId, LocalDate, OrganisationCode, RotaId, SiteCode } from '@weft/contracts';
import type { Handler } from '@weft/eventing';
import type { ProblemData } from '@weft/rostering';
import { accepted, asks, badInput, commands, notFound } from '@weft/service-kit';
import { z } from 'zod';
import type { BoardSources } from '../board/board.ts';
import { maySee } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutyNow, type RotaState, rotasAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { changesOfJob } from './changes-of-job.ts';
import type { RosterJobAsked, RosterJobCommand, RosterJobRefusal, RosterJobState } from './decider.ts';
import { Aims, type RosterJobEvent, USUAL_AIMS } from './events.ts';
import { problemOfJob } from './problem.ts';
import type { JobRunner } from './runner.ts';
import { scopeOf } from './scope.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

type JobDeps = ReadDeps & {
  readonly jobs: Handler<RosterJobState, RosterJobCommand, RosterJobEvent, RosterJobRefusal>;
  readonly runner: JobRunner;
};

/** What a search is asked for. */
const searched = {
  rotas: z.array(RotaId).max(100).default([]),
  sites: z.array(SiteCode).max(200).default([]),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  keep: z.enum(['pins', 'all']).default('all'),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  steps: z.number().int().min(1).max(10_000_000).default(100_000),
  /** Duties at these sites and of these roles only; the others stay as they are. */
  only: z
    .object({
      sites: z.array(SiteCode).max(200).default([]),
      roles: z.array(z.string().trim().min(1).max(100)).max(100).default([]),
    })
    .default({ sites: [], roles: [] }),
  aims: Aims.default(USUAL_AIMS),
};
type Searched = z.infer<z.ZodObject<typeof searched>>;

/** The rotas that are meant, all of which the caller may see, and the search over them. Throws where none is named. */
function searchOf(
  sources: BoardSources,
  input: Searched,
  past: boolean,
): { readonly rotas: readonly RotaState[]; readonly asked: RosterJobAsked } {
  for (const rota of input.rotas) seenRota(sources, rota);
  const rotas = rotasAt(sources.rows, now).filter(
    (rota) =>
      maySee(rota, sources.actor, sources) &&
      (input.rotas.includes(RotaId.parse(rota.rota)) || input.sites.some((site) => rota.sites.includes(site))),
  );
  if (rotas.length === 0) throw badInput('Name at least one rota, or a site that has one.');
  const from = input.from ?? rotas.map(({ period }) => period.from).sort()[0]!;
  const to =
    input.to ??
    rotas
      .map(({ period }) => period.to)
      .sort()
      .at(-1)!;
  if (to <= from) throw badInput(`The roster would end on ${to}, not after its first day ${from}.`);
  const { keep, seed, steps, only, aims } = input;
  const organisation = OrganisationCode.parse(sources.actor.organisation);
  const ids = rotas.map(({ rota }) => RotaId.parse(rota));
  return { rotas, asked: { rotas: ids, organisation, from, to, keep, seed, steps, past, only, aims } };
}

type Row = {
  job: string;
  stage: RosterJobState['stage'];
  by: string;
  organisation: string;
  from_date: string;
  to_date: string;
  keep: string;
  placements: number;
  gaps: number;
  cost: number | null;
  started_at: string;
  changed_at: string;
};

/** The auto-roster: a search that goes on by itself, and that a manager then takes over into the rota, or not. */
export function rosterJobProcedures(deps: JobDeps) {
  const { jobs, runner, live } = deps;

  /** The job's state, when the caller may see all of its rotas. */
  async function seenJob(sources: BoardSources, job: string) {
    const { state } = await jobs.state(job);
    if (!state.asked) throw notFound(`Job ${job}`);
    for (const rota of state.asked.rotas) seenRota(sources, rota);
    return { ...state, asked: state.asked };
  }

  const shown = (job: string, stage: RosterJobState['stage']) => ({ job, stage, progress: runner.progressOf(job) });

  return {
    /** Starts a search over rotas, or over all rotas of sites. */
    start: commands(MANAGERS, searched).mutation(async ({ ctx, input }) => {
      const { asked } = searchOf(sourcesFor(deps, ctx.actor), input, input.reason !== undefined);
      const job = JobId.parse(input.commandId);
      const { position } = accepted(await jobs.handle(job, { type: 'StartRosterJob', asked }, ctx.metadata));
      return { job, position };
    }),

    /**
     * The problem that such a search would be given, as plain data without names of people: to be measured or looked
     * into elsewhere. With `past`, duties that are over are part of it as well.
     */
    problem: asks(['operator'])
      .input(z.object({ ...searched, past: z.boolean().default(false) }))
      .query(async ({ ctx, input }): Promise<ProblemData> => {
        const sources = sourcesFor(deps, ctx.actor);
        const { rows, network } = sources;
        const at = deps.now().toISOString();
        return (await problemOfJob({ rows, network, at }, searchOf(sources, input, input.past))).data;
      }),

    /** How far a job is, again and again until it has ended. */
    progress: asks(MANAGERS)
      .input(z.object({ job: JobId, lastEventId: z.string().nullish() }))
      .subscription(async function* ({ ctx, input: { job }, signal }) {
        await seenJob(sourcesFor(deps, ctx.actor), job);
        let wake = () => {};
        let isNew = true;
        const told = () => {
          isNew = true;
          wake();
        };
        const unwatch = runner.watch(job, told);
        const deaf = live.onChange((events) => {
          if (events.some(({ stream }) => stream === `rosterJob-${job}`)) told();
        });
        signal?.addEventListener('abort', told);
        try {
          for (let count = 0; !signal?.aborted; ) {
            if (!isNew)
              await new Promise<void>((resolve) => {
                wake = resolve;
              });
            isNew = false;
            const { stage } = (await jobs.state(job)).state;
            yield tracked(String(++count), shown(job, stage));
            if (stage !== 'running' && stage !== 'applying') return;
          }
        } finally {
          unwatch();
          await deaf();
        }
      }),

    /** A job with what it found: each placement with its reason, each gap with why nobody has it. */
    get: asks(MANAGERS)
      .input(z.object({ job: JobId }))
      .query(async ({ ctx, input: { job } }) => {
        const sources = sourcesFor(deps, ctx.actor);
        const { rows } = sources;
        const state = await seenJob(sources, job);
        const names = new Map<string, string>();
        const nameOf = (person: string) => {
          const known = names.get(person) ?? knownPerson(rows, person)?.name ?? person;
          names.set(person, known);
          return known;
        };
        const dutyOf = (id: string) => {
          const duty = dutyNow(rows, id)?.duty;
          return duty
            ? { code: duty.code, date: duty.date, start: duty.start, end: duty.end, site: duty.site, role: duty.role }
            : null;
        };
        return {
          ...shown(job, state.stage),
          asked: state.asked,
          failure: state.failure,
          cost: state.found?.cost ?? null,
          placements: state.placements.map((one) => ({ ...one, name: nameOf(one.person), on: dutyOf(one.duty) })),
          leaving: (state.found?.leaving ?? []).map((one) => ({
            ...one,
            name: nameOf(one.person),
            on: dutyOf(one.duty),
          })),
          gaps: (state.found?.gaps ?? []).map((one) => ({ ...one, on: dutyOf(one.duty) })),
          applied: state.applied,
        };
      }),

    /** What a roster changes, by duty and by person, beside the rota as it stands; once taken, as it stood before. */
    changes: asks(MANAGERS)
      .input(z.object({ job: JobId }))
      .query(async ({ ctx, input: { job } }) => {
        const sources = sourcesFor(deps, ctx.actor);
        const state = await seenJob(sources, job);
        return {
          ...shown(job, state.stage),
          ...changesOfJob(sources, { job, ...state }),
          asked: state.asked,
          failure: state.failure,
          cost: state.found?.cost ?? null,
          applied: state.applied,
          /** The duties whose changes were taken; null for all, and before any were. */
          only: state.only && [...state.only],
        };
      }),

    /** Sites and roles that a search over these rotas may be narrowed down to. */
    scope: asks(MANAGERS)
      .input(z.object({ rotas: z.array(RotaId).min(1).max(100) }))
      .query(({ ctx, input: { rotas } }) => {
        const sources = sourcesFor(deps, ctx.actor);
        for (const rota of rotas) seenRota(sources, rota);
        return scopeOf(sources, rotas);
      }),

    list: asks(MANAGERS)
      .input(z.object({ rota: RotaId }))
      .query(({ ctx, input }) => {
        const sources = sourcesFor(deps, ctx.actor);
        seenRota(sources, input.rota);
        return sources.rows
          .all<Row>(
            `SELECT j.* FROM roster_jobs j JOIN roster_job_rotas r ON r.job = j.job WHERE r.rota = ?
             ORDER BY j.started_at DESC, j.job LIMIT 50`,
            input.rota,
          )
          .map((row) => ({
            ...shown(row.job, row.stage),
            by: row.by,
            byName: knownPerson(sources.rows, row.by)?.name ?? row.by,
            from: row.from_date,
            to: row.to_date,
            keep: row.keep,
            placements: row.placements,
            gaps: row.gaps,
            cost: row.cost,
            startedAt: row.started_at,
            changedAt: row.changed_at,
          }));
      }),

    /** Ends a job at once; nothing of it is applied. */
    cancel: commands(MANAGERS, { job: JobId }).mutation(async ({ ctx, input: { job } }) => {
      await seenJob(sourcesFor(deps, ctx.actor), job);
      const { position } = accepted(await jobs.handle(job, { type: 'CancelRosterJob' }, ctx.metadata));
      runner.cancel(job);
      return { position };
    }),

    /**
     * Takes the roster over, all of it or what it changes on some duties: hard rules are judged again as each place is
     * filled. Answers when it is done.
     */
    accept: commands(MANAGERS, {
      job: JobId,
      only: z.object({ duties: z.array(DutyId).max(10_000) }).optional(),
    }).mutation(async ({ ctx, input: { job, only } }) => {
      await seenJob(sourcesFor(deps, ctx.actor), job);
      accepted(await jobs.handle(job, { type: 'BeginApply', only: only?.duties ?? null }, ctx.metadata));
      runner.start(job);
      await runner.ended(job);
      const { applied, found } = (await jobs.state(job)).state;
      return {
        filled: applied?.filled ?? 0,
        refused: applied?.refused ?? [],
        gaps: found?.gaps ?? [],
        position: await deps.log.head(),
      };
    }),
  };
}
