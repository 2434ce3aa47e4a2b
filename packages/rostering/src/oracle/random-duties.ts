import fc from 'fast-check';

/** A duty, or a row of them on following days, before it has a place in time. All times in minutes. */
export type Piece = {
  /** Local day, counted from the first day of the period. Only for pieces that are placed by the clock. */
  readonly day: number;
  readonly clock: number;
  /** Minutes after the end of the piece before; null places the piece by day and clock. */
  readonly gap: number | null;
  /** The travel minutes from the piece before are added to the gap. */
  readonly addsTravel: boolean;
  readonly repeat: number;
  /** Local days from one repetition to the next. */
  readonly every: number;
  readonly length: number;
  /** Length as the wall clock shows it, not as it is lived. */
  readonly byWallClock: boolean;
  /** Minutes that the last repetition is longer. */
  readonly lastLonger: number;
  readonly site: number;
  readonly lastSite: number;
  readonly kind: 'shift' | 'on-call';
  readonly breaks: number;
  readonly expected: number;
  /** A second shift this many minutes after each end; null for none. */
  readonly second: { readonly gap: number; readonly length: number; readonly site: number } | null;
};

const around = (...centres: readonly number[]): fc.Arbitrary<number> =>
  fc.tuple(fc.constantFrom(...centres), fc.constantFrom(0, 0, 1, -1)).map(([centre, off]) => Math.max(0, centre + off));

const H = 60;
const day = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -8, max: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: -20, max: 30 }) },
);
const clock = around(8 * H, 20 * H, 0, 1, 1439, 23 * H, 6 * H, 16 * H, 9 * H, 13 * H, 21 * H, 2 * H, 3 * H);
const shiftLength = around(8 * H, 10 * H, 12 * H, 13 * H, 5 * H, 6 * H, 9 * H, 1, 4 * H, 11 * H, 25 * H);
const gap = around(11 * H, 120, 24 * H, 46 * H, 48 * H, 0, 30, 13 * H, 11 * H + 60, 37 * H);
const breaks = around(30, 60, 90, 20, 0, 45);
const site = fc.constantFrom(0, 0, 1, 2);

type Fields = { readonly [Key in keyof Piece]: fc.Arbitrary<Piece[Key]> };

const plain: Fields = {
  day,
  clock,
  gap: fc.option(fc.oneof({ weight: 9, arbitrary: gap }, { weight: 1, arbitrary: fc.integer({ min: -90, max: -1 }) })),
  addsTravel: fc.boolean(),
  repeat: fc.constantFrom(1, 1, 1, 2, 3, 4, 5),
  every: fc.constantFrom(1, 1, 1, 2, 7),
  length: shiftLength,
  byWallClock: fc.boolean(),
  lastLonger: fc.constantFrom(0, 0, 0, 1, -1),
  site,
  lastSite: site,
  kind: fc.constant('shift'),
  breaks,
  expected: fc.constant(0),
  second: fc.constant(null),
};

const pieces = (fields: Partial<Fields>, maxLength: number): fc.Arbitrary<readonly Piece[]> =>
  fc.array(fc.record({ ...plain, ...fields }) as fc.Arbitrary<Piece>, { minLength: 1, maxLength });

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
  { weight: 3, arbitrary: dayAfterOnCall },
  { weight: 1, arbitrary: weekends },
  { weight: 2, arbitrary: fullWeeks },
  { weight: 1, arbitrary: weekBefore },
  { weight: 2, arbitrary: noDayOff },
  { weight: 2, arbitrary: mixed },
);

/** One shift of that many minutes on each of the days of the period, the rest on the last. */
export const spread = (minutes: number, days: number): readonly Piece[] => [
  weekly({ day: 0, clock: 8 * H, length: Math.floor(minutes / days), breaks: 30 }, days, 1, minutes % days),
];

const weekly = (
  { day: first, clock: at, length, breaks: pause }: Pick<Piece, 'day' | 'clock' | 'length' | 'breaks'>,
  repeat: number,
  every: number,
  lastLonger: number,
): Piece => ({
  day: first,
  clock: at,
  gap: null,
  addsTravel: false,
  repeat,
  every,
  length,
  byWallClock: false,
  lastLonger,
  site: 0,
  lastSite: 0,
  kind: 'shift',
  breaks: pause,
  expected: 0,
  second: null,
});

/** The same week again and again for months, near 48 hours. */
export const randomWeeks: fc.Arbitrary<readonly Piece[]> = fc
  .record({
    first: fc.integer({ min: -200, max: -1 }),
    weeks: fc.integer({ min: 17, max: 40 }),
    week: fc.array(fc.record({ clock, length: around(12 * H, 9 * H + 36, 16 * H, 8 * H), breaks }), {
      minLength: 3,
      maxLength: 6,
    }),
    filled: fc.boolean(),
    extra: fc.array(fc.record({ ...plain, kind: fc.constantFrom('shift', 'on-call') }) as fc.Arbitrary<Piece>, {
      maxLength: 2,
    }),
  })
  .map(({ first, weeks, week, filled, extra }) => {
    let left = 48 * H;
    const daily = week.map(({ clock: at, length, breaks: pause }, position) => {
      const isLast = position === week.length - 1;
      const used = filled && isLast && left > 0 ? left : length;
      left -= used;
      return weekly({ day: first + position, clock: at, length: used, breaks: pause }, weeks, 7, 0);
    });
    return [...daily, ...extra];
  });
