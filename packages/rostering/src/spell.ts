import type { Duty, Frame, Instant } from './model.ts';
import { clockMillisecondsOf, instantOfDay, localDayOf, MINUTE } from './zone.ts';

/** Shifts that follow each other by no more than this are one spell. */
const CHAIN = 120 * MINUTE;
/** A night: from 23:00 of its date to 06:00 of the next; a spell of 180 minutes in it is a night shift. */
const NIGHT_FROM = 23 * 60;
const NIGHT_TO = 6 * 60;
const NIGHT_SHARE = 180 * MINUTE;

/** A chain of shifts that counts as one: from its first start to its last end. */
export type Spell = {
  readonly start: Instant;
  readonly end: Instant;
  /** In order of start. */
  readonly shifts: readonly Duty[];
  /** The number of the local day on which it starts. */
  readonly startDay: number;
  /** What the local clock shows at its start, in milliseconds since 00:00. */
  readonly startClock: number;
  /** Breaks of its shifts and the time between them, in minutes. */
  readonly breakMinutes: number;
  /** The nights it is a night shift of, by the day number of their evening; usually none or one. */
  readonly nights: readonly number[];
  /** Rest until the next spell less travel, in milliseconds; null when no next spell is known. */
  readonly restAfter: number | null;
};

type Chain = { readonly shifts: readonly Duty[]; readonly end: Instant };

/** The spells of one person's duties, which are in order of start; on-call periods take no part. */
export function spellsOf(frame: Frame, duties: readonly Duty[]): Spell[] {
  const chains = chainsOf(duties);
  return chains.map((chain, i) => spellOf(frame, chain, chains[i + 1]));
}

/** The spells with one more shift: those that it neither touches nor follows stay the same objects. */
export function spellsWith(
  frame: Frame,
  spells: readonly Spell[],
  shift: Duty,
  order: (a: Duty, b: Duty) => number,
): Spell[] {
  let from = 0;
  while (from < spells.length && spells[from]!.end + CHAIN < shift.start) from++;
  let to = from;
  while (to < spells.length && spells[to]!.start <= shift.end + CHAIN) to++;
  const shifts = [shift];
  for (let i = from; i < to; i++) shifts.push(...spells[i]!.shifts);
  return respelt(frame, spells, { from, to, shifts: shifts.length > 1 ? shifts.sort(order) : shifts });
}

/** The spells without a shift, which one of them holds, in the manner of `spellsWith`. */
export function spellsWithout(frame: Frame, spells: readonly Spell[], shift: Duty): Spell[] {
  const from = spells.findIndex(({ shifts }) => shifts.includes(shift));
  return respelt(frame, spells, { from, to: from + 1, shifts: spells[from]!.shifts.filter((each) => each !== shift) });
}

/** The spells with those at [from, to) made anew from their shifts, and the rest before them. */
function respelt(
  frame: Frame,
  spells: readonly Spell[],
  { from, to, shifts }: { readonly from: number; readonly to: number; readonly shifts: readonly Duty[] },
): Spell[] {
  const after = spells[to];
  const chains = chainsOf(shifts);
  const result: Spell[] = [];
  for (let i = 0; i < from - 1; i++) result.push(spells[i]!);
  const before = spells[from - 1];
  if (before !== undefined) result.push({ ...before, restAfter: restBetween(frame, before, chains[0] ?? after) });
  for (let i = 0; i < chains.length; i++) result.push(spellOf(frame, chains[i]!, chains[i + 1] ?? after));
  for (let i = to; i < spells.length; i++) result.push(spells[i]!);
  return result;
}

function chainsOf(duties: readonly Duty[]): Chain[] {
  const chains: { shifts: Duty[]; end: Instant }[] = [];
  let last: { shifts: Duty[]; end: Instant } | undefined;
  for (const duty of duties) {
    if (duty.kind !== 'shift') continue;
    if (last !== undefined && duty.start - last.end <= CHAIN) {
      last.shifts.push(duty);
      if (duty.end > last.end) last.end = duty.end;
    } else {
      last = { shifts: [duty], end: duty.end };
      chains.push(last);
    }
  }
  return chains;
}

function spellOf(frame: Frame, chain: Chain, next: Chain | undefined): Spell {
  const { shifts, end } = chain;
  const { start } = shifts[0]!;
  const { startDay, startClock, nights } =
    shifts.length === 1 ? soleClock(frame.zone, shifts[0]!) : clockOf(frame.zone, start, end);
  return {
    start,
    end,
    shifts,
    startDay,
    startClock,
    breakMinutes: breakMinutesOf(shifts),
    nights,
    restAfter: restBetween(frame, chain, next),
  };
}

/** What the local clock says of a spell. */
type Clock = Pick<Spell, 'startDay' | 'startClock' | 'nights'>;

function clockOf(zone: string, start: Instant, end: Instant): Clock {
  const startDay = localDayOf(zone, start);
  return { startDay, startClock: clockMillisecondsOf(zone, start), nights: nightsOf(zone, { start, end, startDay }) };
}

const soleClocks = new WeakMap<Duty, { readonly zone: string; readonly clock: Clock }>();

/** The same for a shift that is a spell alone: found once for each duty. */
function soleClock(zone: string, shift: Duty): Clock {
  const known = soleClocks.get(shift);
  if (known !== undefined && known.zone === zone) return known.clock;
  const clock = clockOf(zone, shift.start, shift.end);
  soleClocks.set(shift, { zone, clock });
  return clock;
}

function restBetween(frame: Frame, chain: Chain, next: Chain | undefined): number | null {
  return next === undefined ? null : next.shifts[0]!.start - chain.end - travelBetween(frame, chain, next);
}

function breakMinutesOf(shifts: readonly Duty[]): number {
  let minutes = 0;
  let end = shifts[0]!.start;
  for (const shift of shifts) {
    minutes += shift.breakMinutes;
    if (shift.start > end) minutes += (shift.start - end) / MINUTE;
    if (shift.end > end) end = shift.end;
  }
  return minutes;
}

function nightsOf(zone: string, spell: { start: Instant; end: Instant; startDay: number }): number[] {
  const nights: number[] = [];
  for (let day = spell.startDay - 1; ; day++) {
    const from = instantOfDay(zone, day, NIGHT_FROM);
    if (from >= spell.end) return nights;
    const to = instantOfDay(zone, day + 1, NIGHT_TO);
    if (Math.min(to, spell.end) - Math.max(from, spell.start) >= NIGHT_SHARE) nights.push(day);
  }
}

/** Travel in milliseconds; when several shifts end last or start first together, the longest of their ways. */
function travelBetween(frame: Frame, chain: Chain, next: Chain): number {
  const { start } = next.shifts[0]!;
  let minutes = 0;
  for (const last of chain.shifts) {
    if (last.end !== chain.end) continue;
    for (const first of next.shifts) {
      if (first.start !== start) break;
      if (first.site !== last.site) minutes = Math.max(minutes, frame.travelMinutes(last.site, first.site));
    }
  }
  return minutes * MINUTE;
}
