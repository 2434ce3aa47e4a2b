import type { Credential, Employment } from '@weft/contracts';
import { workforceContracts } from '@weft/contracts';
import type { ContractView, Rows } from '@weft/eventing';

const changed = (rows: Rows) =>
  rows.run('INSERT INTO fact_workforce_changes VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET changes = changes + 1');

/** A row for a person whose registration comes later than another fact of theirs. */
const meet = (rows: Rows, person: string) => {
  changed(rows);
  rows.run('INSERT OR IGNORE INTO fact_people VALUES (?, ?, NULL, NULL, 0, NULL)', person, person);
};

/** What workforce published: people, their employments and credentials; leave is in the diaries. */
export const workforceFacts: ContractView = {
  name: 'workforce-facts',
  version: 2,
  tables: `
    CREATE TABLE fact_people (
      person TEXT PRIMARY KEY, name TEXT NOT NULL, body TEXT, number TEXT, opt_out INTEGER NOT NULL, merged_into TEXT
    ) STRICT;
    CREATE INDEX fact_people_by_merge ON fact_people (merged_into);
    CREATE INDEX fact_people_by_number ON fact_people (body, number);
    CREATE TABLE fact_employments (
      person TEXT NOT NULL, employer TEXT NOT NULL, assignment TEXT NOT NULL, body TEXT NOT NULL,
      PRIMARY KEY (person, employer, assignment)
    ) STRICT;
    CREATE INDEX fact_employments_by_employer ON fact_employments (employer);
    CREATE TABLE fact_credentials (
      person TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (person, id)
    ) STRICT;
    CREATE TABLE fact_workforce_changes (one INTEGER PRIMARY KEY, changes INTEGER NOT NULL) STRICT;
  `,
  on: {
    'workforce.PersonRegistered.v1': (rows, message) => {
      const { person, name, number } = workforceContracts['workforce.PersonRegistered.v1'].parse(message.data);
      meet(rows, person);
      rows.run(
        'UPDATE fact_people SET name = ?, body = ?, number = ? WHERE person = ?',
        name,
        number?.body ?? null,
        number?.number ?? null,
        person,
      );
    },
    'workforce.PersonRenamed.v1': (rows, message) => {
      const { person, name } = workforceContracts['workforce.PersonRenamed.v1'].parse(message.data);
      meet(rows, person);
      rows.run('UPDATE fact_people SET name = ? WHERE person = ?', name, person);
    },
    'workforce.EmploymentRecorded.v1': (rows, message) => {
      const { person, employment } = workforceContracts['workforce.EmploymentRecorded.v1'].parse(message.data);
      meet(rows, person);
      rows.run(
        'INSERT OR REPLACE INTO fact_employments VALUES (?, ?, ?, ?)',
        person,
        employment.employer,
        employment.assignment,
        JSON.stringify(employment),
      );
    },
    'workforce.OptOutRecorded.v1': (rows, message) => {
      const { person, optOut48 } = workforceContracts['workforce.OptOutRecorded.v1'].parse(message.data);
      meet(rows, person);
      rows.run('UPDATE fact_people SET opt_out = ? WHERE person = ?', optOut48 ? 1 : 0, person);
    },
    'workforce.CredentialRecorded.v1': (rows, message) => {
      const { person, credential } = workforceContracts['workforce.CredentialRecorded.v1'].parse(message.data);
      changed(rows);
      rows.run(
        'INSERT OR REPLACE INTO fact_credentials VALUES (?, ?, ?)',
        person,
        credential.id,
        JSON.stringify(credential),
      );
    },
    'workforce.CredentialWithdrawn.v1': (rows, message) => {
      const { person, credential } = workforceContracts['workforce.CredentialWithdrawn.v1'].parse(message.data);
      changed(rows);
      rows.run('DELETE FROM fact_credentials WHERE person = ? AND id = ?', person, credential);
    },
    'workforce.PeopleMerged.v1': (rows, message) => {
      const { person, into } = workforceContracts['workforce.PeopleMerged.v1'].parse(message.data);
      meet(rows, person);
      rows.run('UPDATE fact_people SET merged_into = ? WHERE person = ?', into, person);
    },
    'workforce.PeopleUnmerged.v1': (rows, message) => {
      const { person } = workforceContracts['workforce.PeopleUnmerged.v1'].parse(message.data);
      changed(rows);
      rows.run('UPDATE fact_people SET merged_into = NULL WHERE person = ?', person);
    },
  },
};

/** A person as this service knows them, with all that was recorded under the ids that were merged into theirs. */
export type KnownPerson = {
  readonly person: string;
  readonly name: string;
  readonly optOut48: boolean;
  readonly employments: readonly Employment[];
  readonly credentials: readonly Credential[];
};

type PersonRow = { person: string; name: string; opt_out: number; merged_into: string | null };

/** What was read since the facts last changed. */
type Read = {
  readonly changes: number;
  /** Of the rows, when it was last known to be so. */
  writes: number;
  readonly presentIds: Map<string, string>;
  readonly known: Map<string, KnownPerson | null>;
  employed: readonly Employed[] | null;
};
const reads = new WeakMap<Rows, Read>();

/** What was read of these rows; forgotten as soon as anything of workforce changes. */
function readOf(rows: Rows): Read {
  const writes = rows.writes();
  const before = reads.get(rows);
  if (before?.writes === writes) return before;
  const changes =
    rows.get<{ changes: number }>('SELECT changes FROM fact_workforce_changes WHERE one = 1')?.changes ?? 0;
  if (before?.changes === changes) {
    before.writes = writes;
    return before;
  }
  const read: Read = { changes, writes, presentIds: new Map(), known: new Map(), employed: null };
  reads.set(rows, read);
  return read;
}

/** The id that a person goes by now: their own, or that of the one they were merged into. */
export function presentIdOf(rows: Rows, person: string): string {
  const { presentIds } = readOf(rows);
  const before = presentIds.get(person);
  if (before !== undefined) return before;
  const passed = new Set<string>();
  for (let now = person; ; ) {
    const into = rows.get<PersonRow>('SELECT * FROM fact_people WHERE person = ?', now)?.merged_into;
    if (!into || passed.has(now)) {
      presentIds.set(person, now);
      return now;
    }
    passed.add(now);
    now = into;
  }
}

/** All ids under which a person's facts were recorded, their own first. */
function idsOf(rows: Rows, person: string): string[] {
  const ids = [person];
  for (const id of ids)
    for (const { person: other } of rows.all<PersonRow>('SELECT * FROM fact_people WHERE merged_into = ?', id))
      if (!ids.includes(other)) ids.push(other);
  return ids;
}

/**
 * What is known of a person, by the id they go by now; null for somebody who was never heard of. The same object until
 * something of workforce changes.
 */
export const knownPerson = (rows: Rows, person: string): KnownPerson | null => peopleIn(rows)(person);

/** What is known of people at this moment, as `knownPerson` tells it: for asking about many at once. */
export function peopleIn(rows: Rows): (person: string) => KnownPerson | null {
  const { known } = readOf(rows);
  return (person) => {
    const before = known.get(person);
    if (before !== undefined) return before;
    const read = readPerson(rows, person);
    known.set(person, read);
    return read;
  };
}

function readPerson(rows: Rows, person: string): KnownPerson | null {
  const own = rows.get<PersonRow>('SELECT * FROM fact_people WHERE person = ?', person);
  if (!own) return null;
  const ids = idsOf(rows, person);
  const bodies = <Fact>(table: string) =>
    ids.flatMap((id) =>
      rows
        .all<{ body: string }>(`SELECT body FROM ${table} WHERE person = ? ORDER BY rowid`, id)
        .map(({ body }) => JSON.parse(body) as Fact),
    );
  const employments = new Map<string, Employment>();
  for (const employment of bodies<Employment>('fact_employments')) {
    const key = `${employment.employer} ${employment.assignment}`;
    if (!employments.has(key)) employments.set(key, employment);
  }
  const optOut48 = ids.some(
    (id) => rows.get<PersonRow>('SELECT * FROM fact_people WHERE person = ?', id)?.opt_out === 1,
  );
  return {
    person,
    name: own.name,
    optOut48,
    employments: [...employments.values()],
    credentials: bodies('fact_credentials'),
  };
}

/** An employment, and the id that its person goes by now. */
export type Employed = { readonly person: string; readonly employment: Employment };

/** Every employment that is known. The same array until something of workforce changes. */
export function everyEmployment(rows: Rows): readonly Employed[] {
  const read = readOf(rows);
  read.employed ??= rows
    .all<{ person: string; body: string }>('SELECT person, body FROM fact_employments')
    .map(({ person, body }) => ({ person: presentIdOf(rows, person), employment: JSON.parse(body) as Employment }));
  return read.employed;
}
