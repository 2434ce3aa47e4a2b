import type { PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { notFound, notYours } from '@weft/service-kit';
import type { Reach } from './reach.ts';
import { type Standing, standingOf } from './standing.ts';

/** Ends the procedure unless the person stands to the caller as asked; an unseen person reads as one who is not there. */
export function requireStanding(
  { rows, reach }: { readonly rows: Rows; readonly reach: Reach },
  person: PersonId,
  asked: readonly Exclude<Standing, null>[],
): Exclude<Standing, null> {
  const standing = standingOf(rows, reach, person);
  if (standing === null) throw notFound(`Person ${person}`);
  if (standing !== 'operator' && !asked.includes(standing))
    throw notYours(
      `Only ${asked.includes('self') ? 'the person, or ' : ''}a rota manager of the person's employer may do this. Ask their employer, or the operator.`,
    );
  return standing;
}

/** Ends the procedure unless the organisation is the caller's own. */
export function requireOwn(reach: Reach, organisation: string, what: string): void {
  if (reach.isOperator || (reach.isManager && reach.own.has(organisation))) return;
  throw notYours(`${what} of ${organisation} belongs to ${organisation}; you act for ${reach.organisation}.`);
}
