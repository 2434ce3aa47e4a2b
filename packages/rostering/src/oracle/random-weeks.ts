import fc from 'fast-check';
import { around, clock, type Piece, plain } from './random-piece.ts';

const H = 60;

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
    week: fc.array(fc.record({ clock, length: around(12 * H, 9 * H + 36, 16 * H, 8 * H), breaks: plain.breaks }), {
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
