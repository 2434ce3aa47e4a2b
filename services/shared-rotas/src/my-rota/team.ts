import type { Rows } from '@weft/eventing';
import { addDays } from '@weft/rostering';
import { now } from '../board/moment.ts';
import { dutiesAt, dutyNow } from '../board/state.ts';
import { isOverlapping } from '../diary/judge.ts';
import { knownPerson } from '../facts/workforce-facts.ts';

/** Somebody who works beside one on a duty. */
export type TeamMember = {
  readonly person: string;
  readonly name: string;
  readonly role: string;
  readonly code: string;
  /** Instants of their own duty. */
  readonly start: string;
  readonly end: string;
};

/** Who works at the same site and service at the same time, on the same rota, as far as they were told of it. */
export function teamOn(rows: Rows, { duty, person }: { readonly duty: string; readonly person: string }): TeamMember[] {
  const mine = dutyNow(rows, duty)?.duty;
  if (!mine) return [];
  const days = { from: addDays(mine.date, -1), to: addDays(mine.date, 2) };
  return dutiesAt(rows, { rota: mine.rota, ...days }, now)
    .filter(({ duty: other, withdrawn }) => !withdrawn && other.site === mine.site && other.service === mine.service)
    .filter(({ duty: other }) => isOverlapping(other, mine))
    .flatMap(({ duty: other, filled }) =>
      filled
        .filter((place) => place.person !== person && isTold(rows, place.booking))
        .map((place) => ({
          person: place.person,
          name: knownPerson(rows, place.person)?.name ?? place.person,
          ...{ role: other.role as string, code: other.code, start: other.start, end: other.end },
        })),
    );
}

const isTold = (rows: Rows, booking: string) =>
  rows.get("SELECT 1 FROM my_duties WHERE booking = ? AND status IN ('confirmed', 'tentative')", booking) !== undefined;
