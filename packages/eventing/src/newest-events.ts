import { categoryOf, type RecordedEvent } from './event.ts';

/** An event that was just written: its place, its weight, and what a reader of the file would be given. */
export type Written = { readonly place: number; readonly characters: number; readonly event: () => RecordedEvent };
type Kept = Written & { readonly category: string; read: RecordedEvent | null };

/** So many events, with so many characters of data, are kept at most. */
const MOST_EVENTS = 512;
const MOST_CHARACTERS = 1_000_000;

/**
 * The newest events of a log that one process writes. Those who follow it are given these, and need no look into the
 * file; all of them are given the same objects.
 */
export type NewestEvents = {
  /** Adds what lies in the open transaction; `stream` is whose it is. */
  add(stream: string, events: readonly Written[]): void;
  commit(): void;
  rollback(): void;
  /** All events after a place, of some categories; null when older ones are asked for than are kept. */
  after(place: number, categories: readonly string[] | undefined): RecordedEvent[] | null;
};

/** Starts with none: all up to `head` lies in the file only. */
export function newestEvents(head: number): NewestEvents {
  let kept: Kept[] = [];
  let open: Kept[] = [];
  let characters = 0;
  /** All events after this place are kept. */
  let from = head;

  /** Leaves out the older half. */
  function shorten() {
    const half = kept.slice(Math.ceil(kept.length / 2));
    from = kept[kept.length - half.length - 1]?.place ?? from;
    kept = half;
    characters = half.reduce((sum, one) => sum + one.characters, 0);
  }

  return {
    add(stream, events) {
      const category = categoryOf(stream);
      for (const one of events) open.push({ ...one, category, read: null });
    },
    commit() {
      for (const one of open) {
        kept.push(one);
        characters += one.characters;
      }
      open = [];
      while (kept.length > MOST_EVENTS || characters > MOST_CHARACTERS) shorten();
    },
    rollback() {
      open = [];
    },
    after(place, categories) {
      if (place < from) return null;
      const events: RecordedEvent[] = [];
      for (let index = kept.findLastIndex((one) => one.place <= place) + 1; index < kept.length; index++) {
        const one = kept[index] as Kept;
        if (categories && !categories.includes(one.category)) continue;
        one.read ??= one.event();
        events.push(one.read);
      }
      return events;
    },
  };
}
