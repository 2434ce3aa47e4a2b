import { addDays, daysBetween, mondayOf, weekdayOf } from '@weft/rostering';
import type { DutyNow } from '../rota-duties/view.ts';
import type { Pattern } from './events.ts';

/** Who follows a pattern: `startWeek` is the week of the cycle, from 1, that they do in the first week. */
export type Follower = { readonly person: string; readonly startWeek: number };

/** A place that a pattern asks for. `isThere`: the person holds it already. */
type Wanted = { readonly duty: string; readonly person: string; readonly date: string; readonly isThere: boolean };

/** A day of the pattern for which no place was left. */
type Unplaced = { readonly duty: null; readonly person: string; readonly date: string; readonly because: string };

type Laying = {
  readonly people: readonly Follower[];
  /** Local days [from, to); the week of `from` is the first week. */
  readonly from: string;
  readonly to: string;
  /** Duties of the rota on these days, in order of start, with who holds their places. */
  readonly duties: readonly DutyNow[];
  /** Whether a person might do a duty, by employment, grade and credentials: those duties are taken first. */
  readonly isSuitable: (person: string, duty: DutyNow['duty']) => boolean;
};

/** The code that a pattern gives a follower on a day; '' for none. The week of `from` is their first one. */
export function codeOn(
  { weeks }: Pick<Pattern, 'weeks'>,
  { startWeek }: Follower,
  days: { from: string; date: string },
) {
  const passed = daysBetween(mondayOf(days.from), mondayOf(days.date)) / 7;
  const week = weeks[(startWeek - 1 + passed) % weeks.length];
  return week?.[weekdayOf(days.date) - 1]?.trim() ?? '';
}

/** The places that people who follow a pattern take, day by day in their order; each place goes to one person. */
export function layPattern(
  pattern: Pick<Pattern, 'weeks'>,
  { people, from, to, duties, isSuitable }: Laying,
): { readonly wanted: readonly Wanted[]; readonly unplaced: readonly Unplaced[] } {
  const keyOf = (date: string, code: string) => `${date} ${code.toLowerCase()}`;
  const slots = new Map<string, { readonly duty: DutyNow['duty']; readonly holders: Set<string> }[]>();
  for (const { duty, places } of duties) {
    const key = keyOf(duty.date, duty.code);
    const slot = { duty, holders: new Set<string>(places.map(({ person }) => person)) };
    slots.set(key, [...(slots.get(key) ?? []), slot]);
  }
  const wanted: Wanted[] = [];
  const unplaced: Unplaced[] = [];
  for (let date = from; date < to; date = addDays(date, 1)) {
    for (const follower of people) {
      const { person } = follower;
      const code = codeOn(pattern, follower, { from, date });
      if (code === '') continue;
      const there = slots.get(keyOf(date, code)) ?? [];
      const held = there.find(({ holders }) => holders.has(person));
      if (held) {
        wanted.push({ duty: held.duty.duty, person, date, isThere: true });
        continue;
      }
      const free = there.filter(({ duty, holders }) => holders.size < duty.count);
      const place = free.find(({ duty }) => isSuitable(person, duty)) ?? free[0];
      if (!place) {
        const because =
          there.length > 0 ? `All places of ${code} on ${date} are taken.` : `No duty ${code} is needed on ${date}.`;
        unplaced.push({ duty: null, person, date, because });
        continue;
      }
      place.holders.add(person);
      wanted.push({ duty: place.duty.duty, person, date, isThere: false });
    }
  }
  return { wanted, unplaced };
}
