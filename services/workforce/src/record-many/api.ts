import type { PersonId } from '@weft/contracts';
import type { Position, Rows } from '@weft/eventing';
import { commands, notYours, Refused } from '@weft/service-kit';
import { z } from 'zod';
import { latest } from '../latest.ts';
import { numberId, tidyNumber } from '../professional-number/shape.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import { requireOwn } from '../reach/require.ts';
import { standingOf } from '../reach/standing.ts';
import { holderOf } from '../record.ts';
import { rehearsalOf, type Streams } from '../streams.ts';
import { matched, PersonFacts, recordFacts } from './person-facts.ts';

/** People whose facts are written at the same time: their commits are shared. */
const AT_ONCE = 32;

/** Those that may be one person stay together, in their order. */
const byIdentity = (people: readonly PersonFacts[]) =>
  Map.groupBy(people, ({ id, number }) => (number ? numberId(tidyNumber(number)) : id));

/** Ends the command unless a manager says only what is their own organisation's to say. */
async function requireFacts(
  { rows, reach, streams }: { readonly rows: Rows; readonly reach: Reach; readonly streams: Streams },
  facts: PersonFacts,
): Promise<void> {
  if (reach.isOperator) return;
  for (const { employer } of facts.employments) requireOwn(reach, employer, 'An employment');
  for (const { organisation, role } of facts.roles) {
    requireOwn(reach, organisation, 'A role');
    if (role === 'operator') throw notYours('Only the operator gives or takes this role.');
  }
  const stray = facts.credentials.find(({ host }) => host !== null && !reach.hosts.has(host));
  if (stray) throw notYours(`${stray.host} is no host in an arrangement with ${reach.organisation}.`);
  const known = await matched(streams, facts);
  const standing = known === null ? 'own' : standingOf(rows, reach, known);
  const holder = facts.number && (await holderOf(streams, tidyNumber(facts.number)));
  const isEmployedHere = standing === 'own' || (holder === known && facts.employments.length > 0);
  if (!isEmployedHere)
    throw notYours(
      `Person ${facts.id} is not employed by ${reach.organisation}. Bring their employment and professional number.`,
    );
}

/**
 * Records many people with their facts: all of them, or none when one is refused. Somebody whose professional number
 * is known is that person, whatever id they come with; the answer says who is who.
 */
export const recordManyApi = ({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) =>
  commands(['rota-manager', 'operator'], { people: z.array(PersonFacts).min(1).max(2000) }).mutation(
    async ({ ctx, input: { people } }) => {
      const reach = await reachNow(rows, ctx);
      for (const facts of people) await requireFacts({ rows, reach, streams }, facts);
      const rehearsal = rehearsalOf(streams);
      const refused: { readonly id: PersonId; readonly rejected: string; readonly because: string }[] = [];
      for (const facts of people) {
        const outcome = await recordFacts(rehearsal, facts, ctx.metadata);
        if ('rejected' in outcome) refused.push({ id: facts.id, rejected: outcome.rejected, because: outcome.because });
      }
      const [first] = refused;
      if (first)
        throw new Refused({
          rejected: 'some-refused',
          because: `Nothing was recorded, because ${refused.length} of ${people.length} people cannot be taken. The first, ${first.id}: ${first.because}`,
          details: { refused },
        });
      let position: Position | null = null;
      const answers = new Map<PersonId, PersonId>();
      const waiting = byIdentity(people).values();
      const write = async () => {
        for (const group of waiting)
          for (const facts of group) {
            const outcome = await recordFacts(streams, facts, ctx.metadata);
            if ('rejected' in outcome) throw new Refused(outcome);
            position = latest(position, outcome.position);
            answers.set(facts.id, outcome.person);
          }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, write));
      return { position, people: people.map(({ id }) => ({ id, person: answers.get(id) ?? id })) };
    },
  );
