import { LocalDate, RotaId } from '@weft/contracts';
import { isRejection, type Metadata, Position } from '@weft/eventing';
import { type Actor, accepted, asks, badInput, commands } from '@weft/service-kit';
import { z } from 'zod';
import { drawnAt } from '../board/drawn-at.ts';
import { seenRota, sourcesFor } from '../board/sources.ts';
import { Override } from '../duty/events.ts';
import { upToDate } from '../up-to-date.ts';
import { askedPlan, refusalsOf, sightOf } from './asked-plan.ts';
import { type AskedCell, askedCells, CellEdits } from './cell-edit.ts';
import { cellsOf, keyOf } from './cells-of-run.ts';
import { cellKey } from './copy.ts';
import type { EditsState, KnownRun } from './decider.ts';
import type { EditDeps } from './edit-deps.ts';
import { type Cell, type CellRefusal, EditHow, type Run } from './events.ts';
import { inTurn } from './in-turn.ts';
import { patternCells } from './pattern-cells.ts';
import type { PlannedCell } from './plan.ts';
import { previewOf } from './preview.ts';
import { cellOf, isChanged, stepsOf } from './steps.ts';
import { nothingTo, unwinding } from './unwinding.ts';
import { wordsOf } from './words.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
/** What one append takes, with room to spare. */
const MOST_CHARACTERS = 900_000;
/** Undoing meets somebody who undoes too: it looks again so often. */
const LOOKS = 5;

/** Hard findings pass, until a day. */
const Overriding = Override.omit({ expires: true }).extend({ until: LocalDate });
const overrideOf = (asked: z.infer<typeof Overriding> | undefined): Override | null =>
  asked ? { reason: asked.reason, role: asked.role, expires: asked.until } : null;

const edited = {
  rota: RotaId,
  cells: CellEdits,
  override: Overriding.optional(),
  /** The place in the log that the cells were looked at: one that somebody else changed after it is refused. */
  seen: Position.optional(),
};

const streamFor = (rota: string, { person }: Pick<Actor, 'person'>): string => `${rota}/${person}`;

/**
 * Edits of a board: cells set, cleared, filled and pinned together, seen before they are made, undone and redone. For
 * managers of organisations that take part in the rota.
 */
export function editProcedures(deps: EditDeps) {
  const { streams, rows, editing, edits } = deps;
  /** What one person sends quickly is done in the order in which it comes: nobody is in their own way. */
  const oneByOne = inTurn();

  const doneIn = (cells: readonly Cell[], refused: readonly Cell[]): Cell[] => {
    const isRefused = new Set(refused.map(keyOf));
    return cells.filter((cell) => !isRefused.has(keyOf(cell)));
  };

  /** The answer to an edit that has ended, in the person ids that it was asked with. */
  function answerOf(known: KnownRun, asked: readonly AskedCell[], position: Position | null) {
    const { run } = known;
    const isBack = known.stage === 'taken-back';
    const askedAs = new Map(asked.map(({ cell, target }) => [cellKey(target.person, target.date), cell.person]));
    const refused = [...run.refused, ...known.refused].map(({ code, because, ...cell }) => ({
      person: askedAs.get(keyOf(cell)) ?? cell.person,
      date: cell.date,
      ...{ code, because, details: null as unknown },
    }));
    const cells = asked.map(({ cell: { person, date } }) => ({ person, date }));
    return { edit: run.edit, done: isBack ? [] : doneIn(cells, refused), refused, position };
  }

  async function begin(stream: string, run: Run, metadata: Metadata) {
    if (JSON.stringify(run).length > MOST_CHARACTERS)
      throw badInput('This edit is too large to be made in one go. Edit fewer cells at a time.');
    return streams.edits.handle(stream, { type: 'BeginRun', run }, metadata);
  }

  /** What was edited first, of a run that undoes or redoes. */
  function firstOf({ runs }: EditsState, run: Run): Run {
    let first = run;
    for (let of = run.of; of !== null; ) {
      const before = runs.get(of)?.run;
      if (!before) return first;
      first = before;
      of = before.of;
    }
    return first;
  }

  const unwind = (kind: 'undo' | 'redo') =>
    commands(MANAGERS, { rota: RotaId }).mutation(async ({ ctx, input }) => {
      await editing(ctx.actor).rota(input.rota);
      const stream = streamFor(input.rota, ctx.actor);
      return oneByOne(stream, async () => {
        const { commandId } = ctx.metadata;
        for (let look = 1; ; look++) {
          const { state } = await streams.edits.state(stream);
          if (state.runs.has(commandId)) break;
          const latest = state.runs.get((kind === 'undo' ? state.undo : state.redo).at(-1) ?? '');
          if (!latest) nothingTo(kind);
          const { run, stage } = latest as KnownRun;
          if (stage === 'begun' || stage === 'turned') {
            await edits.finish(stream, run.edit, { ...ctx.metadata, commandId: run.edit });
            continue;
          }
          await upToDate(deps);
          const sources = sourcesFor(deps, ctx.actor);
          const rota = seenRota(sources, input.rota);
          const back = await unwinding(deps, latest as KnownRun, {
            ...{ kind, rota, sources, standsFor: state.standsFor },
            metadata: ctx.metadata,
          });
          const begun = await begin(stream, back, ctx.metadata);
          if (!isRejection(begun)) break;
          if (look === LOOKS) accepted(begun);
        }
        const { known, position } = await edits.finish(stream, commandId, ctx.metadata);
        const { state } = await streams.edits.state(stream);
        const kept = [...known.run.refused, ...known.refused];
        const cells = cellsOf(known.run).map(({ cell }) => cell);
        return {
          edit: commandId,
          words: wordsOf(rows, firstOf(state, known.run)),
          undone: doneIn(cells, kept),
          kept: kept.map(({ person, date, because }) => ({ person, date, because })),
          position,
        };
      });
    });

  return {
    ...patternCells(deps),

    /** What an edit would do: findings, cover and shares that it changes, and the smallest mend of what is refused. */
    previewEdit: asks(MANAGERS)
      .input(z.object({ ...edited, reason: z.string().trim().max(500).optional() }))
      .query(async ({ ctx, input }) => {
        const position = drawnAt(rows);
        const sources = sourcesFor(deps, ctx.actor);
        const rota = seenRota(sources, input.rota);
        const cells = askedCells(rows, input.cells);
        const { judged, all } = await askedPlan(deps, sources, {
          ...{ rota, cells, seen: input.seen, override: overrideOf(input.override) },
          own: (await streams.edits.state(streamFor(rota.rota, ctx.actor))).state,
          metadata: {
            at: ctx.now().toISOString(),
            commandId: 'preview',
            ...(input.reason && { reason: input.reason }),
          },
        });
        return { position, ...(await previewOf(sources, { rota, judged, asked: cells, planned: all })) };
      }),

    /**
     * Makes an edit. With `partly` what is refused is left out; without it one refused cell stops all of it, and what
     * somebody quicker takes while it is made is taken back.
     */
    edit: commands(MANAGERS, { ...edited, how: EditHow, partly: z.boolean().default(false) }).mutation(
      async ({ ctx, input }) => {
        const mine = editing(ctx.actor);
        await mine.rota(input.rota);
        const stream = streamFor(input.rota, ctx.actor);
        return oneByOne(stream, async () => {
          const { commandId, at } = ctx.metadata;
          const { state: own } = await streams.edits.state(stream);
          const cells = askedCells(rows, input.cells);
          if (!own.runs.has(commandId)) {
            await upToDate(deps);
            const sources = sourcesFor(deps, ctx.actor);
            const rota = seenRota(sources, input.rota);
            const override = overrideOf(input.override);
            const plan = { rota, cells, override, seen: input.seen, own, metadata: ctx.metadata };
            const { judged, all } = await askedPlan(deps, sources, plan);
            const refused = await refusalsOf(cells, all, await sightOf(mine, all));
            const willing = all.filter((one) => one.refused === null);
            const steps = stepsOf(willing, judged.copy);
            if (steps.length === 0 || (refused.length > 0 && !input.partly)) {
              const done = refused.length > 0 && !input.partly ? [] : doneIn(cellsAsked(cells), refused);
              return { edit: commandId, done, refused, position: null };
            }
            const run: Run = {
              edit: commandId,
              rota: input.rota,
              kind: 'edit',
              of: null,
              ...{ how: input.how, partly: input.partly, override, at, steps },
              cells: willing.filter(isChanged).length,
              refused: refusedIn(all, refused),
            };
            accepted(await begin(stream, run, ctx.metadata));
          }
          const { known, position } = await edits.finish(stream, commandId, ctx.metadata);
          return answerOf(known, cells, position);
        });
      },
    ),

    /** Undoes one's own latest edit, as new commands. What somebody changed since is kept, and says who and when. */
    undoEdit: unwind('undo'),

    /** Does again what one undid last. */
    redoEdit: unwind('redo'),

    /** What undo and redo would do, from the log: the same after a reload. */
    myEdits: asks(MANAGERS)
      .input(z.object({ rota: RotaId }))
      .query(async ({ ctx, input }) => {
        await editing(ctx.actor).rota(input.rota);
        const { state } = await streams.edits.state(streamFor(input.rota, ctx.actor));
        const told = (edit: string | undefined) => {
          const run = state.runs.get(edit ?? '')?.run;
          if (!run) return null;
          return { edit: run.edit, words: wordsOf(rows, firstOf(state, run)), at: run.at, cells: run.cells };
        };
        return { undo: told(state.undo.at(-1)), redo: told(state.redo.at(-1)) };
      }),
  };
}

const cellsAsked = (cells: readonly AskedCell[]): Cell[] =>
  cells.map(({ cell: { person, date } }) => ({ person, date }));

/** Refusals as the log keeps them, under the ids that people go by now. */
const refusedIn = (
  all: readonly PlannedCell[],
  told: readonly { readonly code: string; readonly because: string }[],
): CellRefusal[] =>
  all
    .filter(({ refused }) => refused !== null)
    .map(({ target }, index) => {
      const { code = '', because = '' } = told[index] ?? {};
      return { ...cellOf(target), code, because };
    });
