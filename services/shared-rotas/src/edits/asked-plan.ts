import { type Metadata, type Position, type Rejection, reject } from '@weft/eventing';
import type { BoardSources } from '../board/board.ts';
import type { RotaState } from '../board/state.ts';
import { refuseExpired } from '../diary/booking.ts';
import type { Editing } from '../duty/editing.ts';
import type { Override } from '../duty/events.ts';
import { concurrently } from '../filling/concurrently.ts';
import { aroundOf } from './around.ts';
import type { AskedCell } from './cell-edit.ts';
import { changedAfter } from './changed-after.ts';
import { cellKey } from './copy.ts';
import type { EditsState } from './decider.ts';
import type { EditDeps } from './edit-deps.ts';
import type { PlannedCell } from './plan.ts';
import { toldRefusal } from './preview.ts';
import { type Judged, planInRounds } from './rounds.ts';
import { cellOf } from './steps.ts';
import { whoElseChanged } from './who-changed.ts';

const AT_ONCE = 16;

export type AskedEdit = {
  readonly rota: RotaState;
  readonly cells: readonly AskedCell[];
  readonly override: Override | null;
  readonly seen: Position | undefined;
  readonly own: EditsState;
  readonly metadata: Pick<Metadata, 'at' | 'commandId' | 'reason'>;
};

/**
 * Plans and judges the cells of an edit, each with what would be done in it or why nothing is: those that are asked for
 * in a wrong way or were changed by somebody since they were looked at are left out before the others are judged.
 */
export async function askedPlan(
  deps: Pick<EditDeps, 'log' | 'rows'>,
  sources: BoardSources,
  { rota, cells, override, seen, own, metadata }: AskedEdit,
): Promise<{ readonly judged: Judged; readonly all: readonly PlannedCell[] }> {
  const judged = aroundOf(sources, {
    rota,
    cells: cells.map(({ target }) => target),
    edit: { at: metadata.at, hasReason: metadata.reason !== undefined },
    override,
    id: metadata.commandId,
  });
  const changed = seen ? changedAfter(deps.rows, { rota: rota.rota, position: seen, own }) : new Set<string>();
  const expired = refuseExpired({ override, at: metadata.at });
  const stopped = new Map<AskedCell, Rejection>();
  await concurrently(cells, AT_ONCE, async (one) => {
    const { person, date } = one.target;
    const wrong = one.refused ?? expired;
    if (wrong) stopped.set(one, wrong);
    if (wrong || !changed.has(cellKey(person, date))) return;
    // What the views do not tell as one's own may be so, by another way than an edit.
    const duties = judged.copy.placesIn(person, date).map(({ duty }) => duty.duty as string);
    const asked = { rota: rota.rota, cell: cellOf(one.target), duties, besides: metadata.commandId, after: seen };
    const who = await whoElseChanged(deps, asked, sources.actor.person);
    if (who) stopped.set(one, reject('changed-meanwhile', `${who} Nothing was set over it.`));
  });
  const open = cells.filter((one) => !stopped.has(one));
  const plans = planInRounds(
    open.map(({ target }) => target),
    judged,
  );
  const planOf = new Map(open.map((one, index) => [one, plans[index] as PlannedCell]));
  const all = cells.map(
    (one): PlannedCell =>
      planOf.get(one) ?? {
        target: one.target,
        ...{ keeps: [], clears: [], fills: [], pins: [], sought: null },
        refused: stopped.get(one) ?? null,
      },
  );
  return { judged, all };
}

/** The refusals of planned cells for the reader, with the person ids that they asked with. */
export function refusalsOf(cells: readonly AskedCell[], all: readonly PlannedCell[], sees: (duty: string) => boolean) {
  const refused = all.flatMap((one, index) => (one.refused ? [{ why: one.refused, index }] : []));
  return concurrently(refused, AT_ONCE, async ({ why, index }) => {
    const { rejected, because, details } = await toldRefusal(why, sees);
    const { person, date } = (cells[index] as AskedCell).cell;
    return { person, date, code: rejected, because, details: details ?? null };
  });
}

/** Who may see which duty: those of rotas in which the actor's organisation takes part. */
export async function sightOf(
  { sees }: Pick<Editing, 'sees'>,
  all: readonly PlannedCell[],
): Promise<(duty: string) => boolean> {
  const named = new Set(all.flatMap(({ refused }) => dutiesIn(refused)));
  const seen = new Map<string, boolean>();
  for (const duty of named) seen.set(duty, await sees(duty));
  return (duty) => seen.get(duty) === true;
}

/** Duties that a refusal names. */
function dutiesIn(refused: Rejection | null): string[] {
  const { findings = [], clash } = (refused?.details ?? {}) as {
    findings?: readonly { readonly duties: readonly string[] }[];
    clash?: { readonly duty: string };
  };
  return [...findings.flatMap(({ duties }) => duties), ...(clash ? [clash.duty] : [])];
}
