import type { View } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import type { PersonEvent } from '../person/events.ts';

/** One row per credential that is not withdrawn, expired ones included. */
export const credentials: View<PersonEvent> = {
  name: 'credentials',
  version: 1,
  tables: `
    CREATE TABLE credentials (
      person TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, host TEXT, detail TEXT NOT NULL,
      from_day TEXT NOT NULL, to_day TEXT, PRIMARY KEY (person, id)
    ) STRICT;
    CREATE INDEX credentials_by_end ON credentials (to_day);
  `,
  on: {
    CredentialRecorded: (rows, { stream, data: { credential } }) =>
      rows.run(
        'INSERT OR REPLACE INTO credentials VALUES (?, ?, ?, ?, ?, ?, ?)',
        idIn(stream),
        credential.id,
        credential.kind,
        credential.host,
        credential.detail,
        credential.from,
        credential.to,
      ),
    CredentialWithdrawn: (rows, { stream, data: { credential } }) =>
      rows.run('DELETE FROM credentials WHERE person = ? AND id = ?', idIn(stream), credential),
  },
};
