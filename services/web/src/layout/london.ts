const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** 'YYYY-MM-DDTHH:MM' by the clock of London, wherever the browser stands: what a field for date and time takes. */
export function londonTime(instant: string | number): string {
  const part = Object.fromEntries(clock.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * The instant of a local day and time 'HH:MM' of London, in ISO and UTC. A time that comes twice in autumn is the first;
 * one that spring leaves out is an hour later.
 */
export function londonInstant(date: string, time: string): string {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  const summer = asUtc - 3_600_000;
  return new Date(londonTime(summer) === `${date}T${time}` ? summer : asUtc).toISOString();
}
