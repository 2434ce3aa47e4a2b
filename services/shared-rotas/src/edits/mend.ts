import type { Rejection } from '@weft/eventing';
import { daysBetween } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { type DutyState, dutyNow, type RotaState } from '../board/state.ts';
import type { RecordedFinding } from '../duty/events.ts';
import type { LineBooking } from '../lines/state.ts';
import { askAll, type FillAnswer } from '../who-can-fill/ask.ts';
import { localDay } from '../zone.ts';
import { aroundOf } from './around.ts';
import { type CellEdit, CellEdits } from './cell-edit.ts';
import type { PlannedCell, Target } from './plan.ts';
import { type Judged, planInRounds } from './rounds.ts';

/** The smallest change with which a refused cell goes through. `cells` come in the place of that cell; none where only words help. */
export type Mend = { readonly words: string; readonly cells: readonly CellEdit[] };

type Asked = {
  readonly sources: BoardSources;
  readonly rota: RotaState;
  readonly judged: Judged;
  readonly cell: CellEdit;
  readonly planned: PlannedCell;
  /** All that the edit asks for of the same person. */
  readonly own: readonly Target[];
  readonly asking: AskingOthers;
};

/** Who else could do a duty: asked once for each, and for few of them. */
export type AskingOthers = (state: DutyState) => readonly FillAnswer[];

/** So many duties are asked for. */
const DUTIES_ASKED = 2;

export function askingOthers(sources: BoardSources, rota: RotaState): AskingOthers {
  const asked = new Map<DutyState, readonly FillAnswer[]>();
  return (state) => {
    const before = asked.get(state);
    if (before || asked.size >= DUTIES_ASKED) return before ?? [];
    const { answers } = askAll(sources, { rota, state, enough: ENOUGH });
    asked.set(state, answers);
    return answers;
  };
}

/** So many people are judged for the place, the first one without a hard finding is named. */
const ENOUGH = 1;

/** So many duties beside the cell are tried. */
const NEIGHBOURS = 4;

const mended = (words: string, cells: readonly unknown[]): Mend => ({ words, cells: CellEdits.parse(cells) });

/** A mend that follows from the refusal itself: another code, or one more duty. */
export function plainMend(cell: CellEdit, { rejected, details }: Rejection): Mend | null {
  const { set } = cell;
  const [meant] = ((details ?? {}) as { closest?: readonly string[] }).closest ?? [];
  if (meant !== undefined) return mended(`Set ${meant} instead.`, [{ ...cell, set: { code: meant } }]);
  if (rejected !== 'full' || !('code' in set)) return null;
  return mended(`Open one more ${set.code} on ${cell.date}.`, [{ ...cell, set: { code: set.code, extra: true } }]);
}

/** Looks for the smallest change that mends a refusal: a neighbouring duty cleared, or the duty given to somebody else. */
export function searchedMend(asked: Asked): Mend | null {
  const { rejected } = asked.planned.refused as Rejection;
  const isOfRules = rejected === 'hard-rule' || rejected === 'overlap';
  const mend = (isOfRules ? clearingBeside(asked) : null) ?? somebodyElse(asked);
  return mend || rejected !== 'hard-rule'
    ? mend
    : { words: 'No single change mends this. Override it with a reason, or leave it.', cells: [] };
}

/** Duties of the rota that the person holds and that make the refusal, the nearest first. */
function beside({ rota, judged, cell, planned }: Asked): LineBooking[] {
  const { details } = planned.refused as Rejection;
  const { findings = [], clash } = (details ?? {}) as {
    findings?: readonly RecordedFinding[];
    clash?: { readonly duty: string };
  };
  const makers = new Set([...findings.flatMap(({ duties }) => duties), ...(clash ? [clash.duty] : [])]);
  const far = ({ start }: LineBooking) => Math.abs(daysBetween(cell.date, localDay(start)));
  return judged
    .lineOf(planned.target.person)
    .bookings.filter((one) => one.rota === rota.rota && makers.has(one.duty) && localDay(one.start) !== cell.date)
    .sort((a, b) => far(a) - far(b))
    .slice(0, NEIGHBOURS);
}

function clearingBeside(asked: Asked): Mend | null {
  const { sources, rota, judged, cell, planned, own } = asked;
  const { person } = planned.target;
  for (const { start, duty } of beside(asked)) {
    const date = localDay(start);
    if (own.some((target) => target.date === date)) continue;
    const clear: Target = { person, date, index: -1, wish: { to: 'hold', places: [] } };
    const cells = [...own, clear];
    const { edit, override } = judged;
    const around = aroundOf(sources, { rota, cells, edit, override, id: 'mend' });
    const tried = planInRounds(cells, around);
    if (tried.some(({ target, refused }) => refused !== null && (target === clear || target === planned.target)))
      continue;
    const code = dutyNow(sources.rows, duty)?.duty.code || 'the duty';
    return mended(`Clear ${code} on ${date} as well.`, [cell, { person: cell.person, date, set: { clear: true } }]);
  }
  return null;
}

function somebodyElse({ asking, judged, cell, planned }: Asked): Mend | null {
  const { sought } = planned;
  if (!sought || sought.withdrawn || sought.filled.length >= sought.duty.count) return null;
  const free = asking(sought).find(
    ({ ok, person }) => ok && person !== planned.target.person && judged.copy.placesIn(person, cell.date).length === 0,
  );
  if (!free) return null;
  const why = free.reasons[0] ?? '';
  return mended(`Give it to ${free.name} (${free.employerName}) instead. ${why}`.trim(), [
    { person: free.person, date: cell.date, set: { duty: sought.duty.duty } },
  ]);
}
