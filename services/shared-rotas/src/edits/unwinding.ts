import { type Metadata, reject } from '@weft/eventing';
import { Refused } from '@weft/service-kit';
import type { BoardSources } from '../board/board.ts';
import type { RotaState } from '../board/state.ts';
import type { Override } from '../duty/events.ts';
import { concurrently } from '../filling/concurrently.ts';
import { localDay } from '../zone.ts';
import { aroundOf } from './around.ts';
import { sightOf } from './asked-plan.ts';
import { cellsOf, keyOf } from './cells-of-run.ts';
import type { EditsState, KnownRun } from './decider.ts';
import type { EditDeps } from './edit-deps.ts';
import type { CellRefusal, Run } from './events.ts';
import { inverseOf } from './inverse.ts';
import { toldRefusal } from './preview.ts';
import { planInRounds } from './rounds.ts';
import { cellOf, isChanged, stepsOf } from './steps.ts';
import { whoChanged, whoTook } from './who-changed.ts';

const AT_ONCE = 16;

type Asked = {
  readonly kind: 'undo' | 'redo';
  readonly rota: RotaState;
  readonly sources: BoardSources;
  readonly standsFor: EditsState['standsFor'];
  readonly metadata: Metadata;
};

/** By what the bookings that a run cleared stood, as far as it still holds. */
async function overridesIn({ streams }: EditDeps, run: Run, today: string): Promise<ReadonlyMap<string, Override>> {
  const overrides = new Map<string, Override>();
  const clears = cellsOf(run).flatMap((one) => one.clears);
  const people = [...new Set(clears.map(({ person }) => person))];
  await concurrently(people, AT_ONCE, async (person) => {
    const { bookings } = (await streams.diary.state(person)).state;
    for (const { booking } of clears) {
      const override = bookings.get(booking)?.booked.override;
      if (!override || override.expires <= today) continue;
      const { reason, role, expires } = override;
      overrides.set(booking, { reason, role, expires });
    }
  });
  return overrides;
}

/**
 * Plans what undoes a run, or its undoing: only cells that are still as it left them. The others are kept, and say who
 * changed them; so are those whose place or time somebody else has now, and those that a rule refuses today.
 */
export async function unwinding(deps: EditDeps, target: KnownRun, asked: Asked): Promise<Run> {
  const { kind, rota, sources, standsFor, metadata } = asked;
  const { run } = target;
  const cells = cellsOf(run);
  const overrides = await overridesIn(deps, run, localDay(metadata.at));
  const edit = { at: metadata.at, hasReason: metadata.reason !== undefined };
  const around = aroundOf(sources, {
    rota,
    cells: cells.map(({ cell }) => cell),
    edit,
    override: null,
    id: metadata.commandId,
  });
  const inverse = inverseOf(target, {
    copy: around.copy,
    standsFor,
    overrideOf: (booking) => overrides.get(booking) ?? null,
  });
  const changed = await concurrently(inverse.changed, AT_ONCE, async ({ cell, fills, clears, pins }) => {
    const duties = [...fills, ...clears, ...pins].map(({ duty }) => duty as string);
    const who = await whoChanged(deps, { rota: rota.rota, cell, duties, besides: run.edit });
    return { ...cell, code: 'changed-since', because: `${who} It was kept.` };
  });
  const planned = planInRounds(inverse.targets, { ...around, reopened: inverse.reopened });
  const sees = await sightOf(deps.editing(sources.actor), planned);
  const refused = await concurrently(
    planned.flatMap((one) => (one.refused ? [{ ...one, refused: one.refused }] : [])),
    AT_ONCE,
    async (one): Promise<CellRefusal> => {
      const { rejected, because } = await toldRefusal(one.refused, sees);
      const duty = rejected === 'full' ? one.sought?.duty.duty : undefined;
      const who = duty ? await whoTook(deps, duty, run.edit) : '';
      return { ...cellOf(one.target), code: rejected, because: `${because} ${who}`.trim() };
    },
  );
  const willing = planned.filter((one) => one.refused === null);
  const kept = new Set([...changed, ...refused].map(keyOf));
  // A duty that was opened goes again only where all of the cells that hold it are undone.
  const held = new Set(
    cells.filter(({ cell }) => kept.has(keyOf(cell))).flatMap(({ fills }) => fills.map(({ duty }) => duty as string)),
  );
  return {
    edit: metadata.commandId,
    rota: run.rota,
    kind,
    of: run.edit,
    how: run.how,
    partly: true,
    override: null,
    at: metadata.at,
    cells: willing.filter(isChanged).length,
    steps: [...stepsOf(willing, around.copy), ...inverse.withdrawn.filter(({ duty }) => !held.has(duty))],
    refused: [...changed, ...refused],
  };
}

/** Throws that there is nothing to undo or redo. */
export function nothingTo(kind: 'undo' | 'redo'): never {
  const because =
    kind === 'undo'
      ? 'You have done nothing on this rota that can be undone.'
      : 'You have undone nothing on this rota that can be redone.';
  throw new Refused(reject(`nothing-to-${kind}`, because));
}
