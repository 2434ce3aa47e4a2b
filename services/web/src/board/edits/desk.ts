import type { BoardStore } from '../model/store.ts';
import { blocks, isHarmless, madeWords, proposalWords } from './desk-words.ts';
import type { EditsApi, Override, Preview, Undone } from './edits-api.ts';
import { type CellEdit, cellsWords, type Plan } from './plan.ts';
import type { Unsaved, UnsavedEdits } from './unsaved.ts';

/** An edit that waits for a yes: what it would do is shown, nothing is written. */
export type Proposal = {
  readonly plan: Plan;
  /** Null while the rules are asked. */
  readonly preview: Preview | null;
  readonly fault: string | null;
};

export type DeskState = {
  readonly proposal: Proposal | null;
  /** Edits that are on their way, or wait for their turn to be looked at. */
  readonly sending: number;
  /** What was done last, to be repeated. */
  readonly last: CellEdit['set'] | null;
};

type Deps = {
  readonly api: EditsApi;
  readonly store: Pick<BoardStore, 'show' | 'settled' | 'forget'>;
  readonly unsaved: UnsavedEdits;
  readonly say: (text: string) => void;
  readonly alert: (text: string) => void;
  /** Rows to be drawn again: an edit of these people was saved. */
  readonly saved: (people: readonly string[]) => void;
  /** Nobody answered. */
  readonly lost: () => void;
  /** The code of a duty, to show it before the board does. */
  readonly codeOf: (duty: string) => string;
  readonly newId: () => string;
  readonly now: () => number;
};

export type Desk = ReturnType<typeof editDesk>;

type Writing = {
  readonly override?: Override | undefined;
  readonly partly: boolean;
  readonly preview?: Preview | null;
};

/**
 * Where edits are looked at, sent and taken back. One edit is on its way at a time, in the order in which they were
 * made, those that are looked at first too. What the platform has not taken is never shown as saved; what it refuses is
 * kept with its reason.
 */
export function editDesk({ api, store, unsaved, say, alert, saved, lost, codeOf, newId, now }: Deps) {
  let state: DeskState = { proposal: null, sending: 0, last: null };
  /** Those whose answer nobody waits for any more. */
  const left = new WeakSet<Plan>();
  let line: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();
  const set = (next: Partial<DeskState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
    set({ sending: state.sending + 1 });
    const turn = line.then(work).finally(() => set({ sending: state.sending - 1 }));
    line = turn.catch(() => undefined);
    return turn;
  };

  function kept(plan: Plan, because: Unsaved['because'], id = newId()): Unsaved {
    const isNot = new Set(because.map(({ person, date }) => `${person} ${date}`));
    const edits = plan.edits.filter(({ person, date }) => isNot.has(`${person} ${date}`));
    return { id, plan: { ...plan, edits }, at: now(), because };
  }

  /** Shows an edit as on its way; the returned function writes it. */
  function shown(plan: Plan): (how: Writing) => Promise<void> {
    const id = newId();
    store.show(
      id,
      plan.edits.map((edit) => shownOf(edit, codeOf)),
    );
    set({ proposal: state.proposal?.plan === plan ? null : state.proposal, last: plan.edits[0]?.set ?? state.last });
    return (how) => write(id, plan, how);
  }

  function send(plan: Plan, how: Writing): Promise<void> {
    const written = shown(plan);
    return inTurn(() => written(how));
  }

  async function write(id: string, plan: Plan, { override, partly, preview }: Writing) {
    try {
      const { done, refused } = await api.edit({ cells: plan.edits, how: plan.how, partly, override });
      const cells = refused.map(({ person, date, because: why }) => ({ person, date, why }));
      store.settled(id, [
        ...done.map((cell) => ({ ...cell, state: 'saved' as const, why: null })),
        ...cells.map((cell) => ({ ...cell, state: 'refused' as const })),
      ]);
      saved([...new Set([...done, ...refused].map(({ person }) => person))]);
      if (cells.length > 0) {
        unsaved.add(kept(plan, cells, id));
        alert(`${plan.words}: ${cellsWords(cells.length)} not saved. ${cells[0]?.why ?? ''}`);
      } else say(`${plan.words}: saved.${madeWords(preview ?? null)}`);
    } catch (error) {
      const why = api.inWords(error);
      if (api.isLost(error)) lost();
      const cells = because(plan, why);
      store.settled(
        id,
        cells.map((cell) => ({ ...cell, state: 'refused' as const })),
      );
      unsaved.add(kept(plan, cells, id));
      alert(`${plan.words}: not saved. ${why}`);
    }
  }

  async function ask(plan: Plan): Promise<void> {
    set({ proposal: { plan, preview: null, fault: null } });
    return inTurn(() => look(plan));
  }

  /** Writes what is harmless. What is not waits for a yes; where another edit came meanwhile, it is kept as not saved. */
  async function look(plan: Plan): Promise<void> {
    if (left.has(plan)) return;
    const isAsked = () => state.proposal?.plan === plan;
    try {
      const preview = plan.edits.length === 0 ? NOTHING : await api.preview({ cells: plan.edits });
      if (left.has(plan)) return;
      if (plan.edits.length > 0 && isHarmless(plan, preview)) return await shown(plan)({ partly: false, preview });
      if (!isAsked()) return overtaken(plan, preview);
      set({ proposal: { plan, preview, fault: null } });
      say(proposalWords(plan, preview));
    } catch (error) {
      const why = api.inWords(error);
      if (isAsked()) set({ proposal: { plan, preview: null, fault: why } });
      else unsaved.add(kept(plan, because(plan, why)));
      alert(why);
    }
  }

  function overtaken(plan: Plan, { cells }: Preview) {
    const why = new Map(cells.map(({ person, date, refused }) => [`${person} ${date}`, refused?.because]));
    const first = cells.find(({ refused }) => refused)?.refused?.because ?? plan.left[0] ?? 'It has to be looked at.';
    if (plan.edits.length > 0)
      unsaved.add(
        kept(
          plan,
          plan.edits.map(({ person, date }) => ({ person, date, why: why.get(`${person} ${date}`) ?? first })),
        ),
      );
    alert(`${plan.words}: not saved. ${first}`);
  }

  async function takeBack(way: 'undo' | 'redo') {
    try {
      const { words, undone, kept }: Undone = await inTurn(() => api[way]());
      saved([...new Set([...undone, ...kept].map(({ person }) => person))]);
      const done = `${way === 'undo' ? 'Undone' : 'Done again'}: ${words}, ${cellsWords(undone.length)}.`;
      say([done, ...kept.map(({ because }) => `Kept: ${because}`)].join(' '));
    } catch (error) {
      alert(api.inWords(error));
    }
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Looks at an edit; writes it at once when nothing speaks against it, else waits for a yes. */
    propose(plan: Plan): Promise<void> {
      if (plan.edits.length > 0 || plan.left.length > 0 || plan.unknown.length > 0) return ask(plan);
      say('Nothing to change.');
      return Promise.resolve();
    },
    /** Writes an edit without looking: the platform refuses what breaks a hard rule. */
    commit: (plan: Plan, override?: Override): Promise<void> => send(plan, { override, partly: false }),
    /** Writes what was proposed: all of it, or (`partly`) what can be. Says why when that can't be. */
    confirm({ override, partly = false }: { override?: Override; partly?: boolean } = {}): Promise<void> {
      const { proposal } = state;
      if (!proposal?.preview) return Promise.resolve();
      const { refused, breaches } = blocks(proposal.preview);
      const unknown = proposal.plan.unknown.length;
      if (unknown > 0)
        alert(
          `${unknown === 1 ? 'A code is' : `${unknown} codes are`} not known: say beside the board what is meant, or press Escape.`,
        );
      else if (proposal.plan.edits.length === 0) set({ proposal: null });
      else if (refused > 0 && !partly)
        alert(`${cellsWords(refused)} can’t be had. Control and Enter saves the others, Escape leaves.`);
      else if (breaches > 0 && !override && !partly)
        alert('This needs a reason: press Control, Shift and Enter, or Escape to leave it.');
      else return send(proposal.plan, { override, partly, preview: proposal.preview });
      return Promise.resolve();
    },
    /** Leaves what was proposed; answers whether there was something. */
    leave(): boolean {
      if (!state.proposal) return false;
      left.add(state.proposal.plan);
      set({ proposal: null });
      say('Left as it was.');
      return true;
    },
    /** Looks at an edit that was not saved once more. */
    retry(id: string): Promise<void> {
      const one = unsaved.all().find((each) => each.id === id);
      if (!one) return Promise.resolve();
      this.forget(id);
      return ask(one.plan);
    },
    /** Drops an edit that was not saved. */
    forget(id: string) {
      store.forget(id);
      unsaved.drop(id);
    },
    undo: () => takeBack('undo'),
    redo: () => takeBack('redo'),
  };
}

/** All of an edit, for one reason. */
const because = ({ edits }: Plan, why: string): Unsaved['because'] =>
  edits.map(({ person, date }) => ({ person, date, why }));

const NOTHING: Preview = { cells: [], findings: { made: [], gone: [] }, cover: [], fairness: [] };

function shownOf({ person, date, set }: CellEdit, codeOf: Deps['codeOf']) {
  if ('pin' in set) return { person, date, codes: null, isPinned: set.pin };
  if ('clear' in set) return { person, date, codes: [], isPinned: false };
  if ('duties' in set) return { person, date, codes: set.duties.map(codeOf), isPinned: false };
  return { person, date, codes: ['code' in set ? set.code : codeOf(set.duty)], isPinned: false };
}
