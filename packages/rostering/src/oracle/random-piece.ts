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

/** One of the given minutes, or a minute to either side of it; never below 0. */
export const around = (...centres: readonly number[]): fc.Arbitrary<number> =>
  fc.tuple(fc.constantFrom(...centres), fc.constantFrom(0, 0, 1, -1)).map(([centre, off]) => Math.max(0, centre + off));

const H = 60;
const day = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -8, max: 8 }) },
  { weight: 1, arbitrary: fc.integer({ min: -20, max: 30 }) },
);
/** A local minute of the day at or around the borders that the rules name. */
export const clock = around(8 * H, 20 * H, 0, 1, 1439, 23 * H, 6 * H, 16 * H, 9 * H, 13 * H, 21 * H, 2 * H, 3 * H);
const shiftLength = around(8 * H, 10 * H, 12 * H, 13 * H, 5 * H, 6 * H, 9 * H, 1, 4 * H, 11 * H, 25 * H);
const gap = around(11 * H, 120, 24 * H, 46 * H, 48 * H, 0, 30, 13 * H, 11 * H + 60, 37 * H);
const breaks = around(30, 60, 90, 20, 0, 45);
/** The number of a site: 0, 1 or 2. */
export const site = fc.constantFrom(0, 0, 1, 2);

/** From what each field of a piece is drawn. */
export type Fields = { readonly [Key in keyof Piece]: fc.Arbitrary<Piece[Key]> };

/** What a piece is drawn from where its theme says nothing else. */
export const plain: Fields = {
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

/** Some pieces, drawn from the given fields and otherwise plain ones. */
export const pieces = (fields: Partial<Fields>, maxLength: number): fc.Arbitrary<readonly Piece[]> =>
  fc.array(fc.record({ ...plain, ...fields }) as fc.Arbitrary<Piece>, { minLength: 1, maxLength });
