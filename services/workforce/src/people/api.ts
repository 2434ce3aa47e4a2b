import { OrganisationCode, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { accepted, asks, badInput, commands, notFound, Refused, router, within } from '@weft/service-kit';
import { z } from 'zod';
import { mergePeople, unmergePeople } from '../merge.ts';
import { personIdFor } from '../person-id.ts';
import { ProfessionalNumber, refuseShape, tidyNumber } from '../professional-number/shape.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import { requireStanding } from '../reach/require.ts';
import { standingOf } from '../reach/standing.ts';
import { claimNumber, registerPerson } from '../record.ts';
import { recorded } from '../recorded.ts';
import type { Streams } from '../streams.ts';
import { listPeople } from './list.ts';
import { seenPerson } from './seen.ts';

const SOON_DAYS = 60;
const managers = ['rota-manager', 'operator'] as const;
const Name = z.string().trim().min(1).max(200);

const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** People as the caller may see them, and what changes them. */
export function peopleApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  /** Both records are seen by the caller, and one at least is theirs. */
  function requirePair(reach: Reach, one: PersonId, other: PersonId) {
    const standings = [one, other].map((person) => standingOf(rows, reach, person));
    if (standings.includes(null)) throw notFound(`Person ${standings[0] === null ? one : other}`);
    if (!standings.some((standing) => standing === 'own' || standing === 'operator'))
      requireStanding({ rows, reach }, one, ['own']);
  }

  return router({
    /** By name, 50 a page, from page 0. Search goes by part of a name, or by the whole number for own people. */
    list: asks(managers)
      .input(
        z
          .object({
            search: z.string().trim().max(100).optional(),
            organisation: OrganisationCode.optional(),
            page: z.number().int().min(0).default(0),
          })
          .optional(),
      )
      .query(async ({ ctx, input }) => {
        const reach = await reachNow(rows, ctx);
        const { total, people } = listPeople(rows, reach, {
          search: input?.search || null,
          organisation: input?.organisation ?? null,
          page: input?.page ?? 0,
        });
        const soon = dayAfter(reach.today, SOON_DAYS);
        return {
          total,
          people: people.flatMap((id) => {
            const seen = seenPerson(rows, reach, id);
            if (!seen) return [];
            const { credentials, ...person } = seen;
            const isSoon = ({ to }: { to: string | null }) => to !== null && to > reach.today && to <= soon;
            return [{ ...person, credentialsExpiringSoon: credentials.filter(isSoon).length }];
          }),
        };
      }),

    get: asks('signed-in')
      .input(z.object({ person: PersonId }))
      .query(async ({ ctx, input: { person } }) => {
        const seen = seenPerson(rows, await reachNow(rows, ctx), person);
        if (!seen) throw notFound(`Person ${person}`);
        return seen;
      }),

    register: commands(managers, {
      person: PersonId.optional(),
      name: Name,
      number: ProfessionalNumber.nullable().optional(),
    }).mutation(async ({ ctx, input }) => {
      const number = input.number ? tidyNumber(input.number) : null;
      const shape = number && refuseShape(number);
      if (shape) throw new Refused(shape);
      const person = input.person ?? personIdFor(ctx.metadata.commandId);
      return recorded(await registerPerson(streams, { person, name: input.name, number }, ctx.metadata));
    }),

    rename: commands(managers, { person: PersonId, name: Name }).mutation(async ({ ctx, input: { person, name } }) => {
      requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own']);
      const outcome = accepted(await streams.people.handle(person, { type: 'RenamePerson', name }, ctx.metadata));
      return { position: outcome.position };
    }),

    /** Gives somebody who was registered without one their professional number. */
    recordNumber: commands(managers, { person: PersonId, number: ProfessionalNumber }).mutation(
      async ({ ctx, input: { person, ...input } }) => {
        requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own']);
        const { state } = await streams.people.state(person);
        if (state.name === null) throw notFound(`Person ${person}`);
        const claim = { person, name: state.name, number: tidyNumber(input.number) };
        return recorded(await claimNumber(streams, claim, within(ctx.metadata, 'number')));
      },
    ),

    merge: commands(managers, { person: PersonId, into: PersonId }).mutation(
      async ({ ctx, input: { person, into } }) => {
        if (person === into) throw badInput('This is one record. Choose two.');
        requirePair(await reachNow(rows, ctx), person, into);
        return recorded(await mergePeople(streams, { person, into }, ctx.metadata));
      },
    ),

    unmerge: commands(managers, { person: PersonId }).mutation(async ({ ctx, input: { person } }) => {
      requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own']);
      return recorded(await unmergePeople(streams, person, ctx.metadata));
    }),
  });
}
