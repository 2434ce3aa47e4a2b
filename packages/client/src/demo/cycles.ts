/** Weeks of a cycle: for each day, Monday first, the code of a duty, or '' for none. */
export type Cycle = readonly (readonly string[])[];

/** Reads a cycle from a line per week: seven words, '.' for a day off; `codes` says which duty a word stands for. */
function cycle(codes: Readonly<Record<string, string>>, ...weeks: readonly string[]): Cycle {
  return weeks.map((week) =>
    week.split(' ').map((word) => {
      if (word === '.') return '';
      const code = codes[word];
      if (code === undefined) throw new Error(`A cycle names ${word}, which is no code of it.`);
      return code;
    }),
  );
}

/** Eight weeks of full shifts: nights in runs of four and three, each weekday with its long day, night and twilight. */
export const fullShifts = (codes: {
  readonly base: string;
  readonly day: string;
  readonly long: string;
  readonly night: string;
  readonly late: string;
}): Cycle =>
  cycle(
    { B: codes.base, D: codes.day, L: codes.long, N: codes.night, T: codes.late },
    'B B B B B . .',
    'L L . . L L L',
    '. . D D D . .',
    'N N N N . . .',
    '. D L L . . .',
    'T T T T . . .',
    'D D . . N N N',
    '. . . D T . .',
  );

/** So many weeks of weekdays, with one period on call in each of the first five, Friday's first, and a weekend in the sixth. */
export function daysAndOnCall(day: string, onCall: string, weeks: number): Cycle {
  return Array.from({ length: weeks }, (_week, index) =>
    Array.from({ length: 7 }, (_day, weekday) => {
      if (index < 5 && weekday === 4 - index) return onCall;
      if (weekday >= 5) return index === 5 ? onCall : '';
      return day;
    }),
  );
}

/** Six weeks around the clock: earlies, lates, and nights in runs of four and three. */
export const roundTheClock = (early: string, late: string, night: string): Cycle =>
  cycle(
    { E: early, L: late, N: night },
    '. . E E E . .',
    'L L L . . L L',
    '. E E L L . .',
    'N N N N . . .',
    '. . E E . E E',
    'E E . . N N N',
  );

/** Four weeks of days and lates, seven days a week. */
export const sevenDays = (day: string, late: string): Cycle =>
  cycle({ D: day, L: late }, 'D D D D D . .', 'L L L L L . .', 'D D . . D D D', '. . L L L L L');

/** Two weeks between two places: three days here and two there, then the other way round in the week. */
export const twoPlaces = (here: string, there: string): Cycle =>
  cycle({ H: here, T: there }, 'H H H T T . .', 'T T H H H . .');

/** Two weeks part-time at one place: three days, then the other two. */
export const alternateDays = (day: string): Cycle => cycle({ D: day }, 'D . D . D . .', '. D . D . . .');

/** The same cycle in which one code stands for another on some weekdays (Monday 0) of some weeks. */
export const swapped = (
  weeks: Cycle,
  { code, by, on, inWeeks }: { code: string; by: string; on: readonly number[]; inWeeks: readonly number[] },
): Cycle =>
  weeks.map((days, week) =>
    days.map((day, weekday) => (day === code && inWeeks.includes(week) && on.includes(weekday) ? by : day)),
  );
