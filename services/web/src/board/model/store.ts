import { type Cells, cellsOf } from './cells.ts';
import type { Grid } from './grid.ts';
import { type Asked, merged } from './merge.ts';

/**
 * What an edit of one's own shows in a cell before the board tells it: typed and sent, or saved and not yet drawn. A
 * refused edit shows nothing: the old value is back, and `why` is kept.
 */
export type Mark = {
  readonly edit: string;
  readonly state: 'sent' | 'saved' | 'refused';
  /** What the cell shall hold; null leaves the codes as they are. */
  readonly codes: readonly string[] | null;
  readonly isPinned: boolean | null;
  readonly why: string | null;
  /** The store's revision when it was saved: rows that are asked for from then on tell it. 0 until it is. */
  readonly savedAt: number;
};

/** A cell that somebody else changed while this page looked on. */
export type Touch = { readonly byName: string; readonly at: string };

type Listener = () => void;

/** The board of a page, outside of React. Rows are told apart by the person; each has a revision that grows. */
export type BoardStore = ReturnType<typeof boardStore>;

const personOf = (key: string) => key.slice(0, key.indexOf(' '));

/** Makes an empty store. `soon` runs what tells the listeners of others' changes: once a frame in a browser. */
export function boardStore(soon: (run: () => void) => void) {
  let cells: Cells | null = null;
  let revision = 0;
  const revisions = new Map<string, number>();
  const marks = new Map<string, Mark>();
  const touches = new Map<string, Touch>();
  const whole = new Set<Listener>();
  const rows = new Map<string, Set<Listener>>();
  const untold = new Set<string>();
  let isDue = false;

  const tell = () => {
    isDue = false;
    const people = [...untold];
    untold.clear();
    for (const person of people) for (const listener of rows.get(person) ?? []) listener();
    for (const listener of whole) listener();
  };
  const change = (people: Iterable<string>) => {
    revision++;
    for (const person of people) {
      revisions.set(person, revision);
      untold.add(person);
    }
  };
  const later = () => {
    if (isDue) return;
    isDue = true;
    soon(() => isDue && tell());
  };
  /** Marks that say no more than the board does once it was drawn again. */
  const settle = (askedAt: number, isDrawn: (person: string) => boolean) => {
    for (const [key, mark] of marks)
      if (mark.state === 'saved' && mark.savedAt <= askedAt && isDrawn(personOf(key))) marks.delete(key);
  };

  return {
    /** The board by person and day; null until the first was loaded. A new object with each change of it. */
    cells: () => cells,
    revision: () => revision,
    rowRevision: (person: string) => revisions.get(person) ?? 0,
    mark: (person: string, date: string): Mark | null => marks.get(`${person} ${date}`) ?? null,
    touch: (person: string, date: string): Touch | null => touches.get(`${person} ${date}`) ?? null,
    marks: (): ReadonlyMap<string, Mark> => marks,

    subscribe(listener: Listener) {
      whole.add(listener);
      return () => void whole.delete(listener);
    },
    subscribeRow(person: string, listener: Listener) {
      const known = rows.get(person) ?? new Set();
      rows.set(person, known);
      known.add(listener);
      return () => {
        known.delete(listener);
        if (known.size === 0) rows.delete(person);
      };
    },

    /** A whole board came, which was asked for at that revision: every row is drawn again. */
    replace(grid: Grid, askedAt: number) {
      cells = cellsOf(grid);
      settle(askedAt, () => true);
      change(grid.people.map(({ person }) => person));
      tell();
    },

    /** Some rows came, which were asked for at that revision: they are drawn again with the next frame. */
    merge(part: Grid, asked: Asked, askedAt: number) {
      if (!cells) return;
      cells = cellsOf(merged(cells.grid, part, asked));
      const drawn = new Set(asked.people);
      settle(askedAt, (person) => drawn.has(person));
      change(drawn);
      later();
    },

    /** Shows an edit of one's own at once. */
    show(edit: string, shown: readonly (Pick<Mark, 'codes' | 'isPinned'> & { person: string; date: string })[]) {
      for (const { person, date, codes, isPinned } of shown)
        marks.set(`${person} ${date}`, { edit, state: 'sent', codes, isPinned, why: null, savedAt: 0 });
      change(new Set(shown.map(({ person }) => person)));
      tell();
    },

    /** What became of an edit's cell: saved shows until the board tells it, refused takes the old value back. */
    settled(
      edit: string,
      outcomes: readonly { person: string; date: string; state: 'saved' | 'refused'; why: string | null }[],
    ) {
      const people = new Set<string>();
      revision++;
      for (const { person, date, state, why } of outcomes) {
        const mark = marks.get(`${person} ${date}`);
        if (mark?.edit !== edit) continue;
        marks.set(`${person} ${date}`, { ...mark, state, why, savedAt: revision });
        people.add(person);
      }
      change(people);
      tell();
    },

    /** Forgets what an edit left in cells. */
    forget(edit: string) {
      const people = new Set<string>();
      for (const [key, mark] of marks) {
        if (mark.edit !== edit) continue;
        marks.delete(key);
        people.add(personOf(key));
      }
      change(people);
      tell();
    },

    /** Remembers who changed a cell last, of others. */
    touched(changes: readonly (Touch & { person: string; date: string })[]) {
      for (const { person, date, byName, at } of changes) touches.set(`${person} ${date}`, { byName, at });
    },
  };
}
