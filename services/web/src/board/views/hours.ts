import { londonInstant, londonTime } from '../../layout/london.ts';
import { addDays, timesOf } from '../../layout/words.ts';
import { missingOf, type Picture, type PictureDuty } from './picture.ts';

/** One stretch on a row of the day; `left` and `width` in hundredths of the day. */
export type Bar = {
  readonly duty: PictureDuty;
  readonly left: number;
  readonly width: number;
  /** It begins before this day, or ends after it. */
  readonly isCut: boolean;
  readonly words: string;
};

/** One person at one site, or the empty places of one duty (`missing`). */
export type HoursRow = {
  readonly key: string;
  readonly name: string;
  readonly missing: number;
  readonly bars: readonly Bar[];
};

export type HoursSite = {
  readonly site: string;
  readonly name: string;
  /** Gaps first, then people by the start of what they do. */
  readonly rows: readonly HoursRow[];
  /** Of each hour of the day: places needed and had of duties that are under way at its half. */
  readonly hours: readonly { readonly need: number; readonly have: number }[];
};

export type HoursDay = {
  /** The local time at which each hour begins: 24 of them, 23 or 25 where the clock changes. */
  readonly ticks: readonly string[];
  readonly sites: readonly HoursSite[];
};

const HOUR = 3_600_000;

/** One local day by the hour: who is where, and who is missing. Nights that began the day before are on it, too. */
export function hoursOf({ duties, people }: Picture, date: string): HoursDay {
  const from = Date.parse(londonInstant(date, '00:00'));
  const to = Date.parse(londonInstant(addDays(date, 1), '00:00'));
  const names = new Map(people.map(({ person, name }) => [person, name]));
  const onDay = duties.filter(
    ({ start, end, withdrawn }) => !withdrawn && Date.parse(start) < to && Date.parse(end) > from,
  );
  const barOf = (duty: PictureDuty): Bar => {
    const [start, end] = [Date.parse(duty.start), Date.parse(duty.end)];
    const [first, last] = [Math.max(start, from), Math.min(end, to)];
    return {
      duty,
      left: ((first - from) / (to - from)) * 100,
      width: ((last - first) / (to - from)) * 100,
      isCut: first > start || last < end,
      words: `${duty.code} ${duty.role}, ${duty.siteName}, ${timesOf(duty)}`,
    };
  };
  const count = Math.round((to - from) / HOUR);
  const hoursIn = (all: readonly PictureDuty[]) =>
    Array.from({ length: count }, (_, hour) => {
      const at = from + (hour + 0.5) * HOUR;
      const now = all.filter(({ start, end }) => Date.parse(start) <= at && at < Date.parse(end));
      const need = now.reduce((sum, duty) => sum + duty.count, 0);
      return { need, have: need - now.reduce((sum, duty) => sum + missingOf(duty), 0) };
    });
  const sites = [...Map.groupBy(onDay, ({ siteName, site }) => `${siteName}\t${site}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    ticks: Array.from({ length: count }, (_, hour) => londonTime(from + hour * HOUR).slice(11)),
    sites: sites.map(([key, all]) => {
      const [name = '', site = ''] = key.split('\t');
      const gaps = all.flatMap((duty): HoursRow[] => {
        const missing = missingOf(duty);
        return missing === 0 ? [] : [{ key: duty.id, name: `${duty.role} missing`, missing, bars: [barOf(duty)] }];
      });
      const places = all.flatMap((duty) => duty.filled.map(({ person }) => ({ person, duty })));
      const rows = [...Map.groupBy(places, ({ person }) => person)].map(
        ([person, held]): HoursRow => ({
          key: person,
          name: names.get(person) ?? person,
          missing: 0,
          bars: held.map(({ duty }) => barOf(duty)),
        }),
      );
      return { site, name, rows: [...gaps, ...rows], hours: hoursIn(all) };
    }),
  };
}
