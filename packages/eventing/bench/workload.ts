import { z } from 'zod';
import { eventKind, type Metadata, type NewEvent, type Projections, type View } from '../src/index.ts';

const WARDS = 200;
/** A stream ends after so many events, and its writer begins another one: more events make more streams, not longer ones. */
export const STREAM_EVENTS = 10;

const Written = eventKind('NoteWritten', z.object({ ward: z.string(), writtenAt: z.iso.datetime(), text: z.string() }));
const Signed = eventKind('NoteSigned', z.object({ note: z.number().int(), by: z.string() }));
type Noted = ReturnType<typeof Written.create> | ReturnType<typeof Signed.create>;

/** What every run writes: nine notes of some 300 bytes, then a signature of one of them, drawn by a seed. */
export type Workload = {
  /** The nth event of a stream. `id` is a UUID that no other event has. */
  event(revision: number, id: string): NewEvent;
  /** The text of the next note, for a command. */
  text(): string;
  /** The name of a new stream: streams begin anywhere in the order of names, as those of people and duties do. */
  stream(): string;
};

/** Metadata of a command of the benchmark. */
export const under = (commandId: string): Metadata => ({
  commandId,
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
});

/** The workload of a seed. `bytes` is the length of a note's text. */
export function workload(seed: number, bytes: number): Workload {
  const draw = drawsOf(seed);
  const letters = Array.from({ length: bytes * 2 }, () => String.fromCharCode(97 + draw(26))).join('');
  const text = () => {
    const from = draw(bytes + 1);
    return letters.slice(from, from + bytes);
  };
  const startedAt = Date.UTC(2026, 2, 1);
  let minutes = 0;
  return {
    text,
    stream: () => `note-${hex(draw(2 ** 32))}-${hex(draw(2 ** 32))}`,
    event(revision, id) {
      minutes += 1;
      const made =
        revision % 10 === 9
          ? Signed.create({ note: revision - 1 - draw(9), by: `person-${draw(5000)}` })
          : Written.create({
              ward: `ward-${draw(WARDS)}`,
              writtenAt: new Date(startedAt + minutes * 60_000).toISOString(),
              text: text(),
            });
      return { id, type: made.type, version: 1, data: made.data, metadata: under(id) };
    },
  };
}

const hex = (value: number) => value.toString(16).padStart(8, '0');

/** A UUID from a number of the benchmark's step and a count: no event of a run shares it with another. */
export const uuidOf = (step: number, count: number): string =>
  `${hex(step)}-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;

/** The stream of a command: any number of notes. */
export const notebook = {
  category: 'notebook',
  kinds: [Written],
  decider: {
    initial: 0,
    evolve: (count: number) => count + 1,
    decide: (text: string) => [Written.create({ ward: 'ward-1', writtenAt: '2026-03-01T09:00:00.000Z', text })],
  },
};

/** A view as services have them: a row for each note, found by key and by an index, and changed by later events. */
const notes: View<Noted> = {
  name: 'notes',
  version: 1,
  tables: `
    CREATE TABLE notes (
      stream TEXT, note INTEGER, ward TEXT, written_at TEXT, text TEXT, signed_by TEXT,
      PRIMARY KEY (stream, note)
    ) WITHOUT ROWID;
    CREATE INDEX notes_of_ward ON notes (ward, written_at);
  `,
  on: {
    NoteWritten: (rows, { stream, revision, data }) =>
      rows.run(
        'INSERT INTO notes VALUES (?, ?, ?, ?, ?, NULL)',
        stream,
        revision,
        data.ward,
        data.writtenAt,
        data.text.slice(0, 80),
      ),
    NoteSigned: (rows, { stream, data }) =>
      rows.run('UPDATE notes SET signed_by = ? WHERE stream = ? AND note = ?', data.by, stream, data.note),
  },
};

/** A service with that view, and nothing else. */
export const wardNotes: Projections = {
  service: 'ward-notes',
  categories: [{ category: 'note', kinds: [Written, Signed] }],
  views: [notes as View<never>],
  contractViews: [],
  reactions: [],
  contractReactions: [],
  publish: () => [],
};

/** Whole numbers below a bound, the same for the same seed. */
function drawsOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
