const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' });

/** The local day of an instant, 'YYYY-MM-DD' in Europe/London. */
export const localDay = (instant: Date): string => days.format(instant);
