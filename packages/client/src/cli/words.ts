import { localTimeOf } from '@weft/rostering';

const ZONE = 'Europe/London';

/** '2026-03-02 08:00' to '20:30', as it is on the clocks there. */
export function timesOf({ date, start, end }: { readonly date: string; readonly start: string; readonly end: string }) {
  return `${date} ${clock(start)} to ${clock(end)}`;
}

const clock = (instant: string) => localTimeOf(ZONE, Date.parse(instant));

/** '1 gap', '2 gaps'. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** 'no-arrangement (12 people), wtr-daily-rest (3 people)'. */
export const reasonsInWords = (
  reasons: readonly { readonly reason: string; readonly people: number }[] | null,
): string =>
  (reasons ?? [])
    .map(({ reason, people }) => (people > 0 ? `${reason} (${counted(people, 'person', 'people')})` : reason))
    .join(', ');
