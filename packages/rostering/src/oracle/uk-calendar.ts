const FIRST_YEAR = 2023;
const LAST_YEAR = 2028;
const MINUTES_IN_DAY = 1440;

/** Days since 1970-01-01 of a date 'YYYY-MM-DD'. */
export const dayNumber = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** The date 'YYYY-MM-DD' of a day number. */
export const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** The day of the week, 0 = Sunday … 6 = Saturday; 1970-01-01 was a Thursday. */
export const weekday = (day: number): number => (day + 4) % 7;

const lastSunday = (year: number, month: 'march' | 'october'): number => {
  let day = dayNumber(`${year}-${month === 'march' ? '03' : '10'}-31`);
  while (weekday(day) !== 0) day -= 1;
  return day;
};

/** First UTC minute (since 1970) that the wall clock below knows. */
const TABLE_START = dayNumber(`${FIRST_YEAR}-01-01`) * MINUTES_IN_DAY;
const TABLE_END = dayNumber(`${LAST_YEAR}-01-01`) * MINUTES_IN_DAY;

/** Per UTC minute: the reading of a British wall clock, as minutes since 1970-01-01 00:00 on that clock. */
const wallClock = (() => {
  const readings = new Int32Array(TABLE_END - TABLE_START);
  for (let year = FIRST_YEAR; year < LAST_YEAR; year += 1) {
    const forward = lastSunday(year, 'march') * MINUTES_IN_DAY + 60;
    const back = lastSunday(year, 'october') * MINUTES_IN_DAY + 60;
    const end = dayNumber(`${year + 1}-01-01`) * MINUTES_IN_DAY;
    for (let minute = dayNumber(`${year}-01-01`) * MINUTES_IN_DAY; minute < end; minute += 1) {
      readings[minute - TABLE_START] = minute >= forward && minute < back ? minute + 60 : minute;
    }
  }
  return readings;
})();

const reading = (minute: number): number => {
  const value = wallClock[minute - TABLE_START];
  if (value === undefined) throw new Error(`Minute ${minute} is outside ${FIRST_YEAR} to ${LAST_YEAR - 1}`);
  return value;
};

/** The local day number of a UTC minute. */
export const localDay = (minute: number): number => Math.floor(reading(minute) / MINUTES_IN_DAY);

/** The local minute of the day, 0 to 1439, of a UTC minute. */
export const localMinute = (minute: number): number => reading(minute) % MINUTES_IN_DAY;

/** The first UTC minute at which the wall clock shows the given minute of the given day, or later. */
export const minuteAt = (day: number, minuteOfDay: number): number => {
  let minute = day * MINUTES_IN_DAY + minuteOfDay - 120;
  while (reading(minute) < day * MINUTES_IN_DAY + minuteOfDay) minute += 1;
  return minute;
};

/** The UTC minute at which a local day begins. */
export const dayStart = (day: number): number => minuteAt(day, 0);
