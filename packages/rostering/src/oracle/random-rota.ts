import fc from 'fast-check';
import type { Duty, Employment, Frame, Leave, LeaveKind, PackId, Person } from '../model.ts';
import { randomPieces } from './random-duties.ts';
import type { Piece } from './random-piece.ts';
import { randomWeeks, spread } from './random-weeks.ts';
import { dateOf, dayNumber, dayStart, localDay, localMinute, minuteAt } from './uk-calendar.ts';

/** One person's rota with everything that judges it; plain data, so that a counterexample can be printed. */
export type Rota = {
  readonly period: Frame['period'];
  readonly known: Frame['known'];
  /** Minutes between sites s0–s1, s1–s2 and s0–s2. */
  readonly travel: readonly [number, number, number];
  readonly person: Person;
  readonly duties: readonly Duty[];
};

const sites = ['s0', 's1', 's2'] as const;

const travelBetween =
  (travel: Rota['travel']): Frame['travelMinutes'] =>
  (from, to) => {
    const pair = [from, to].sort().join();
    return pair === 's0,s1' ? travel[0] : pair === 's1,s2' ? travel[1] : pair === 's0,s2' ? travel[2] : 0;
  };

/** The frame of a random rota. */
export const frameOf = ({ period, known, travel }: Rota): Frame => ({
  zone: 'Europe/London',
  period,
  known,
  travelMinutes: travelBetween(travel),
});

type Draft = { readonly start: number; readonly end: number; readonly piece: Piece; readonly site: string };

const lengthen = (start: number, length: number, byWallClock: boolean): number => {
  if (!byWallClock) return start + length;
  const wallEnd = localMinute(start) + length;
  return minuteAt(localDay(start) + Math.floor(wallEnd / 1440), wallEnd % 1440);
};

const place = (pieces: readonly Piece[], firstDay: number, travel: Frame['travelMinutes']): readonly Draft[] => {
  const drafts: Draft[] = [];
  for (const piece of pieces) {
    const before = drafts.at(-1);
    const siteBefore = before?.site ?? 's0';
    const detour = piece.addsTravel ? travel(siteBefore, sites[piece.site]!) : 0;
    const chained = piece.gap !== null && before !== undefined;
    const first = chained ? before.end + piece.gap + detour : minuteAt(firstDay + piece.day, piece.clock);
    const clock = localMinute(first);
    for (let turn = 0; turn < piece.repeat; turn += 1) {
      const isLast = turn === piece.repeat - 1;
      const start = turn === 0 ? first : minuteAt(localDay(first) + turn * piece.every, clock);
      const length = Math.max(1, piece.length + (isLast ? piece.lastLonger : 0));
      const end = Math.max(start + 1, lengthen(start, length, piece.byWallClock));
      drafts.push({ start, end, piece, site: sites[isLast ? piece.lastSite : piece.site]! });
      if (piece.second === null) continue;
      const again = end + piece.second.gap;
      const secondLength = Math.max(1, piece.second.length);
      drafts.push({ start: again, end: again + secondLength, piece, site: sites[piece.second.site]! });
    }
  }
  return drafts;
};

const toDuties = (drafts: readonly Draft[], known: Frame['known'], keepsOutside: boolean): readonly Duty[] => {
  const from = dayStart(dayNumber(known.from));
  const to = dayStart(dayNumber(known.to));
  const kept = drafts.filter(({ start, end }) => keepsOutside || (start >= from && end <= to));
  return kept.map(({ start, end, piece, site }, position) => ({
    id: `d${position}`,
    site,
    kind: piece.kind,
    start: start * 60_000,
    end: end * 60_000,
    breakMinutes: piece.breaks,
    expectedWorkMinutes: piece.expected,
  }));
};

const travelMinutes = fc.constantFrom(0, 1, 15, 30, 41, 60, 119, 120, 121, 180);
const baseDays = fc.constantFrom(
  ...['2026-03-29', '2026-10-25', '2025-03-30', '2025-10-26', '2024-03-31', '2024-10-27'],
  ...['2026-06-15', '2026-02-02', '2025-12-29', '2024-02-29', '2024-01-01'],
);
const packs: fc.Arbitrary<readonly PackId[]> = fc.constantFrom<readonly PackId[]>(
  ['EN-RD-2016'],
  ['EN-RD-2016'],
  ['WTR', 'EN-RD-2016'],
  ['EN-RD-2016', 'EN-RD-2016'],
  ['WTR'],
  ['WTR', 'WTR'],
  [],
);
const leaveKinds = fc.constantFrom<LeaveKind>(
  ...(['annual', 'study', 'sick', 'maternity', 'paternity', 'adoption', 'parental', 'other'] as const),
);
const shortLeave = fc.record({
  kind: leaveKinds,
  day: fc.integer({ min: -20, max: 30 }),
  length: fc.constantFrom(1, 1, 2, 5, 7, 14),
});
const longLeave = fc.record({
  kind: leaveKinds,
  day: fc.integer({ min: -210, max: 20 }),
  length: fc.constantFrom(1, 7, 14, 28, 118, 119, 120, 182, 250),
});

const personOf = (
  given: readonly PackId[],
  entitlements: readonly [number, number],
  optOut48: boolean,
  leave: readonly Leave[],
): Person => ({
  id: 'p1',
  optOut48,
  leave,
  employments: given.map(
    (pack, position): Employment => ({
      employer: `E${position}`,
      assignment: `${position}`,
      pack,
      wte: position === 0 ? 1 : 0.5,
      annualLeaveDays: entitlements[position] ?? 27,
    }),
  ),
});

type Span = {
  readonly pieces: fc.Arbitrary<readonly Piece[]>;
  readonly leave: fc.Arbitrary<{ readonly kind: LeaveKind; readonly day: number; readonly length: number }>;
  readonly days: fc.Arbitrary<number>;
  readonly before: fc.Arbitrary<number>;
  readonly after: fc.Arbitrary<number>;
  /** Minutes above the most work that keeps the mean of RD-AVG48, to put in place of the pieces; null leaves them. */
  readonly aim: fc.Arbitrary<number | null>;
};

type Drawn = { readonly days: number; readonly person: Person; readonly aim: number };

/** The most minutes in the period with (D − G) / (B − F) ≤ limit, and some more. */
const minutesAround = ({ days, person, aim }: Drawn): number => {
  const limit = person.optOut48 ? 56 : 48;
  const residents = person.employments.filter(({ pack }) => pack === 'EN-RD-2016');
  const leaveDays = Math.max(0, ...residents.map(({ annualLeaveDays }) => annualLeaveDays));
  const leaveWeeks = (leaveDays * days) / 7 / 52 / 5;
  return Math.floor((limit * (days / 7 - leaveWeeks) + leaveWeeks * 40) * 60 + 1e-7) + aim;
};

const rotaOver = ({ pieces, leave, days, before, after, aim }: Span): fc.Arbitrary<Rota> =>
  fc
    .record({
      base: baseDays,
      back: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 0, 14)),
      days,
      before,
      after,
      pieces,
      aim,
      travel: fc.tuple(travelMinutes, travelMinutes, travelMinutes),
      keepsOutside: fc.boolean(),
      packs,
      entitlements: fc.tuple(fc.constantFrom(27, 0, 26, 32, 52), fc.constantFrom(27, 0, 33)),
      optOut48: fc.constantFrom(false, false, false, true),
      leaves: fc.array(leave, { maxLength: 2 }),
    })
    .map((drawn): Rota => {
      const from = dayNumber(drawn.base) - drawn.back;
      const period = { from: dateOf(from), to: dateOf(from + drawn.days) };
      const known = { from: dateOf(from - drawn.before), to: dateOf(from + drawn.days + drawn.after) };
      const leaves = drawn.leaves.map(({ kind, day, length }) => ({
        kind,
        from: dateOf(from + day),
        to: dateOf(from + day + length),
      }));
      const person = personOf(drawn.packs, drawn.entitlements, drawn.optOut48, leaves);
      const shifts =
        drawn.aim === null
          ? drawn.pieces
          : spread(minutesAround({ days: drawn.days, person, aim: drawn.aim }), drawn.days);
      return {
        period,
        known,
        travel: drawn.travel,
        person,
        duties: toDuties(place(shifts, from, travelBetween(drawn.travel)), known, drawn.keepsOutside),
      };
    });

const periodDays = fc.constantFrom(14, 28, 7, 20, 28, 10, 1, 3);
const margin = fc.constantFrom(14, 7, 20, 10, 1, 0);

const short = { pieces: randomPieces, leave: shortLeave, days: periodDays, before: margin, after: margin };
const shortRota = rotaOver({ ...short, aim: fc.constant(null) });
const averageRota = rotaOver({ ...short, aim: fc.constantFrom(0, 1, -1) });

/** Months are known around a short period, so that the weeks of WTR-48 have their place. */
const longRota = rotaOver({
  pieces: randomWeeks,
  leave: longLeave,
  days: fc.constantFrom(7, 1, 14, 28),
  before: fc.oneof(fc.integer({ min: 110, max: 200 }), fc.constantFrom(0, 7, 30)),
  after: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(119, 126, 182, 189)),
  aim: fc.constant(null),
});

/** Rotas at and around the limits of every rule: seconds are always 0. */
export const randomRota: fc.Arbitrary<Rota> = fc.oneof(
  { weight: 20, arbitrary: shortRota },
  { weight: 1, arbitrary: averageRota },
  { weight: 3, arbitrary: longRota },
);
