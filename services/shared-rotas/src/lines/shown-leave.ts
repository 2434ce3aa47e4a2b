import type { Actor } from '@weft/service-kit';
import type { Network } from '../facts/network-facts.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import type { LineLeave } from './state.ts';

/** Leave that the working time regulations leave out of the mean: to the rules, all of it is the same. */
const LEFT_OUT: readonly LineLeave['kind'][] = ['annual', 'sick', 'maternity', 'paternity', 'adoption', 'parental'];

/**
 * The kind of a leave for a reader: as it is for the person's own employers, else no more than what the rules make of
 * it, so that nobody learns of another organisation's sick or parental leave.
 */
export function shownKind(
  kind: LineLeave['kind'],
  person: KnownPerson,
  { actor, network, today }: { readonly actor: Actor; readonly network: Network; readonly today: string },
): LineLeave['kind'] {
  if (actor.roles.includes('operator') || actor.person === person.person) return kind;
  const own = network.codeOn(actor.organisation, today);
  if (person.employments.some(({ employer }) => network.codeOn(employer, today) === own)) return kind;
  return LEFT_OUT.includes(kind) ? 'annual' : 'other';
}
