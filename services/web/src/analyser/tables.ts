import type { api } from '../api.ts';
import { addDays, shortDay } from '../layout/words.ts';

export type Analysis = Awaited<ReturnType<typeof api.sharedRotas.rotas.analysis.query>>;
type Value = string | number | null;

/** A table as it is shown, drawn and exported: the same numbers everywhere. */
export type Table = {
  readonly name: string;
  readonly caption: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Value[])[];
};

const one = (value: number) => Math.round(value * 10) / 10;
const perWte = (value: number, wte: number): number | null => (wte > 0 ? Math.round((value / wte) * 100) / 100 : null);

/** Who works what: totals, and nights, weekends, public holidays and short-notice changes per whole-time equivalent. */
export const peopleTable = ({ people }: Pick<Analysis, 'people'>): Table => ({
  name: 'People',
  caption: 'By person, all employers counted',
  header: [
    ...['Person', 'Employers', 'Grade', 'WTE', 'Hours', 'Hours here', 'Contract', 'Balance'],
    ...['Nights', 'Nights per WTE', 'Weekends', 'Weekends per WTE', 'Public holidays', 'Public holidays per WTE'],
    ...['Short-notice changes', 'Short-notice changes per WTE', 'Within a week'],
  ],
  rows: people.map((each) => [
    ...[each.name, each.employers.join('; '), each.grade ?? '', each.wte],
    ...[one(each.hours), one(each.hereHours), one(each.contracted), one(each.hours - each.contracted)],
    ...[each.nights, perWte(each.nights, each.wte), each.weekends, perWte(each.weekends, each.wte)],
    ...[each.publicHolidays, perWte(each.publicHolidays, each.wte)],
    ...[each.shortNotice, perWte(each.shortNotice, each.wte), each.withinWeek],
  ]),
});

/** How evenly burdens are shared: least, middle, most and Gini’s coefficient, per whole-time equivalent. */
export const sharesTable = ({ shares }: Pick<Analysis, 'shares'>): Table => ({
  name: 'Shares',
  caption: 'How evenly it is shared within a grade, per whole-time equivalent, among those who work here',
  header: ['What', 'Grade', 'Least', 'Middle', 'Most', 'Gini (0 even, 1 uneven)'],
  rows: shares.map(({ name, grade, spread }) => [name, grade, spread.least, spread.median, spread.most, spread.gini]),
});

/** Why places are empty, in words. */
export const CAUSES = [
  { cause: 'never-filled', name: 'Never filled' },
  { cause: 'on-leave', name: 'Holder on leave' },
  { cause: 'taken-off', name: 'Taken off' },
] as const;

/** What each week needs and has, and why places are empty. */
export const weeksTable = ({ weeks, gaps }: Pick<Analysis, 'weeks' | 'gaps'>): Table => ({
  name: 'Gaps',
  caption: 'Places by week, and why those are empty',
  header: ['Week of', 'Places', 'Filled', 'Empty', ...CAUSES.map(({ name }) => name)],
  rows: weeks.map(({ week, needed, filled }) => [
    week,
    needed,
    filled,
    needed - filled,
    ...CAUSES.map(({ cause }) =>
      gaps.filter((gap) => gap.week === week && gap.cause === cause).reduce((sum, { missing }) => sum + missing, 0),
    ),
  ]),
});

/** Empty places by site and role, most first. */
export function placesTable({ gaps }: Pick<Analysis, 'gaps'>): Table {
  const byPlace = Map.groupBy(gaps, ({ siteName, role }) => `${siteName}\n${role}`);
  return {
    name: 'Gaps by place',
    caption: 'Where places are empty',
    header: ['Site', 'Role', 'Empty'],
    rows: [...byPlace]
      .map(([key, own]) => [...key.split('\n'), own.reduce((sum, { missing }) => sum + missing, 0)] as const)
      .sort((a, b) => Number(b[2]) - Number(a[2])),
  };
}

/** The first and last day in words. */
export const daysWords = ({ from, to }: Pick<Analysis, 'from' | 'to'>): string =>
  `${shortDay(from)} to ${shortDay(addDays(to, -1))}`;
