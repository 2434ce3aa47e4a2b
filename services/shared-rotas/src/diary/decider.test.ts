import { isRejection } from '@weft/eventing';
import { specify } from '@weft/eventing/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDuty, aPlace, ids } from '../testing.ts';
import { heldIn } from './booking.ts';
import type { DiaryCommand, DiaryState, Terms } from './commands.ts';
import { diaryStream } from './decider.ts';
import { type Booking, type DiaryEvent, leaveEntered, timeReleased } from './events.ts';

const { decider } = diaryStream;
const given = specify(decider);
const terms: Terms = {
  at: '2026-02-01T00:00:00.000Z',
  hasReason: false,
  judging: { optOut48: false, employments: [], travelMinutes: () => 0, periods: new Map() },
  override: null,
};
const override = { reason: 'Nobody else', role: 'Director', expires: '2026-03-01' };

/** A booking of p1 on a day of March 2026, between two hours; its id is its duty's. */
const booking = (id: string, day: number, [from, to]: readonly [number, number] = [8, 16]): Booking => {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
  const duty = aDuty(id, { date: at(from).slice(0, 10), start: at(from), end: at(to) });
  const [booked] = aPlace(duty, 'p1', { booking: id });
  const { rulePack, warnings, override: none, at: when, replaces, movedFrom, origin, ...rest } = booked.data;
  return rest;
};
const book = (one: Booking, more: Partial<Terms> = {}): DiaryCommand => ({
  type: 'BookTime',
  booking: one,
  terms: { ...terms, ...more },
  replaces: null,
  movedFrom: null,
});
const bookedBy = (command: DiaryCommand, ...history: DiaryEvent[]): DiaryEvent[] => {
  const decision = decider.decide(command, history.reduce(decider.evolve, decider.initial));
  if (isRejection(decision)) throw new Error(decision.because);
  return [...decision];
};

test('time is booked once: the same booking again is nothing new, another one at that time is refused', () => {
  const first = bookedBy(book(booking('b1', 3)));
  given(...first)
    .when(book(booking('b1', 3)))
    .yields();
  given(...first)
    .when(book(booking('b2', 3, [15, 20])))
    .refuses('overlap');
  given(...first)
    .when(book(booking('b2', 3, [15, 20]), { override }))
    .refuses('overlap');
  expect(bookedBy(book(booking('b2', 3, [16, 17]), { override }), ...first)).toHaveLength(1);
});

test('leave stops a booking, and an override with it lets it stand with what it broke', () => {
  const day = { from: '2026-03-03', to: '2026-03-04', kind: 'annual' as const };
  const leave = leaveEntered.create({ ...day, id: 'l1' as never, person: ids.person('p1'), origin: null });
  const { details } = given(leave)
    .when(book(booking('b1', 3)))
    .refuses('hard-rule');
  expect(details).toMatchObject({ findings: [{ rule: 'LEAVE', severity: 'hard' }] });
  const [booked] = bookedBy(book(booking('b1', 3), { override }), leave);
  expect(booked?.data).toMatchObject({ override: { ...override, findings: [{ rule: 'LEAVE' }] } });
  given(leave)
    .when(book(booking('b1', 3), { override: { ...override, expires: '2026-02-01' } }))
    .refuses('override-expired');
});

test('a move lets go and books in one append; undone, the old booking holds again', () => {
  const first = bookedBy(book(booking('b1', 3)));
  const move: DiaryCommand = {
    type: 'BookTime',
    booking: booking('b2', 3, [10, 18]),
    terms,
    replaces: null,
    movedFrom: { duty: ids.duty('b1'), booking: ids.booking('b1') },
  };
  const moved = bookedBy(move, ...first);
  expect(moved.map(({ type }) => type)).toEqual(['TimeReleased', 'TimeBooked']);
  given(...first, ...moved)
    .when({ ...move, booking: booking('b3', 5) })
    .refuses('not-booked');
  const undo: DiaryCommand = { type: 'UndoMove', booking: ids.booking('b2'), at: terms.at };
  const undone = bookedBy(undo, ...first, ...moved);
  const state = [...first, ...moved, ...undone].reduce(decider.evolve, decider.initial);
  expect(heldIn(state).map(({ booking: id }) => id)).toEqual(['b1']);
  given(...first, ...moved, ...undone)
    .when(undo)
    .yields();
});

test('time is released once', () => {
  const first = bookedBy(book(booking('b1', 3)));
  const release: DiaryCommand = { type: 'ReleaseTime', booking: ids.booking('b1'), because: 'cleared' };
  const { person, duty, rota } = booking('b1', 3);
  const released = timeReleased.create({ person, booking: ids.booking('b1'), duty, rota, because: 'cleared' });
  given(...first)
    .when(release)
    .yields(released);
  given(...first, released)
    .when(release)
    .yields();
});

const hours = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 12 }));
const anyBooking = fc
  .record({ id: fc.integer({ min: 1, max: 20 }), day: fc.integer({ min: 2, max: 5 }), hours })
  .map(({ id, day, hours: [from, length] }) => booking(`b${id}`, day, [from, from + length]));
const anyTerms = fc.option(fc.constant(override)).map((one) => ({ ...terms, override: one }));
const anyId = fc.integer({ min: 1, max: 20 }).map((id) => ids.booking(`b${id}`));
const anyCommand: fc.Arbitrary<DiaryCommand> = fc.oneof(
  fc.record({
    type: fc.constant('BookTime' as const),
    booking: anyBooking,
    terms: anyTerms,
    replaces: fc.constant(null),
    movedFrom: fc.option(anyId.map((id) => ({ duty: ids.duty(id), booking: id }))),
  }),
  fc.record({
    type: fc.constant('BookMany' as const),
    bookings: fc.uniqueArray(anyBooking, { maxLength: 6, selector: (one) => one.booking }),
    terms: anyTerms,
  }),
  fc.record({ type: fc.constant('ReleaseTime' as const), booking: anyId, because: fc.constant('cleared' as const) }),
  fc.record({ type: fc.constant('UndoMove' as const), booking: anyId, at: fc.constant(terms.at) }),
);

test('whatever is asked, and whatever is overridden, no two bookings that hold overlap', () => {
  fc.assert(
    fc.property(fc.array(anyCommand, { maxLength: 25 }), (commands) => {
      let state: DiaryState = decider.initial;
      for (const command of commands) {
        const decision = decider.decide(command, state);
        if (!isRejection(decision)) state = decision.reduce(decider.evolve, state);
        const held = heldIn(state).sort((a, b) => (a.start < b.start ? -1 : 1));
        for (const [index, { start }] of held.entries())
          if (index > 0) expect(held[index - 1]!.end <= start).toBe(true);
      }
    }),
  );
});

const change = (
  released: readonly string[],
  bookings: readonly Booking[],
  more: {
    readonly known?: readonly string[];
    readonly override?: typeof override;
    readonly terms?: Partial<Terms>;
  } = {},
): DiaryCommand => ({
  type: 'ChangeTime',
  released: released.map((one) => ({ booking: one, because: 'moved' as const })),
  bookings: bookings.map((one) => ({ booking: one, override: more.override ?? null })),
  expected: { rota: 'ent', days: ['2026-03-03'], bookings: more.known ?? released },
  terms: { ...terms, ...more.terms },
});

test('time is let go and booked in one append, judged as it will be', () => {
  const held = bookedBy(book(booking('b1', 3)));
  const changed = bookedBy(change(['b1'], [booking('b2', 3, [9, 17]), booking('b3', 4)]), ...held);
  expect(changed.map(({ type }) => type)).toEqual(['TimeReleased', 'TimeBooked', 'TimeBooked']);
  given(...held, ...changed)
    .when(change(['b1'], [booking('b2', 3, [9, 17])], { known: ['b2'] }))
    .yields();
});

test('one booking that is refused stops all of a change, and each says why', () => {
  const held = bookedBy(book(booking('b1', 3)));
  const { details } = given(...held)
    .when(change([], [booking('b2', 4), booking('b3', 3, [15, 20])], { known: ['b1'] }))
    .refuses('overlap');
  expect(details).toMatchObject({ refused: [{ booking: 'b3', rejected: 'overlap' }] });
});

test('what somebody else put on the same day meanwhile stays, and the change is refused', () => {
  const held = bookedBy(book(booking('theirs', 3, [17, 20])));
  given(...held)
    .when(change([], [booking('b2', 3)]))
    .refuses('changed-meanwhile');
  expect(bookedBy(change([], [booking('b2', 5)], { known: [] }), ...bookedBy(book(booking('b1', 4))))).toHaveLength(1);
});

test('a place that stood by an override is booked again by it, and no other one passes with it', () => {
  const day = { from: '2026-03-03', to: '2026-03-05', kind: 'annual' as const };
  const leave = leaveEntered.create({ ...day, id: 'l1' as never, person: ids.person('p1'), origin: null });
  const [booked] = bookedBy(change([], [booking('b1', 3)], { override }), leave);
  expect(booked?.data).toMatchObject({ override: { ...override, findings: [{ rule: 'LEAVE' }] } });
  const mixed = change([], [booking('b1', 3), booking('b2', 4)]);
  const both = mixed.type === 'ChangeTime' ? mixed.bookings : [];
  given(leave)
    .when({ ...mixed, bookings: [{ ...both[0]!, override }, both[1]!] } as DiaryCommand)
    .refuses('hard-rule');
});

test('time that was let go is given back as it was, unless it was taken', () => {
  const held = bookedBy(book(booking('b1', 3)));
  const free = bookedBy(change(['b1'], []), ...held);
  const back = { type: 'GiveBack', booking: 'b1', as: ids.booking('b1'), at: terms.at } as const;
  const again = bookedBy(back, ...held, ...free);
  expect(again).toMatchObject([{ type: 'TimeBooked', data: { booking: 'b1', duty: 'b1' } }]);
  given(...held, ...free, ...again)
    .when(back)
    .yields();
  given(...held, ...free, ...bookedBy(book(booking('b9', 3, [15, 20]))))
    .when({ ...back, as: ids.booking('b1-back') })
    .refuses('overlap');
});
