import type { Credential, Employment } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import type { Reach } from '../reach/reach.ts';
import { employmentsOf, familyOf, isCovered, type Standing, standingOf } from '../reach/standing.ts';

/** An employment as its viewer may see it: for those of another employer, only what a shared rota needs. */
type SeenEmployment = Omit<Employment, 'assignment' | 'pack' | 'wte' | 'annualLeaveDays'> & {
  readonly [Key in 'assignment' | 'pack' | 'wte' | 'annualLeaveDays']: Employment[Key] | null;
};

/** A person as their viewer may see them. */
export type SeenPerson = {
  readonly id: string;
  readonly name: string;
  readonly standing: Exclude<Standing, null>;
  /** Null where there is none, and for people of other employers. */
  readonly number: { readonly body: string; readonly number: string } | null;
  readonly optOut48: boolean | null;
  readonly employments: readonly SeenEmployment[];
  readonly credentials: readonly Credential[];
  readonly mergedInto: string | null;
  /** Records that are merged into this one. */
  readonly merged: readonly { readonly person: string; readonly name: string; readonly number: SeenPerson['number'] }[];
};

type PersonRow = {
  readonly person: string;
  readonly name: string;
  readonly body: string | null;
  readonly number: string | null;
  readonly opt_out: number;
  readonly merged_into: string | null;
};

type CredentialRow = Omit<Credential, 'from' | 'to'> & { readonly from_day: string; readonly to_day: string | null };

const numberOf = ({ body, number }: PersonRow) => (body !== null && number !== null ? { body, number } : null);

/** Credentials of some records that the viewer may see, soonest to end first. */
function credentialsOf(
  rows: Rows,
  records: readonly string[],
  { reach, standing }: { readonly reach: Reach; readonly standing: Standing },
): readonly Credential[] {
  if (standing === 'former') return [];
  const hosts = standing === 'shared' ? reach.own : reach.hosts;
  return rows
    .all<CredentialRow>(
      'SELECT id, kind, host, detail, from_day, to_day FROM credentials WHERE person IN (SELECT value FROM json_each(?)) ORDER BY to_day IS NULL, to_day, kind, id',
      JSON.stringify(records),
    )
    .filter(({ host }) => standing === 'operator' || standing === 'self' || host === null || hosts.has(host))
    .map(({ from_day: from, to_day: to, ...rest }) => ({ ...rest, from, to }));
}

function seenEmployment(reach: Reach, standing: Standing, employment: Employment): readonly SeenEmployment[] {
  if (standing === 'operator' || standing === 'self' || reach.own.has(employment.employer)) return [employment];
  if (!isCovered(reach, employment)) return [];
  return [{ ...employment, assignment: null, pack: null, wte: null, annualLeaveDays: null }];
}

/** A person with what the viewer may know of them; null for one who is not there for this viewer. */
export function seenPerson(rows: Rows, reach: Reach, person: string): SeenPerson | null {
  const standing = standingOf(rows, reach, person);
  const family = familyOf(rows, person);
  if (!standing || !family) return null;
  const records = rows.all<PersonRow>(
    'SELECT person, name, body, number, opt_out, merged_into FROM people WHERE person IN (SELECT value FROM json_each(?)) ORDER BY person',
    JSON.stringify(family.records),
  );
  const asked = records.find((one) => one.person === person) as PersonRow;
  const isWhole = asked.merged_into === null;
  const isFull = standing !== 'shared';
  const merged = isWhole ? records.filter((one) => one !== asked) : [];
  const shown = isWhole ? family.records : [person];
  const numbers = [asked, ...merged].map(numberOf).filter((number) => number !== null);
  return {
    id: person,
    name: asked.name,
    standing,
    number: isFull ? (numbers[0] ?? null) : null,
    optOut48: isFull ? asked.opt_out === 1 : null,
    employments: employmentsOf(rows, shown).flatMap((one) => seenEmployment(reach, standing, one)),
    credentials: credentialsOf(rows, shown, { reach, standing }),
    mergedInto: asked.merged_into,
    merged: merged.map((one) => ({ person: one.person, name: one.name, number: isFull ? numberOf(one) : null })),
  };
}
