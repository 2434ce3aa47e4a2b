import { type Spread, spreadOf } from './spread.ts';
import type { Tally } from './tally.ts';

const BURDENS = [
  { key: 'nights', name: 'Nights' },
  { key: 'weekends', name: 'Weekends' },
  { key: 'publicHolidays', name: 'Public holidays' },
  { key: 'shortNotice', name: 'Short-notice changes' },
] as const;

/** How one burden is shared within one grade, per whole-time equivalent. */
export type Share = {
  readonly key: (typeof BURDENS)[number]['key'];
  readonly name: string;
  readonly grade: string;
  readonly spread: Spread;
};

/** Those who work on the rota, by grade: only between them is anything shared. A grade of one shares nothing. */
const sharing = (tallies: readonly Tally[]) =>
  [
    ...Map.groupBy(
      tallies.filter(({ wte, hereHours }) => wte > 0 && hereHours > 0),
      ({ grade }) => grade ?? '',
    ),
  ].filter(([, people]) => people.length > 1);

const shareOf = ({ key, name }: (typeof BURDENS)[number], grade: string, people: readonly Tally[]): Share[] => {
  const spread = spreadOf(people.map((each) => each[key] / each.wte));
  return spread ? [{ key, name, grade, spread }] : [];
};

/** The spread of each burden within each grade that has any of it. */
export const sharesOf = (tallies: readonly Tally[]): Share[] => {
  const groups = sharing(tallies);
  return BURDENS.flatMap((burden) =>
    groups.flatMap(([grade, people]) => shareOf(burden, grade, people)).filter(({ spread }) => spread.most > 0),
  );
};

/** People who bear far more than the middle one of their grade: over twice as much, and at least two more. */
export const burdened = (tallies: readonly Tally[]): { readonly tally: Tally; readonly words: string }[] =>
  sharing(tallies).flatMap(([grade, people]) =>
    BURDENS.flatMap((burden) => shareOf(burden, grade, people)).flatMap(({ key, name, spread }) =>
      people
        .filter((tally) => {
          const each = tally[key] / tally.wte;
          return each > spread.median * 2 && each >= spread.median + 2;
        })
        .map((tally) => ({
          tally,
          words: `${name}: ${tally[key]} at ${tally.wte} WTE; the middle one of the ${people.length} ${grade} has ${spread.median} per WTE.`,
        })),
    ),
  );
