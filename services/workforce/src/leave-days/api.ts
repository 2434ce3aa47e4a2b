import { LeaveId, LeaveKind, LocalDate, OrganisationCode, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { accepted, asks, commands, notYours, router } from '@weft/service-kit';
import { z } from 'zod';
import type { LeaveCommand } from '../leave/decider.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import { requireStanding } from '../reach/require.ts';
import { familyOf } from '../reach/standing.ts';
import { leaveBeside } from '../record.ts';
import type { Streams } from '../streams.ts';

type LeaveRow = {
  readonly person: string;
  readonly name: string;
  readonly id: string;
  readonly kind: z.infer<typeof LeaveKind>;
  readonly from: string;
  readonly to: string;
  readonly stands: 'requested' | 'approved' | 'refused' | 'withdrawn';
  readonly because: string | null;
};

const COLUMNS = `SELECT coalesce(p.merged_into, p.person) AS person, s.name, l.id, l.kind, l.from_day AS "from", l.to_day AS "to", l.stands, l.because
  FROM leave_days l JOIN people p ON p.person = l.person JOIN people s ON s.person = coalesce(p.merged_into, p.person)
  WHERE l.from_day < ?2 AND l.to_day > ?1`;
/** Leave on days when the person is employed by one of these employers (?3), by any of the records merged with theirs. */
const OF_EMPLOYERS = `AND EXISTS (SELECT 1 FROM employments e JOIN people r ON r.person = e.person
  WHERE coalesce(r.merged_into, r.person) = coalesce(p.merged_into, p.person)
    AND e.employer IN (SELECT value FROM json_each(?3)) AND e.from_day < l.to_day AND (e.to_day IS NULL OR e.to_day > l.from_day))`;

/** Leave of own people, or one's own, that touches the days [from, to). */
function leaveSeen(
  rows: Rows,
  reach: Reach,
  { from, to, organisation }: { readonly from: string; readonly to: string; readonly organisation: string | undefined },
): readonly LeaveRow[] {
  if (!reach.isOperator && !reach.isManager)
    return rows.all<LeaveRow>(
      `${COLUMNS} AND l.person IN (SELECT value FROM json_each(?3)) ORDER BY l.from_day, l.id`,
      from,
      to,
      JSON.stringify(familyOf(rows, reach.person)?.records ?? []),
    );
  if (reach.isOperator && organisation === undefined)
    return rows.all<LeaveRow>(`${COLUMNS} ORDER BY l.from_day, s.plain, l.id`, from, to);
  const employers = organisation === undefined ? [...reach.own] : [organisation];
  const allowed = reach.isOperator ? employers : employers.filter((code) => reach.own.has(code));
  return rows.all<LeaveRow>(
    `${COLUMNS} ${OF_EMPLOYERS} ORDER BY l.from_day, s.plain, l.id`,
    from,
    to,
    JSON.stringify(allowed),
  );
}

const which = { person: PersonId, leave: LeaveId };

/** Leave: asked for, approved, refused, withdrawn. Days are [from, to). */
export function leaveApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  const handle = async (
    person: PersonId,
    command: LeaveCommand,
    metadata: Parameters<Streams['leave']['handle']>[2],
  ) => ({ position: accepted(await streams.leave.handle(person, command, metadata)).position });

  /** The stream that holds an entry: the person's own, or that of a record merged with theirs. */
  async function holderOf(person: PersonId, leave: LeaveId): Promise<PersonId> {
    for (const record of familyOf(rows, person)?.records ?? [])
      if ((await streams.leave.state(record)).state.has(leave)) return PersonId.parse(record);
    return person;
  }

  return router({
    list: asks('signed-in')
      .input(z.object({ from: LocalDate, to: LocalDate, organisation: OrganisationCode.optional() }))
      .query(async ({ ctx, input: { from, to, organisation } }) =>
        leaveSeen(rows, await reachNow(rows, ctx), { from, to, organisation }),
      ),

    request: commands('signed-in', { ...which, kind: LeaveKind, from: LocalDate, to: LocalDate }).mutation(
      async ({ ctx, input: { person, leave: id, kind, from, to } }) => {
        requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own', 'self']);
        const survivor = PersonId.parse(familyOf(rows, person)?.survivor ?? person);
        const others = await leaveBeside(streams, survivor);
        return handle(survivor, { type: 'RequestLeave', leave: { id, kind, from, to }, others }, ctx.metadata);
      },
    ),

    approve: commands(['rota-manager', 'operator'], which).mutation(async ({ ctx, input: { person, leave } }) => {
      const reach = await reachNow(rows, ctx);
      requireStanding({ rows, reach }, person, ['own']);
      if (!reach.isOperator && familyOf(rows, person)?.records.includes(reach.person))
        throw notYours('Nobody approves their own leave. Ask another rota manager.');
      return handle(await holderOf(person, leave), { type: 'ApproveLeave', leave }, ctx.metadata);
    }),

    refuse: commands(['rota-manager', 'operator'], { ...which, because: z.string().trim().min(1).max(500) }).mutation(
      async ({ ctx, input: { person, leave, because } }) => {
        requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own']);
        return handle(await holderOf(person, leave), { type: 'RefuseLeave', leave, because }, ctx.metadata);
      },
    ),

    withdraw: commands('signed-in', which).mutation(async ({ ctx, input: { person, leave } }) => {
      requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own', 'self']);
      return handle(await holderOf(person, leave), { type: 'WithdrawLeave', leave }, ctx.metadata);
    }),
  });
}
