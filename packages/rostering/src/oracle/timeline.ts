import type { Duty, Frame, Leave, Person } from '../model.ts';
import { dayNumber, dayStart, localDay, localMinute } from './uk-calendar.ts';

/** A duty with its borders as UTC minutes since 1970. */
export type TimedDuty = Duty & { readonly startMinute: number; readonly endMinute: number };

/** A chain of shifts; minutes are UTC minutes since 1970, [start, end). */
export type Spell = {
  readonly start: number;
  readonly end: number;
  readonly startDay: number;
  /** In order of start, then of end. */
  readonly shifts: readonly TimedDuty[];
  /** Break minutes of the shifts and minutes of the spell that no shift covers. */
  readonly breaks: number;
  /** Day numbers of the evenings of the nights of which this is a night shift. */
  readonly nights: readonly number[];
};

/** A person's time, minute by minute. Index 0 of each array is the UTC minute `base`. */
export type Timeline = {
  readonly frame: Frame;
  readonly person: Person;
  readonly duties: readonly TimedDuty[];
  readonly base: number;
  readonly onShift: Uint8Array;
  readonly onCall: Uint8Array;
  readonly working: Uint8Array;
  readonly inSpell: Uint8Array;
  readonly spells: readonly Spell[];
  /** First and past-the-last day numbers. */
  readonly period: { readonly from: number; readonly to: number };
  readonly known: { readonly from: number; readonly to: number };
};

/** One breach: where it is placed (a UTC minute), how much, and against what; null where the words fix no number. */
export type Breach = {
  readonly rule: string;
  readonly at: number;
  readonly value: number | null;
  readonly limit: number | null;
};

const PADDING = 15 * 1440;
const LONGEST_GAP = 120;
const NIGHT_MINUTES = 180;

const nightsOf = (start: number, end: number): readonly number[] => {
  const minutes = new Map<number, number>();
  for (let minute = start; minute < end; minute += 1) {
    const clock = localMinute(minute);
    if (clock >= 23 * 60) minutes.set(localDay(minute), (minutes.get(localDay(minute)) ?? 0) + 1);
    if (clock < 6 * 60) minutes.set(localDay(minute) - 1, (minutes.get(localDay(minute) - 1) ?? 0) + 1);
  }
  return [...minutes.keys()].filter((night) => minutes.get(night)! >= NIGHT_MINUTES);
};

const findSpells = (onShift: Uint8Array, base: number, shifts: readonly TimedDuty[]): readonly Spell[] => {
  const spells: Spell[] = [];
  let index = 0;
  while (index < onShift.length) {
    if (!onShift[index]) {
      index += 1;
      continue;
    }
    const first = index;
    let end = index;
    let idle = 0;
    let gaps = 0;
    while (idle <= LONGEST_GAP && index < onShift.length) {
      if (onShift[index]) {
        gaps += idle;
        idle = 0;
        end = index + 1;
      } else idle += 1;
      index += 1;
    }
    const inside = shifts.filter((shift) => shift.startMinute >= base + first && shift.startMinute < base + end);
    spells.push({
      start: base + first,
      end: base + end,
      startDay: localDay(base + first),
      shifts: inside,
      breaks: gaps + inside.reduce((sum, shift) => sum + shift.breakMinutes, 0),
      nights: nightsOf(base + first, base + end),
    });
  }
  return spells;
};

/** Lays a person's duties out minute by minute. Duties must begin and end at whole minutes. */
export const layOut = (frame: Frame, person: Person, given: readonly Duty[]): Timeline => {
  const duties = given
    .map((duty) => ({ ...duty, startMinute: duty.start / 60_000, endMinute: duty.end / 60_000 }))
    .sort((a, b) => a.startMinute - b.startMinute || a.endMinute - b.endMinute);
  const known = { from: dayNumber(frame.known.from), to: dayNumber(frame.known.to) };
  const period = { from: dayNumber(frame.period.from), to: dayNumber(frame.period.to) };
  const base = Math.min(dayStart(known.from), ...duties.map((duty) => duty.startMinute)) - PADDING;
  const last = Math.max(dayStart(known.to), ...duties.map((duty) => duty.endMinute)) + PADDING;
  const onShift = new Uint8Array(last - base);
  const onCall = new Uint8Array(last - base);
  const working = new Uint8Array(last - base);
  for (const duty of duties) {
    const isShift = duty.kind === 'shift';
    for (let minute = duty.startMinute; minute < duty.endMinute; minute += 1) {
      (isShift ? onShift : onCall)[minute - base] = 1;
    }
    const workEnd = isShift ? duty.endMinute : duty.startMinute + duty.expectedWorkMinutes;
    for (let minute = duty.startMinute; minute < workEnd; minute += 1) working[minute - base] = 1;
  }
  const shifts = duties.filter((duty) => duty.kind === 'shift');
  const spells = findSpells(onShift, base, shifts);
  const inSpell = new Uint8Array(last - base);
  for (const spell of spells) {
    for (let minute = spell.start; minute < spell.end; minute += 1) inSpell[minute - base] = 1;
  }
  return { frame, person, duties, base, onShift, onCall, working, inSpell, spells, period, known };
};

/** True when the instant's local date is a day of the period. */
export const isInPeriod = (time: Timeline, minute: number): boolean =>
  localDay(minute) >= time.period.from && localDay(minute) < time.period.to;

/** True when some minute of [from, to) lies in the period. */
export const touchesPeriod = (time: Timeline, from: number, to: number): boolean =>
  from < dayStart(time.period.to) && to > dayStart(time.period.from);

/** How many minutes of [from, to) are marked; minutes outside the timeline are not. */
export const countMarked = (time: Timeline, marks: Uint8Array, from: number, to: number): number => {
  let count = 0;
  for (let minute = from; minute < to; minute += 1) count += marks[minute - time.base] ?? 0;
  return count;
};

/** Lengths in minutes of the stretches of [from, to) that hold no minute of a spell. */
export const freeStretches = (time: Timeline, from: number, to: number): readonly number[] => {
  const stretches: number[] = [];
  let length = 0;
  for (let minute = from; minute < to; minute += 1) {
    if (!time.inSpell[minute - time.base]) length += 1;
    else if (length > 0) {
      stretches.push(length);
      length = 0;
    }
  }
  if (length > 0) stretches.push(length);
  return stretches;
};

const travelBetween = (frame: Frame, from: string, to: string): number =>
  from === to ? 0 : frame.travelMinutes(from, to);

/**
 * The rest in minutes after a spell, less travel; null where no next spell is known. Where several shifts end last, or
 * start first, the longest of the ways counts.
 */
export const restAfter = (time: Timeline, spell: Spell): number | null => {
  const next = time.spells[time.spells.indexOf(spell) + 1];
  if (next === undefined) return null;
  const last = spell.shifts.filter((shift) => shift.endMinute === spell.end);
  const first = next.shifts.filter((shift) => shift.startMinute === next.start);
  const travel = Math.max(...last.flatMap((from) => first.map((to) => travelBetween(time.frame, from.site, to.site))));
  return next.start - spell.end - travel;
};

/** Whether a day number is a day of some of the leave. */
export const onLeave = (leave: readonly Leave[]): ((day: number) => boolean) => {
  const days = new Set<number>();
  for (const { from, to } of leave) for (let day = dayNumber(from); day < dayNumber(to); day += 1) days.add(day);
  return (day) => days.has(day);
};
