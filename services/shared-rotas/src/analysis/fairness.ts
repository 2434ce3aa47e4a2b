import { type Spread, spreadOf } from './spread.ts';
import type { Tally } from './tally.ts';

const SHARED = [
  { key: 'nights', name: 'Nights' },
  { key: 'weekends', name: 'Weekends' },
  { key: 'publicHolidays', name: 'Public holidays' },
  { key: 'shortNotice', name: 'Short-notice changes' },
] as const;

/** How one kind of burden is shared, per whole-time equivalent. */
export type Share = { readonly key: (typeof SHARED)[number]['key']; readonly name: string; readonly spread: Spread };

/** Who works on the rota at all: only between them is anything shared. */
const sharing = (tallies: readonly Tally[]) => tallies.filter(({ wte, hereHours }) => wte > 0 && hereHours > 0);

/** The spread of each burden among people who work on the rota. */
export const sharesOf = (tallies: readonly Tally[]): Share[] =>
  SHARED.flatMap(({ key, name }) => {
    const spread = spreadOf(sharing(tallies).map((each) => each[key] / each.wte));
    return spread ? [{ key, name, spread }] : [];
  });

/** People who bear far more than the middle one: over twice as much, and at least two more. */
export function burdened(tallies: readonly Tally[]): { readonly tally: Tally; readonly words: string }[] {
  const shares = sharesOf(tallies);
  return sharing(tallies).flatMap((tally) =>
    shares.flatMap(({ key, name, spread }) => {
      const each = tally[key] / tally.wte;
      if (each <= spread.median * 2 || each < spread.median + 2) return [];
      const words = `${name}: ${tally[key]} at ${tally.wte} WTE; the middle one has ${spread.median} per WTE.`;
      return [{ tally, words }];
    }),
  );
}
