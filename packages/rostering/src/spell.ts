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

type Chain = { shifts: Duty[]; end: Instant };

/** The spells of one person's duties, which are in order of start; on-call periods take no part. */
export function spellsOf(frame: Frame, duties: readonly Duty[]): Spell[] {
  const chains = chainsOf(duties);
  return chains.map((chain, i) => spellOf(frame, chain, chains[i + 1]));
}

function chainsOf(duties: readonly Duty[]): Chain[] {
  const chains: Chain[] = [];
  let last: Chain | undefined;
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
  const startDay = localDayOf(frame.zone, start);
  return {
    start,
    end,
    shifts,
    startDay,
    startClock: clockMillisecondsOf(frame.zone, start),
    breakMinutes: breakMinutesOf(shifts),
    nights: nightsOf(frame.zone, { start, end, startDay }),
    restAfter: next === undefined ? null : next.shifts[0]!.start - end - travelBetween(frame, chain, next),
  };
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
