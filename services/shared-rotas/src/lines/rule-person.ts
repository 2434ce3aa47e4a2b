import { addDays, type Duty, daysBetween, type Frame, type Person } from '@weft/rostering';
import type { TravelMinutes } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import { ZONE } from '../zone.ts';
import type { LineBooking, LineState } from './state.ts';

/** The longest reference period of a rule, in days: so far around a period everything is looked at. */
const REACH_DAYS = 26 * 7;

/** The frame in which a period is judged: what lies half a year around it is history and future. */
export const frameOf = (period: Frame['period'], travelMinutes: TravelMinutes): Frame => ({
  zone: ZONE,
  period,
  known: { from: addDays(period.from, -REACH_DAYS), to: addDays(period.to, REACH_DAYS) },
  travelMinutes,
});

/** A person as the rules see them on a period: the employments that touch it, and all leave. */
export function rulePersonOf(known: KnownPerson, line: LineState, period: Frame['period']): Person {
  return {
    id: known.person,
    optOut48: known.optOut48,
    employments: known.employments
      .filter(({ from, to }) => from < period.to && (to === null || to > period.from))
      .map(({ employer, assignment, pack, wte, annualLeaveDays }) => ({
        employer,
        assignment,
        pack,
        wte,
        annualLeaveDays,
      })),
    leave: line.leave.map(({ kind, from, to }) => ({ kind, from, to })),
  };
}

const ruleDuties = new WeakMap<LineBooking, Duty>();

/** A booking as the rules see it: the same object for the same booking. */
export function ruleDutyOf(booking: LineBooking): Duty {
  const known = ruleDuties.get(booking);
  if (known) return known;
  const duty = readRuleDuty(booking);
  ruleDuties.set(booking, duty);
  return duty;
}

const readRuleDuty = (booking: LineBooking): Duty => ({
  id: booking.duty,
  site: booking.site,
  kind: booking.kind,
  start: Date.parse(booking.start),
  end: Date.parse(booking.end),
  breakMinutes: booking.breakMinutes,
  expectedWorkMinutes: booking.kind === 'on-call' ? booking.expectedWorkMinutes : 0,
});

/** Minutes of work that a duty counts for: a shift from start to end, an on-call period by what is expected of it. */
export const workMinutesOf = (duty: Pick<Duty, 'kind' | 'start' | 'end' | 'expectedWorkMinutes'>): number =>
  duty.kind === 'on-call' ? duty.expectedWorkMinutes : Math.round((duty.end - duty.start) / 60_000);

/** A full week of a whole-time post, in minutes. */
const FULL_WEEK = 40 * 60;

/** Work agreed for a period, in minutes: whole-time equivalents of all employments less the days of leave. */
export function contractedMinutes({ employments, leave }: Person, period: Frame['period']): number {
  const wte = employments.reduce((sum, each) => sum + each.wte, 0);
  const away = new Set<string>();
  for (const { from, to } of leave) {
    if (to <= period.from || from >= period.to) continue;
    for (let day = from; day < to; day = addDays(day, 1)) if (day >= period.from && day < period.to) away.add(day);
  }
  const days = daysBetween(period.from, period.to) - away.size;
  return Math.round((wte * FULL_WEEK * days) / 7);
}
