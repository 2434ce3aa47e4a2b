import { type Decision, type EventOf, reject, type Stream } from '@weft/eventing';
import {
  type ImportEvent,
  importAccepted,
  importEvents,
  importFinished,
  importOpened,
  importPreviewed,
  rowsApplied,
  rowsJudged,
} from './events.ts';

type Opened = EventOf<[typeof importOpened]>['data'];
type Part = EventOf<[typeof rowsJudged]>['data'];
type Applied = EventOf<[typeof rowsApplied]>['data'];

/** How far an import is. Its rows stay in the log; only their numbers are kept here. */
export type ImportState = {
  readonly opened: Opened | null;
  readonly stage: 'reading' | 'read' | 'applying' | 'applied';
  readonly parts: number;
  /** Rows that can be applied. */
  readonly judged: number;
  readonly wrongRows: ReadonlySet<number>;
  readonly refusedRows: readonly number[];
  /** Rows that were applied or refused meanwhile: the next one is at this index. */
  readonly next: number;
  readonly refused: Applied['refused'];
};

export type ImportCommand =
  | { readonly type: 'OpenImport'; readonly file: Opened }
  | { readonly type: 'AddPart'; readonly part: Part }
  | { readonly type: 'EndPreview' }
  | { readonly type: 'AcceptImport'; readonly refuseRows: readonly number[] }
  | { readonly type: 'ReportRows'; readonly applied: Applied }
  | { readonly type: 'FinishImport' };

export type ImportRefusal = 'import-unknown' | 'not-previewed' | 'rows-wrong' | 'row-not-wrong' | 'accepted-already';

const initial: ImportState = {
  opened: null,
  stage: 'reading',
  parts: 0,
  judged: 0,
  wrongRows: new Set(),
  refusedRows: [],
  next: 0,
  refused: [],
};

function evolve(state: ImportState, event: ImportEvent): ImportState {
  switch (event.type) {
    case 'ImportOpened':
      return { ...state, opened: event.data };
    case 'RowsJudged':
      return {
        ...state,
        parts: state.parts + 1,
        judged: state.judged + event.data.judged.length,
        wrongRows: new Set([...state.wrongRows, ...event.data.problems.map(({ row }) => row)]),
      };
    case 'ImportPreviewed':
      return { ...state, stage: 'read' };
    case 'ImportAccepted':
      return { ...state, stage: 'applying', refusedRows: event.data.refusedRows };
    case 'RowsApplied':
      return { ...state, next: event.data.reached + 1, refused: [...state.refused, ...event.data.refused] };
    case 'ImportFinished':
      return { ...state, stage: 'applied' };
    default:
      return event satisfies never;
  }
}

function accept(refuseRows: readonly number[], state: ImportState): Decision<ImportEvent, ImportRefusal> {
  if (state.stage === 'reading') return reject('not-previewed', 'This import has no preview yet. Send the file again.');
  const refused = [...new Set(refuseRows)].sort((a, b) => a - b);
  if (state.stage !== 'read')
    return refused.join() === state.refusedRows.join()
      ? []
      : reject('accepted-already', 'This import was accepted already, with other rows left out.');
  const open = [...state.wrongRows].filter((row) => !refused.includes(row));
  if (open.length > 0)
    return reject(
      'rows-wrong',
      `Nothing is imported while ${open.length === 1 ? 'a row is' : `${open.length} rows are`} wrong: ${open.slice(0, 20).join(', ')}${open.length > 20 ? ', …' : ''}. Mend the file and send it again, or refuse each of these rows.`,
      { rows: open },
    );
  const right = refused.filter((row) => !state.wrongRows.has(row));
  if (right.length > 0)
    return reject(
      'row-not-wrong',
      `Nothing is wrong with row ${right.join(', ')}. Take it out of the file to leave it out.`,
    );
  return [importAccepted.create({ refusedRows: refused })];
}

/** What two processes report of the same rows counts once. */
const onlyNew = (applied: Applied, { refused }: ImportState): Applied => ({
  ...applied,
  refused: applied.refused.filter(({ row }) => !refused.some((known) => known.row === row)),
});

function decide(command: ImportCommand, state: ImportState): Decision<ImportEvent, ImportRefusal> {
  if (command.type === 'OpenImport') return state.opened ? [] : [importOpened.create(command.file)];
  if (!state.opened) return reject('import-unknown', 'There is no such import.');
  switch (command.type) {
    case 'AddPart':
      return command.part.part < state.parts ? [] : [rowsJudged.create(command.part)];
    case 'EndPreview':
      return state.stage === 'reading' ? [importPreviewed.create({ parts: state.parts })] : [];
    case 'AcceptImport':
      return accept(command.refuseRows, state);
    case 'ReportRows':
      return state.stage === 'applying' && command.applied.reached >= state.next
        ? [rowsApplied.create(onlyNew(command.applied, state))]
        : [];
    case 'FinishImport':
      return state.stage === 'applying' && state.next >= state.judged
        ? [importFinished.create({ applied: state.judged - state.refused.length })]
        : [];
    default:
      return command satisfies never;
  }
}

/** The import of one file: read and judged, looked at, accepted, applied row by row, finished. */
export const importStream: Stream<ImportState, ImportCommand, ImportEvent, ImportRefusal> = {
  category: 'import',
  kinds: importEvents,
  decider: { initial, evolve, decide },
};
