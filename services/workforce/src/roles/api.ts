import { OrganisationCode, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { accepted, asks, commands, notYours, Role, router } from '@weft/service-kit';
import { reachNow } from '../reach/reach.ts';
import { requireOwn, requireStanding } from '../reach/require.ts';
import type { Streams } from '../streams.ts';

type RoleRow = { readonly person: string; readonly name: string; readonly organisation: string; readonly role: Role };

const input = { person: PersonId, organisation: OrganisationCode, role: Role };

/** Who may act as what for an organisation. A role that is taken away ends with the sign-in, 12 hours at most. */
export function accessApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  const change = (type: 'GrantRole' | 'RevokeRole') =>
    commands(['rota-manager', 'operator'], input).mutation(async ({ ctx, input: { person, organisation, role } }) => {
      const reach = await reachNow(rows, ctx);
      requireOwn(reach, organisation, 'A role');
      if (role === 'operator' && !reach.isOperator) throw notYours('Only the operator gives or takes this role.');
      requireStanding({ rows, reach }, person, type === 'GrantRole' ? ['own'] : ['own', 'former', 'shared', 'self']);
      const command = { type, organisation, role } as const;
      return { position: accepted(await streams.access.handle(person, command, ctx.metadata)).position };
    });

  return router({
    grant: change('GrantRole'),
    revoke: change('RevokeRole'),
    /** Roles for the caller's organisation; all of them for the operator. */
    list: asks(['rota-manager', 'operator']).query(async ({ ctx }) => {
      const reach = await reachNow(rows, ctx);
      return rows.all<RoleRow>(
        `SELECT r.person, p.name, r.organisation, r.role FROM roles r JOIN people p ON p.person = r.person
         WHERE ?1 OR r.organisation IN (SELECT value FROM json_each(?2)) ORDER BY r.organisation, p.plain, r.role`,
        reach.isOperator ? 1 : 0,
        JSON.stringify([...reach.own]),
      );
    }),
  });
}
