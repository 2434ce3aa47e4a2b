import { OrganisationCode, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { asks, commands, notYours, Role, router, type ServiceDeps } from '@weft/service-kit';
import { z } from 'zod';
import { localDay } from '../local-day.ts';
import { nameOn, organisationsIn } from '../network-facts/view.ts';
import { plainName } from '../people/name-key.ts';
import { familyOf } from '../reach/standing.ts';

/** The built-in operator: sets the network up and loads the demonstration; there before anybody is registered. */
const OPERATOR = { person: 'operator', organisation: 'WEFT' } as const;
const OPERATOR_ROW = {
  ...OPERATOR,
  name: 'Operator',
  organisationName: 'Weft, who runs this network',
  roles: ['operator'] satisfies Role[] as readonly Role[],
  note: 'May see and do everything: sets up the network and loads the demonstration.',
};
const SHOWN = 30;

type Row = { readonly person: string; readonly name: string; readonly organisation: string; readonly roles: string };

/** People with a role, managers first; the note is what they are employed as. */
function candidates(rows: Rows, search: string, today: string) {
  const organisations = organisationsIn(rows);
  const named = organisations.filter(({ code, names }) =>
    [code, ...names.map(({ name }) => name)].some((text) => plainName(text).includes(plainName(search))),
  );
  const found = rows.all<Row>(
    `SELECT s.person, s.name, r.organisation, json_group_array(DISTINCT r.role) AS roles
     FROM roles r JOIN people p ON p.person = r.person JOIN people s ON s.person = coalesce(p.merged_into, p.person)
     WHERE ?1 = '' OR s.plain LIKE '%' || ?1 || '%' OR r.organisation IN (SELECT value FROM json_each(?2))
     GROUP BY s.person, r.organisation ORDER BY max(r.role = 'rota-manager') DESC, r.organisation, s.plain LIMIT ?3`,
    plainName(search),
    JSON.stringify(named.map(({ code }) => code)),
    SHOWN,
  );
  return found.map((row) => ({
    ...row,
    organisationName: nameOn(organisations, row.organisation, today),
    roles: z.array(Role).parse(JSON.parse(row.roles)).sort(),
    note: employedAs(rows, row),
  }));
}

function employedAs(rows: Rows, { person, organisation }: Row): string {
  const grades = rows.all<{ grade: string }>(
    "SELECT DISTINCT terms ->> 'grade' AS grade FROM employments WHERE person = ? AND employer = ? ORDER BY grade",
    person,
    organisation,
  );
  return grades.map(({ grade }) => grade).join(', ');
}

/** The demonstration sign-in: whoever asks may act as anybody who holds a role. */
export function signInApi(
  { rows, tokens }: Pick<ServiceDeps, 'rows' | 'tokens'>,
  { demonstration }: { readonly demonstration: boolean },
) {
  const requireDemonstration = () => {
    if (!demonstration) throw notYours('The demonstration sign-in is switched off here.');
  };

  return router({
    /** At most 30; search by a part of a name, or by an organisation's name or code. */
    people: asks('anyone')
      .input(z.object({ search: z.string().trim().max(100).default('') }).optional())
      .query(async ({ ctx, input }) => {
        requireDemonstration();
        if (ctx.after) await ctx.caughtUp(ctx.after);
        const search = input?.search ?? '';
        const found = candidates(rows, search, localDay(ctx.now()));
        const isOperatorWanted = plainName(`${OPERATOR_ROW.name} ${OPERATOR_ROW.organisationName}`).includes(
          plainName(search),
        );
        return isOperatorWanted ? [OPERATOR_ROW, ...found].slice(0, SHOWN) : found;
      }),

    choose: commands('anyone', { person: PersonId, organisation: OrganisationCode }).mutation(
      async ({ ctx, input: { person, organisation } }) => {
        requireDemonstration();
        if (ctx.after) await ctx.caughtUp(ctx.after);
        const isOperator = person === OPERATOR.person && organisation === OPERATOR.organisation;
        const family = familyOf(rows, person);
        const held = rows.all<{ role: Role }>(
          'SELECT DISTINCT role FROM roles WHERE organisation = ? AND person IN (SELECT value FROM json_each(?)) ORDER BY role',
          organisation,
          JSON.stringify(family?.records ?? []),
        );
        const roles = isOperator ? OPERATOR_ROW.roles : held.map(({ role }) => role);
        if (roles.length === 0)
          throw notYours(`${person} holds no role at ${organisation}. Choose somebody from the sign-in page.`);
        const actor = { person: family?.survivor ?? person, organisation, roles: [...roles] };
        const token = await tokens.sign(actor);
        ctx.setTokenCookie(token);
        return { token, actor, name: nameOf(rows, actor.person), position: null };
      },
    ),

    me: asks('signed-in').query(({ ctx: { actor } }) => ({ actor, name: nameOf(rows, actor.person), demonstration })),

    out: commands('anyone', {}).mutation(({ ctx }) => {
      ctx.setTokenCookie(null);
      return { position: null };
    }),
  });
}

const nameOf = (rows: Rows, person: string): string =>
  rows.get<{ name: string }>('SELECT name FROM people WHERE person = ?', person)?.name ??
  (person === OPERATOR.person ? OPERATOR_ROW.name : person);
