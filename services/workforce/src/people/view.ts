import type { View } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import type { PersonEvent } from '../person/events.ts';
import { nameKey, plainName } from './name-key.ts';

/** One row per record of a person, merged ones included. */
export const people: View<PersonEvent> = {
  name: 'people',
  version: 1,
  tables: `
    CREATE TABLE people (
      person TEXT PRIMARY KEY, name TEXT NOT NULL, plain TEXT NOT NULL, name_key TEXT NOT NULL,
      body TEXT, number TEXT, opt_out INTEGER NOT NULL, merged_into TEXT, registered_by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX people_by_name ON people (plain);
    CREATE INDEX people_by_name_key ON people (name_key);
    CREATE INDEX people_by_number ON people (number);
    CREATE INDEX people_by_merge ON people (merged_into);
  `,
  on: {
    PersonRegistered: (rows, { stream, data: { name, number }, metadata }) =>
      rows.run(
        'INSERT OR REPLACE INTO people VALUES (?, ?, ?, ?, ?, ?, 0, NULL, ?)',
        idIn(stream),
        name,
        plainName(name),
        nameKey(name),
        number?.body ?? null,
        number?.number ?? null,
        metadata.actor.organisation,
      ),
    PersonRenamed: (rows, { stream, data: { name } }) =>
      rows.run(
        'UPDATE people SET name = ?, plain = ?, name_key = ? WHERE person = ?',
        name,
        plainName(name),
        nameKey(name),
        idIn(stream),
      ),
    ProfessionalNumberRecorded: (rows, { stream, data: { number } }) =>
      rows.run('UPDATE people SET body = ?, number = ? WHERE person = ?', number.body, number.number, idIn(stream)),
    OptOutRecorded: (rows, { stream, data: { optOut48 } }) =>
      rows.run('UPDATE people SET opt_out = ? WHERE person = ?', optOut48 ? 1 : 0, idIn(stream)),
    PersonMerged: (rows, { stream, data: { into } }) =>
      rows.run('UPDATE people SET merged_into = ? WHERE person = ?', into, idIn(stream)),
    PersonUnmerged: (rows, { stream }) =>
      rows.run('UPDATE people SET merged_into = NULL WHERE person = ?', idIn(stream)),
  },
};
