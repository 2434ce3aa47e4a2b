import type { Duty, Frame, Person } from '../model.ts';
import { findBreaches } from './oracle.ts';

/** A rota to judge: by default a resident doctor over the six weeks from 2 March 2026, nothing else known. */
export type Case = {
  readonly duties: readonly Duty[];
  readonly period?: Frame['period'];
  readonly known?: Frame['known'];
  readonly person?: Partial<Person>;
};

/** An employment with the pack of resident doctors. */
export const resident = { employer: 'RA4', assignment: '1', pack: 'EN-RD-2016', wte: 1, annualLeaveDays: 27 } as const;
/** An employment with no pack but the law. */
export const nurse = { ...resident, pack: 'WTR' } as const;
const march = { from: '2026-03-02', to: '2026-04-13' };

/** Instants in UTC without the Z: shift('2026-03-02T08:00', '2026-03-02T20:00'). */
export const shift = (start: string, end: string, more: Partial<Duty> = {}): Duty => ({
  id: `${start} ${end}`,
  site: 'yeovil',
  kind: 'shift',
  start: Date.parse(`${start}Z`),
  end: Date.parse(`${end}Z`),
  breakMinutes: 90,
  expectedWorkMinutes: 0,
  ...more,
});
/** An on-call period between two instants in UTC without the Z, with its expected work in minutes. */
export const onCall = (start: string, end: string, expectedWorkMinutes = 0): Duty =>
  shift(start, end, { kind: 'on-call', breakMinutes: 0, expectedWorkMinutes });

/** The same hours, UTC, on so many days of a month. */
export const daily = (month: string, days: readonly number[], from: string, to: string): readonly Duty[] =>
  days.map((day) => {
    const date = `${month}-${String(day).padStart(2, '0')}`;
    return shift(`${date}T${from}`, `${date}T${to}`);
  });

/** Nights from 20:00 to 08:00 UTC on so many evenings of a month. */
export const nights = (month: string, days: readonly number[]): readonly Duty[] =>
  days.map((day) => {
    const start = Date.parse(`${month}-${String(day).padStart(2, '0')}T20:00Z`);
    const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
    return shift(iso(start), iso(start + 12 * 3_600_000));
  });

/** The values of all breaches of one rule that the oracle finds. */
export const values = ({ duties, period = march, known = period, person = {} }: Case, rule: string) => {
  const travelMinutes = (from: string, to: string) => ([from, to].includes('taunton') ? 41 : 0);
  const frame: Frame = { zone: 'Europe/London', period, known, travelMinutes };
  const whole: Person = { id: 'p1', optOut48: false, employments: [resident], leave: [], ...person };
  return findBreaches(frame, whole, duties)
    .filter((breach) => breach.rule === rule)
    .map(({ value }) => value);
};
