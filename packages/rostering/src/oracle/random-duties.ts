import fc from 'fast-check';
import { around, type Fields, type Piece, pieces, site } from './random-piece.ts';

const H = 60;

const onCall: Partial<Fields> = {
  kind: fc.constant('on-call'),
  day: fc.integer({ min: -4, max: 10 }),
  repeat: fc.constantFrom(1, 2, 3, 4, 5),
  length: around(24 * H, 12 * H, 15 * H, 25 * H),
  expected: around(0, 60, 180, 360, 24 * H),
  every: fc.constantFrom(1, 2, 2, 3, 7),
  breaks: fc.constant(0),
};

const runLengths = fc.constantFrom(3, 4, 4, 5, 5, 6, 7, 8);

/** Long days in a row, often followed by a rest of 48 hours or a minute less. */
const longDays = pieces(
  {
    length: around(10 * H, 12 * H, 12 * H + 30, 13 * H),
    repeat: runLengths,
    every: fc.constant(1),
    clock: around(8 * H, 0, 7 * H),
    gap: fc.option(around(48 * H, 47 * H, 24 * H)),
  },
  3,
);

const lateDays = pieces(
  {
    day: fc.integer({ min: -4, max: 4 }),
    length: around(11 * H, 12 * H, 13 * H, 10 * H),
    repeat: fc.constantFrom(4, 4, 5, 5, 6, 3),
    every: fc.constant(1),
    clock: around(15 * H, 14 * H, 13 * H, 12 * H, 16 * H),
    gap: fc.option(around(48 * H, 47 * H, 46 * H)),
  },
  3,
);

const nights = pieces(
  {
    length: around(10 * H, 12 * H, 13 * H, 8 * H, 6 * H, 3 * H),
    repeat: fc.constantFrom(1, 2, 3, 4, 4, 5, 5, 7),
    every: fc.constantFrom(1, 1, 1, 2),
    clock: around(20 * H, 21 * H, 23 * H, 3 * H, 16 * H, 18 * H, 0, 2 * H, 1 * H),
    gap: fc.option(around(46 * H, 45 * H, 11 * H, 24 * H)),
  },
  4,
);

const shortDays = pieces(
  {
    length: around(8 * H, 6 * H, 9 * H, 5 * H, 10 * H),
    repeat: fc.constantFrom(5, 6, 7, 7, 8, 8, 10),
    every: fc.constant(1),
    clock: around(8 * H, 9 * H, 0, 13 * H),
    gap: fc.option(around(48 * H, 47 * H)),
  },
  3,
);

const splitShifts = pieces(
  {
    length: around(4 * H, 5 * H, 6 * H, 2 * H),
    second: fc.option(fc.record({ gap: around(120, 60, 30, 15, 41, 0), length: around(4 * H, 6 * H, 5 * H), site })),
  },
  5,
);

const onCalls = fc
  .tuple(pieces(onCall, 4), pieces({ length: around(10 * H, 8 * H, 12 * H) }, 3))
  .map(([calls, shifts]) => [...calls, ...shifts]);

const weekends = pieces(
  {
    day: fc.integer({ min: -3, max: 28 }),
    clock: around(0, 1, 1439, 23 * H, 20 * H, 8 * H),
    length: around(1, 60, 8 * H, 12 * H, 4 * H),
    gap: fc.constant(null),
    repeat: fc.constantFrom(1, 1, 2, 3),
    every: fc.constantFrom(7, 7, 1, 14),
    kind: fc.constantFrom('shift', 'on-call'),
  },
  5,
);

/** Seventy-two hours in a week, give or take a minute. */
const fullWeeks = pieces(
  {
    length: around(12 * H, 9 * H, 10 * H + 17),
    repeat: fc.constantFrom(6, 6, 7, 8, 5, 2),
    every: fc.constant(1),
    gap: fc.option(around(24 * H, 36 * H, 48 * H)),
  },
  3,
);

/** A full week that ends with the day before the period, or a minute off: what just does not touch it. */
const weekBefore = pieces(
  {
    day: fc.constantFrom(-7, -7, -8, -14),
    clock: fc.constantFrom(12 * H, 12 * H, 0, 12 * H + 1),
    length: fc.constantFrom(12 * H, 12 * H, 12 * H + 1),
    repeat: fc.constantFrom(7, 7, 8, 14),
    every: fc.constant(1),
    gap: fc.option(fc.constantFrom(48 * H, 72 * H), { freq: 2 }),
    kind: fc.constant('shift'),
  },
  2,
);

/** Hardly a day off for weeks: the two days of WTR-WEEKLY. */
const noDayOff = pieces(
  {
    day: fc.integer({ min: -16, max: 3 }),
    length: around(1, 60, 8 * H, 24 * H),
    repeat: fc.integer({ min: 10, max: 24 }),
    every: fc.constantFrom(1, 1, 1, 2),
    gap: fc.option(around(24 * H, 48 * H, 47 * H, 23 * H)),
  },
  3,
);

/** A shift on the day after an on-call period starts. */
const dayAfterOnCall = fc
  .record({
    call: pieces({ ...onCall, length: around(6 * H, 12 * H, 24 * H), repeat: fc.constantFrom(1, 2, 4) }, 1),
    shift: pieces({ length: around(10 * H, 10 * H, 12 * H, 8 * H), repeat: fc.constantFrom(1, 2, 4) }, 1),
    later: fc.constantFrom(0, 1, 1, 1, 2),
  })
  .map(({ call, shift, later }) => [
    ...call.map((piece) => ({ ...piece, day: Math.abs(piece.day) })),
    ...shift.map((piece) => ({ ...piece, gap: null, every: call[0]!.every, day: Math.abs(call[0]!.day) + later })),
  ]);

const mixed = fc.tuple(pieces({}, 5), pieces(onCall, 2)).map(([shifts, calls]) => [...shifts, ...calls]);

/** Duties of one person over a few weeks, each theme close to the limits of some of the rules. */
export const randomPieces: fc.Arbitrary<readonly Piece[]> = fc.oneof(
  { weight: 2, arbitrary: longDays },
  { weight: 5, arbitrary: lateDays },
  { weight: 2, arbitrary: nights },
  { weight: 2, arbitrary: shortDays },
  { weight: 2, arbitrary: splitShifts },
  { weight: 3, arbitrary: onCalls },
  { weight: 4, arbitrary: dayAfterOnCall },
  { weight: 1, arbitrary: weekends },
  { weight: 2, arbitrary: fullWeeks },
  { weight: 1, arbitrary: weekBefore },
  { weight: 2, arbitrary: noDayOff },
  { weight: 2, arbitrary: mixed },
);
