import { Credential, LocalDate, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { accepted, asks, commands, notFound, notYours, router } from '@weft/service-kit';
import { z } from 'zod';
import { listPeople, PAGE } from '../people/list.ts';
import { seenPerson } from '../people/seen.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import { requireStanding } from '../reach/require.ts';
import { recordCredentials } from '../record.ts';
import { recorded } from '../recorded.ts';
import type { Streams } from '../streams.ts';

/** Ends the procedure unless the caller may record this person's credential for this host. */
export function requireCredential(
  { rows, reach }: { readonly rows: Rows; readonly reach: Reach },
  person: PersonId,
  host: string | null,
): void {
  if (host !== null && reach.own.has(host)) {
    requireStanding({ rows, reach }, person, ['own', 'shared']);
    return;
  }
  requireStanding({ rows, reach }, person, ['own']);
  if (host !== null && !reach.isOperator && !reach.hosts.has(host))
    throw notYours(
      `${host} is no host in an arrangement with ${reach.organisation}, so its credentials are not yours to record.`,
    );
}

/** Everybody whom the caller sees. */
function* everybody(rows: Rows, reach: Reach): Iterable<string> {
  for (let page = 0; ; page++) {
    const { total, people } = listPeople(rows, reach, { search: null, organisation: null, page });
    yield* people;
    if ((page + 1) * PAGE >= total) return;
  }
}

/** What people hold, for every host or for one, and until when. */
export function credentialsApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  return router({
    /** Those that the caller may see, soonest to end first; with `expiringBefore`, those that end before that day. */
    list: asks('signed-in')
      .input(z.object({ expiringBefore: LocalDate.optional() }).optional())
      .query(async ({ ctx, input }) => {
        const reach = await reachNow(rows, ctx);
        const ids = reach.isOperator || reach.isManager ? [...everybody(rows, reach)] : [reach.person];
        const before = input?.expiringBefore;
        return ids
          .flatMap((id) => {
            const seen = seenPerson(rows, reach, id);
            return (seen?.credentials ?? []).map((credential) => ({
              person: id,
              name: seen?.name ?? id,
              ...credential,
            }));
          })
          .filter(({ to }) => before === undefined || (to !== null && to < before))
          .sort((a, b) => (a.to ?? '9999').localeCompare(b.to ?? '9999'));
      }),

    record: commands(['rota-manager', 'operator'], { person: PersonId, credential: Credential }).mutation(
      async ({ ctx, input: { person, credential } }) => {
        const reach = await reachNow(rows, ctx);
        requireCredential({ rows, reach }, person, credential.host);
        const { state } = await streams.people.state(person);
        const known = state.credentials.get(credential.id);
        if (known) requireCredential({ rows, reach }, person, known.host);
        return recorded(await recordCredentials(streams, { person, credentials: [credential] }, ctx.metadata));
      },
    ),

    withdraw: commands(['rota-manager', 'operator'], { person: PersonId, credential: z.string() }).mutation(
      async ({ ctx, input: { person, credential } }) => {
        const reach = await reachNow(rows, ctx);
        requireStanding({ rows, reach }, person, ['own', 'shared']);
        const { state } = await streams.people.state(person);
        const known = state.credentials.get(credential);
        if (!known) throw notFound(`Credential ${credential}`);
        requireCredential({ rows, reach }, person, known.host);
        const command = { type: 'WithdrawCredential', credential } as const;
        return { position: accepted(await streams.people.handle(person, command, ctx.metadata)).position };
      },
    ),
  });
}
