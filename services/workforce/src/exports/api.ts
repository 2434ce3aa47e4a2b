import type { Credential, Employment, LeaveKind } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { asks, router, writeCsv } from '@weft/service-kit';
import { z } from 'zod';
import { dayBeside, titlesOf } from '../import-rows/layouts.ts';
import { ImportKind } from '../import-rows/row.ts';
import { everybody } from '../people/list.ts';
import { type SeenPerson, seenPerson } from '../people/seen.ts';
import { type Reach, reachNow } from '../reach/reach.ts';
import { familyOf } from '../reach/standing.ts';

/** People whose facts are the caller's organisation's to export; those who have left only with their employment. */
const ownPeople = (rows: Rows, reach: Reach): readonly SeenPerson[] =>
  everybody(rows, reach).flatMap((id) => {
    const seen = seenPerson(rows, reach, id);
    return seen && seen.standing !== 'shared' ? [seen] : [];
  });

const who = ({ id, number }: SeenPerson) => [id, number?.body ?? '', number?.number ?? ''];
const last = (to: string | null) => (to === null ? '' : dayBeside(to, -1));

const employmentCells = (person: SeenPerson, one: SeenPerson['employments'][number]) => [
  ...who(person),
  person.name,
  one.employer,
  one.assignment ?? '',
  one.pack ?? '',
  String(one.wte),
  one.grade,
  one.staffGroup,
  one.skills.join('; '),
  one.homeSite ?? '',
  String(one.annualLeaveDays),
  one.from,
  last(one.to),
];

const credentialCells = (person: SeenPerson, { id, kind, host, detail, from, to }: Credential) => [
  ...who(person),
  id,
  kind,
  host ?? '',
  detail,
  from,
  last(to),
];

type LeaveRow = {
  readonly id: string;
  readonly kind: z.infer<typeof LeaveKind>;
  readonly from: string;
  readonly to: string;
};

const leaveOf = (rows: Rows, person: SeenPerson) =>
  rows.all<LeaveRow>(
    `SELECT id, kind, from_day AS "from", to_day AS "to" FROM leave_days
     WHERE stands = 'approved' AND person IN (SELECT value FROM json_each(?)) ORDER BY from_day, id`,
    JSON.stringify(familyOf(rows, person.id)?.records ?? []),
  );

function cellsOf(rows: Rows, reach: Reach, kind: ImportKind): readonly (readonly string[])[] {
  const known = ownPeople(rows, reach);
  const present = known.filter(({ standing }) => standing !== 'former');
  const isOwn = ({ employer }: Pick<Employment, 'employer'>) => reach.isOperator || reach.own.has(employer);
  switch (kind) {
    case 'people':
      return present.map((person) => [...who(person), person.name, person.optOut48 ? 'yes' : 'no']);
    case 'employments':
      return known.flatMap((person) => person.employments.filter(isOwn).map((one) => employmentCells(person, one)));
    case 'credentials':
      return present.flatMap((person) => person.credentials.map((one) => credentialCells(person, one)));
    case 'leave':
      return present.flatMap((person) =>
        leaveOf(rows, person).map(({ id, kind: what, from, to }) => [...who(person), id, what, from, last(to)]),
      );
    default:
      return kind satisfies never;
  }
}

/** Files in the layouts that an import reads: to import one again changes nothing. */
export const exportsApi = ({ rows }: { readonly rows: Rows }) =>
  router({
    csv: asks(['rota-manager', 'operator'])
      .input(z.object({ kind: ImportKind }))
      .query(async ({ ctx, input: { kind } }) => {
        const reach = await reachNow(rows, ctx);
        return {
          fileName: `${kind}-${reach.isOperator ? 'all' : reach.organisation}-${reach.today}.csv`,
          text: writeCsv(titlesOf(kind), cellsOf(rows, reach, kind)),
        };
      }),
  });
