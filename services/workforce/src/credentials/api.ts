import { Credential, LocalDate, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { accepted, asks, commands, notFound, notYours, router } from '@weft/service-kit';
import { z } from 'zod';
import { everybody } from '../people/list.ts';
import { seenPerson } from '../people/seen.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import { requireStanding } from '../reach/require.ts';
import { recordCredentials } from '../record.ts';
import { recorded } from '../recorded.ts';
import type { Streams } from '../streams.ts';

/** Ends the procedure unless the caller may record this person's credential for this host. */
function requireCredential(
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

/** People whom the caller sees and who hold something. */
function holders(rows: Rows, reach: Reach): readonly string[] {
  if (!reach.isOperator && !reach.isManager) return [reach.person];
  const holding = rows.all<{ person: string }>(
    'SELECT DISTINCT coalesce(p.merged_into, p.person) AS person FROM credentials c JOIN people p ON p.person = c.person',
  );
  const ids = new Set(holding.map(({ person }) => person));
  return everybody(rows, reach).filter((person) => ids.has(person));
}

/** What people hold, for every host or for one, and until when. */
export function credentialsApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  return router({
    /** Those that the caller may see, soonest to end first; with `expiringBefore`, those that end before that day. */
    list: asks('signed-in')
      .input(z.object({ expiringBefore: LocalDate.optional() }).optional())
      .query(async ({ ctx, input }) => {
        const reach = await reachNow(rows, ctx);
        const before = input?.expiringBefore;
        return holders(rows, reach)
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
