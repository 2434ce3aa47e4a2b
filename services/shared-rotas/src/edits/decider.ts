import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { type CellRefusal, type EditEvent, editBegan, editEnded, editKinds, editTurned, type Run } from './events.ts';

/** A run, and how far it came. */
export type KnownRun = {
  readonly run: Run;
  readonly stage: 'begun' | 'turned' | 'done' | 'taken-back';
  /** Cells that were refused after it began. */
  readonly refused: readonly CellRefusal[];
};

/** What one person did to one rota: the newest runs, and which of them can be undone and redone, the next one last. */
export type EditsState = {
  readonly runs: ReadonlyMap<string, KnownRun>;
  readonly undo: readonly string[];
  readonly redo: readonly string[];
};

export type EditsCommand =
  | { readonly type: 'BeginRun'; readonly run: Run }
  /** It cannot be done whole: it is taken back, unless it is done already. */
  | { readonly type: 'TurnRun'; readonly edit: string; readonly refused: readonly CellRefusal[] }
  /** All of it is done, or, when it was turned, taken back. */
  | {
      readonly type: 'EndRun';
      readonly edit: string;
      readonly outcome: 'done' | 'taken-back';
      readonly refused: readonly CellRefusal[];
    };

export type EditsRefusal = 'not-latest' | 'edit-unknown' | 'edit-turned';

/** So many runs of a person can be undone, */
const REMEMBERED_RUNS = 100;
/** and so many steps of them are kept in memory. */
const REMEMBERED_STEPS = 20_000;

/** The newest runs are kept whatever became of them: their commands may be sent again. */
const NEWEST = 20;

/** Forgets runs that have ended: first those that nobody can undo or redo any more, then the oldest. */
function withoutOldest({ runs, undo, redo }: EditsState): EditsState {
  let [count, steps] = [runs.size, 0];
  for (const { run } of runs.values()) steps += run.steps.length;
  const isFew = () => count <= REMEMBERED_RUNS && steps <= REMEMBERED_STEPS;
  if (isFew()) return { runs, undo, redo };
  const reachable = new Set([...undo, ...redo].flatMap((edit) => [edit, runs.get(edit)?.run.of ?? edit]));
  const old = [...runs].slice(0, -NEWEST).filter(([, { stage }]) => stage === 'done' || stage === 'taken-back');
  const left = new Map(runs);
  for (const isNeeded of [false, true])
    for (const [edit, { run }] of old) {
      if (isFew() || reachable.has(edit) !== isNeeded) continue;
      left.delete(edit);
      count--;
      steps -= run.steps.length;
    }
  const isLeft = (edit: string) => left.has(edit);
  return { runs: left, undo: undo.filter(isLeft), redo: redo.filter(isLeft) };
}

function begun({ runs, undo, redo }: EditsState, run: Run): EditsState {
  const all = new Map(runs).set(run.edit, { run, stage: 'begun', refused: [] });
  switch (run.kind) {
    case 'edit':
      return { runs: all, undo: [...undo, run.edit], redo: [] };
    case 'undo':
      return { runs: all, undo: undo.slice(0, -1), redo: [...redo, run.edit] };
    case 'redo':
      return { runs: all, undo: [...undo, run.edit], redo: redo.slice(0, -1) };
    default:
      return run.kind satisfies never;
  }
}

function evolve(state: EditsState, event: EditEvent): EditsState {
  switch (event.type) {
    case 'EditBegan':
      return withoutOldest(begun(state, event.data));
    case 'EditTurned': {
      const { edit, refused } = event.data;
      const known = state.runs.get(edit);
      return known ? { ...state, runs: new Map(state.runs).set(edit, { ...known, stage: 'turned', refused }) } : state;
    }
    case 'EditEnded': {
      const { edit, outcome, refused } = event.data;
      const known = state.runs.get(edit);
      if (!known) return state;
      const runs = new Map(state.runs).set(edit, { ...known, stage: outcome, refused });
      if (outcome === 'done') return { ...state, runs };
      const isOther = (one: string) => one !== edit;
      return { runs, undo: state.undo.filter(isOther), redo: state.redo.filter(isOther) };
    }
    default:
      return event satisfies never;
  }
}

function begin(run: Run, { undo, redo }: EditsState): Decision<EditEvent, EditsRefusal> {
  const latest = run.kind === 'undo' ? undo.at(-1) : run.kind === 'redo' ? redo.at(-1) : run.of;
  return latest === run.of && (run.kind === 'edit' || run.of !== null)
    ? [editBegan.create(run)]
    : reject('not-latest', 'Something else was done or undone a moment ago. Look again.');
}

function decide(command: EditsCommand, state: EditsState): Decision<EditEvent, EditsRefusal> {
  if (command.type === 'BeginRun') return begin(command.run, state);
  const { edit } = command;
  const refused = [...command.refused];
  const known = state.runs.get(edit);
  if (!known) return reject('edit-unknown', 'This edit was never begun, or lies too far back.');
  const { stage } = known;
  switch (command.type) {
    case 'TurnRun':
      return stage === 'begun' ? [editTurned.create({ edit, refused })] : [];
    case 'EndRun':
      if (stage === 'done' || stage === 'taken-back') return [];
      if ((stage === 'turned') !== (command.outcome === 'taken-back'))
        return reject('edit-turned', 'This edit is being taken back already.');
      return [editEnded.create({ edit, outcome: command.outcome, refused: [...known.refused, ...refused] })];
    default:
      return command satisfies never;
  }
}

const editsDecider: Decider<EditsState, EditsCommand, EditEvent, EditsRefusal> = {
  initial: { runs: new Map(), undo: [], redo: [] },
  evolve,
  decide,
};

/** Streams edits-<rota>/<person>: what one person did to one rota, so that it can be undone, by nobody else's edit. */
export const editsStream: Stream<EditsState, EditsCommand, EditEvent, EditsRefusal> = {
  category: 'edits',
  kinds: editKinds,
  decider: editsDecider,
};
