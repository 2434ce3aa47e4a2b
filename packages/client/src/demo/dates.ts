import { addDays } from '@weft/rostering';

/** Weeks of a rota that are filled and published before a newcomer sees it. */
export const HISTORY_WEEKS = 4;

/** The day so many weeks and days after a Monday, 'YYYY-MM-DD'. */
export const dayOf = (monday: string, week: number, weekday = 0): string => addDays(monday, week * 7 + weekday);
