import { z } from 'zod';
import { type Decider, reject } from '../decider.ts';
import { type EventOf, eventKind, type Metadata, type Recorded } from '../event.ts';
import type { Handler, Stream } from '../handler.ts';
import type { Projections, Reaction } from '../run/projections.ts';
import type { View } from '../view.ts';

const Time = z.object({ from: z.number().int(), to: z.number().int() });
const Booked = eventKind('Booked', Time);
const Released = eventKind('Released', Time);
const diaryKinds = [Booked, Released] as const;
type DiaryEvent = EventOf<typeof diaryKinds>;
type Span = z.infer<typeof Time>;

/** What clients ask of a diary. */
export type DiaryCommand =
  | { readonly type: 'Book'; readonly time: Span }
  | { readonly type: 'Move'; readonly from: number; readonly time: Span };

/** True when two spans share time. */
export const overlap = (one: Span, two: Span): boolean => one.from < two.to && two.from < one.to;

const decider: Decider<readonly Span[], DiaryCommand, DiaryEvent, 'overlap' | 'not-booked'> = {
  initial: [],
  evolve: (booked, { type, data }) =>
    type === 'Booked' ? [...booked, data] : booked.filter(({ from, to }) => from !== data.from || to !== data.to),
  decide(command, booked) {
    const moved = command.type === 'Move' ? booked.find(({ from }) => from === command.from) : undefined;
    if (command.type === 'Move' && !moved) return reject('not-booked', 'Nothing is booked then.');
    const inTheWay = booked.find((span) => span !== moved && overlap(span, command.time));
    if (inTheWay) return reject('overlap', 'The time is taken.', inTheWay);
    return [...(moved ? [Released.create(moved)] : []), Booked.create(command.time)];
  },
};

/** One person's diary: no two bookings overlap. */
export const diary: Stream<readonly Span[], DiaryCommand, DiaryEvent, 'overlap' | 'not-booked'> = {
  category: 'diary',
  kinds: diaryKinds,
  decider,
};

const Done = eventKind('Done', z.object({ for: z.string() }));
type DoneEvent = ReturnType<typeof Done.create>;

/** An effect that does not check itself: what is sent twice under two command ids is done twice. */
export const effects = (category: string): Stream<number, string, DoneEvent, never> => ({
  category,
  kinds: [Done],
  decider: { initial: 0, evolve: (count) => count + 1, decide: (id) => [Done.create({ for: id })] },
});
export type Effects = Handler<number, string, DoneEvent, never>;

/** Every booking as a row without a key, and a count that is added to: double handling shows. */
export const bookings: View<DiaryEvent> = {
  name: 'bookings',
  version: 1,
  tables: `
    CREATE TABLE bookings (diary TEXT, starts INTEGER, ends INTEGER);
    CREATE TABLE changes (diary TEXT PRIMARY KEY, count INTEGER)`,
  on: {
    Booked(rows, { stream, data }) {
      rows.run('INSERT INTO bookings VALUES (?, ?, ?)', stream, data.from, data.to);
      rows.run('INSERT INTO changes VALUES (?, 1) ON CONFLICT (diary) DO UPDATE SET count = count + 1', stream);
    },
    Released(rows, { stream, data }) {
      rows.run('DELETE FROM bookings WHERE diary = ? AND starts = ? AND ends = ?', stream, data.from, data.to);
      rows.run('INSERT INTO changes VALUES (?, 1) ON CONFLICT (diary) DO UPDATE SET count = count + 1', stream);
    },
  },
};

/** Who acts in the simulation, and under which command. */
export const under = (commandId: string): Metadata => ({
  commandId,
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
});

/** What makes the command id of a reaction out of the event's id. */
export type CommandIds = (reaction: string, eventId: string) => string;

/** The service that owns diaries: a view, and a charge for each booking. */
export const bookingService = (charges: Effects, commandId: CommandIds): Projections => ({
  service: 'booking',
  categories: [diary],
  views: [bookings as View<never>],
  contractViews: [],
  reactions: [
    {
      name: 'when-booked',
      on: {
        Booked: async ({ id, stream }: Recorded<DiaryEvent>) => {
          await charges.handle(stream, id, under(commandId('when-booked', id)));
        },
      },
    } as Reaction<never>,
  ],
  contractReactions: [],
  publish: ({ type, stream }) => (type === 'Booked' ? [{ subject: 'booking.Booked.v1', data: { diary: stream } }] : []),
});

/** Another service: a view of the contracts, and a letter for each booking. */
export const letterService = (letters: Effects, commandId: CommandIds): Projections => ({
  service: 'letter',
  categories: [],
  views: [],
  contractViews: [
    {
      name: 'known',
      version: 1,
      tables: 'CREATE TABLE known (diary TEXT, booking TEXT)',
      on: {
        'booking.Booked.v1': (rows, { id, data }) =>
          rows.run('INSERT INTO known VALUES (?, ?)', (data as { diary: string }).diary, id),
      },
    },
  ],
  reactions: [],
  contractReactions: [
    {
      name: 'when-theirs-booked',
      on: {
        'booking.Booked.v1': async ({ id, data }) => {
          await letters.handle((data as { diary: string }).diary, id, under(commandId('when-theirs-booked', id)));
        },
      },
    },
  ],
  publish: () => [],
});
