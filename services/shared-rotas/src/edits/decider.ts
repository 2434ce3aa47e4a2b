import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { cellsOf } from './cells-of-run.ts';
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
  /** Bookings that undoing or redoing made again, each with the first one that it stands for. */
  readonly standsFor: ReadonlyMap<string, string>;
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
function withoutOldest(state: EditsState): EditsState {
  const { runs, undo, redo } = state;
  let [count, steps] = [runs.size, 0];
  for (const { run } of runs.values()) steps += run.steps.length;
  const isFew = () => count <= REMEMBERED_RUNS && steps <= REMEMBERED_STEPS;
  if (isFew()) return state;
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
  return { ...state, runs: left, undo: undo.filter(isLeft), redo: redo.filter(isLeft) };
}

/** So many bookings that stand for others are remembered, the newest ones. */
const REMEMBERED_BOOKINGS = 20_000;

/** What a run gives back that the run before it took away stands for what was there then. */
function standingWith({ runs, standsFor }: EditsState, run: Run): ReadonlyMap<string, string> {
  const before = runs.get(run.of ?? '')?.run;
  if (!before) return standsFor;
  const all = new Map(standsFor);
  const cleared = new Map(
    cellsOf(before).flatMap(({ clears }) => clears.map((one) => [`${one.duty} ${one.person}`, one.booking as string])),
  );
  for (const { fills } of cellsOf(run))
    for (const { duty, person, booking } of fills) {
      const was = cleared.get(`${duty} ${person}`);
      if (was !== undefined) all.set(booking, standsFor.get(was) ?? was);
    }
  for (const oldest of all.keys()) {
    if (all.size <= REMEMBERED_BOOKINGS) break;
    all.delete(oldest);
  }
  return all;
}

function begun(state: EditsState, run: Run): EditsState {
  const { runs, undo, redo } = state;
  const standsFor = standingWith(state, run);
  const all = new Map(runs).set(run.edit, { run, stage: 'begun', refused: [] });
  switch (run.kind) {
    case 'edit':
      return { runs: all, undo: [...undo, run.edit], redo: [], standsFor };
    case 'undo':
      return { runs: all, undo: undo.slice(0, -1), redo: [...redo, run.edit], standsFor };
    case 'redo':
      return { runs: all, undo: [...undo, run.edit], redo: redo.slice(0, -1), standsFor };
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
      return { ...state, runs, undo: state.undo.filter(isOther), redo: state.redo.filter(isOther) };
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
  initial: { runs: new Map(), undo: [], redo: [], standsFor: new Map() },
  evolve,
  decide,
};

/** Streams edits-<rota>/<person>: what one person did to one rota, so that it can be undone, by nobody else's edit. */
export const editsStream: Stream<EditsState, EditsCommand, EditEvent, EditsRefusal> = {
  category: 'edits',
  kinds: editKinds,
  decider: editsDecider,
};
