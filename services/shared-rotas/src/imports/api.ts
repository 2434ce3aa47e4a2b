import { OrganisationCode, RotaId, SiteCode } from '@weft/contracts';
import type { Metadata, Position } from '@weft/eventing';
import { isLocalDate, type RotaFile, readRotaFile } from '@weft/rostering';
import { accepted, asks, badInput, commands, notFound, notYours, type Problem, within } from '@weft/service-kit';
import { z } from 'zod';
import type { Background } from '../background.ts';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt, type RotaState, rotaAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import type { Streams } from '../streams.ts';
import type { Imports } from './apply.ts';
import type { ImportChange } from './changes.ts';
import type { ImportKind } from './events.ts';
import { peopleOf } from './people.ts';
import type { Planning } from './planning.ts';
import type { ReadImport } from './problems.ts';
import { readDemand } from './read-demand.ts';
import { readPatterns } from './read-patterns.ts';
import { readRotaFileInto } from './read-rota-file.ts';
import { readRotaGrid } from './read-rota-grid.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
/** Changes in one event, and problems that are kept: each append stays far below what a log takes. */
const PART = 400;
const MOST_PROBLEMS = 1000;
const FAR = { from: '1900-01-01', to: '2200-01-01' };

export type ImportDeps = ReadDeps & {
  readonly imports: Imports;
  readonly runner: Background;
  readonly planning: Planning;
  readonly streams: Streams;
  /** Throws unless the actor may edit the rota. */
  readonly mustEdit: (rota: RotaState, sources: BoardSources) => void;
};

/** Uploads: what a file would change is listed first, and nothing is made of it before somebody says so. */
export function importProcedures(deps: ImportDeps) {
  const { imports, runner, planning, streams } = deps;

  /** Keeps what was read, in parts; a retry finds them kept. */
  async function keep(
    read: ReadImport,
    {
      id,
      kind,
      rota,
      fileName,
      metadata,
    }: { id: string; kind: ImportKind; rota: RotaId; fileName: string; metadata: Metadata },
  ) {
    const { rows, changes, problems } = read;
    const told = problems.slice(0, MOST_PROBLEMS).map((one) => ({ ...one, value: one.value.slice(0, 200) }));
    const data = { kind, rota, fileName, rows, changes: changes.length, problems: told };
    let { position } = accepted(await imports.handle(id, { type: 'KeepImport', read: data }, metadata));
    for (let from = 0; from < changes.length; from += PART) {
      const part: ImportChange[] = changes.slice(from, from + PART);
      const kept = await imports.handle(id, { type: 'KeepPart', changes: part }, within(metadata, `part-${from}`));
      position = accepted(kept).position ?? position;
    }
    return shown(id, position);
  }

  async function shown(id: string, position: Position | null) {
    const { state } = await imports.state(id);
    return {
      import: id,
      rows: state.read?.rows ?? 0,
      changes: state.changes.map(({ row, what }) => ({ row, what })),
      /** Wrong rows: mend them and send the file again, or name them when applying. */
      refused: (state.read?.problems ?? []) as readonly Problem[],
      position,
    };
  }

  async function seenImport(sources: BoardSources, id: string) {
    const { state } = await imports.state(id);
    if (!state.read) throw notFound(`Import ${id}`);
    return { state, rota: seenRota(sources, state.read.rota), kind: state.read.kind };
  }

  function readFile(sources: BoardSources, rota: RotaState, kind: 'demand' | 'patterns' | 'rota') {
    const { rows, network } = sources;
    const templates = planning.templatesOf(rota.rota);
    return (file: { fileName: string; bytes: Uint8Array }): Promise<ReadImport> => {
      if (kind === 'demand') return readDemand(file, rota, new Map(templates.map((one) => [one.id, one])));
      if (kind === 'patterns')
        return readPatterns(file, rota, new Map(planning.patternsOf(rota.rota).map((one) => [one.id, one])));
      return readRotaGrid(file, {
        rota,
        duties: dutiesAt(rows, { rota: rota.rota, ...rota.period }, now),
        templates,
        people: peopleOf(rows, { rota, network, ...rota.period }),
        dutyOn: planning.dutyOn,
      });
    };
  }

  return {
    preview: commands(MANAGERS, {
      kind: z.enum(['demand', 'patterns', 'rota']),
      rota: RotaId,
      fileName: z.string().min(1).max(200),
      contentBase64: z.string(),
    }).mutation(async ({ ctx, input: { kind, rota: id, fileName, contentBase64, commandId } }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const rota = seenRota(sources, id);
      deps.mustEdit(rota, sources);
      const { state } = await imports.state(commandId);
      if (state.read && state.changes.length === state.read.changes) return shown(commandId, null);
      const bytes = Buffer.from(contentBase64, 'base64');
      const read = await readFile(sources, rota, kind)({ fileName, bytes });
      return keep(read, { id: commandId, kind, rota: id, fileName, metadata: ctx.metadata });
    }),

    /** Reads a weft-rota file into a rota, which is opened when it is not there yet. Apply it as any other import. */
    rotaFile: commands(MANAGERS, {
      rotaFile: z.unknown(),
      rota: RotaId,
      name: z.string().min(1).max(200).optional(),
      owner: OrganisationCode.optional(),
    }).mutation(async ({ ctx, input }) => {
      const parsed = readRotaFile(JSON.stringify(input.rotaFile ?? null));
      if ('problems' in parsed)
        throw badInput(
          parsed.problems
            .slice(0, 20)
            .map(({ path, message }) => `${path} ${message}.`)
            .join('\n'),
        );
      const { file } = parsed;
      const sources = sourcesFor(deps, ctx.actor);
      if (!rotaAt(sources.rows, input.rota, now)) await openRota(file, input, { sources, metadata: ctx.metadata });
      const rota = seenRota(sourcesFor(deps, ctx.actor), input.rota);
      deps.mustEdit(rota, sources);
      const { state } = await imports.state(input.commandId);
      if (state.read && state.changes.length === state.read.changes) return shown(input.commandId, null);
      const { rows, network } = sources;
      const there = dutiesAt(rows, { rota: input.rota, ...FAR }, now);
      const read = readRotaFileInto(file, {
        rota: input.rota,
        duties: new Map(there.map((one) => [one.duty.duty as string, one])),
        knowsPerson: (person) => knownPerson(rows, person) !== null,
        knowsSite: (site) => network.sites.has(site as never),
        dutyOf: (fields) =>
          planning.dutyWith(input.rota, { ...fields, service: 'general', role: fields.code || fields.kind }),
      });
      const kept = { id: input.commandId, kind: 'rota-file' as const, rota: input.rota, fileName: 'rota.json' };
      return keep(read, { ...kept, metadata: ctx.metadata });
    }),

    /** Makes the changes; wrong rows have to be named in `refuseRows`, each. Answers when all is done. */
    accept: commands(MANAGERS, {
      import: z.uuid(),
      refuseRows: z.array(z.number().int().min(0)).max(30_000).default([]),
      /** Breaches that stand in the file are taken in, each with an override. A weft-rota file always is. */
      asItStood: z.boolean().default(true),
    }).mutation(async ({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rota } = await seenImport(sources, input.import);
      deps.mustEdit(rota, sources);
      const { refuseRows, asItStood } = input;
      const metadata = { ...ctx.metadata, reason: ctx.metadata.reason ?? 'imported as it stood' };
      accepted(await imports.handle(input.import, { type: 'BeginImport', refuseRows, asItStood }, metadata));
      runner.start(input.import);
      await runner.ended(input.import);
      const { state } = await imports.state(input.import);
      return {
        applied: state.applied?.applied ?? 0,
        overridden: state.applied?.overridden ?? 0,
        refused: state.applied?.refused ?? [],
        position: await deps.log.head(),
      };
    }),

    status: asks(MANAGERS)
      .input(z.object({ import: z.uuid() }))
      .query(async ({ ctx, input }) => {
        const { state, rota, kind } = await seenImport(sourcesFor(deps, ctx.actor), input.import);
        return {
          ...(await shown(input.import, null)),
          kind,
          rota: rota.rota,
          stage: state.stage,
          applied: state.applied,
        };
      }),
  };

  async function openRota(
    file: RotaFile,
    { rota, name, owner }: { rota: RotaId; name?: string | undefined; owner?: OrganisationCode | undefined },
    { sources, metadata }: { sources: BoardSources; metadata: Metadata },
  ) {
    const { network, actor, today } = sources;
    const inPeriod = file.duties.filter(({ start }) => isLocalDate(start.slice(0, 10)) && start < file.period.to);
    const sites = [...new Set(inPeriod.map(({ site }) => site))].filter((site) => network.sites.has(site as never));
    const first = sites[0];
    if (first === undefined)
      throw badInput('No site of this file is known here. Record its organisations and sites first.');
    const code = owner ?? network.hostOn(first, file.period.from) ?? actor.organisation;
    const isOperator = actor.roles.includes('operator');
    if (!isOperator && network.codeOn(code, today) !== network.codeOn(actor.organisation, today))
      throw notYours(
        `Rota ${rota} would belong to ${network.nameOn(code, today)}, and you act for another organisation.`,
      );
    const taking = [...new Set(file.assignments.map(({ employer }) => employer))].filter((each) => each !== code);
    const command = {
      type: 'OpenRota' as const,
      rota: {
        rota,
        name: name ?? rota,
        owner: OrganisationCode.parse(code),
        organisations: taking.flatMap((each) => OrganisationCode.safeParse(each).data ?? []),
        arrangements: [],
        sites: sites.map((site) => SiteCode.parse(site)),
        period: file.period,
      },
    };
    const { position } = accepted(await streams.rota.handle(rota, command, within(metadata, 'open')));
    if (position) await deps.live.caughtUp(position);
  }
}
