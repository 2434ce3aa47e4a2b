import type { View } from '@weft/eventing';
import type { AccessEvent } from '../access/events.ts';
import { idIn } from '../id-in.ts';

/** One row per role that somebody holds for an organisation: who may sign in as what. */
export const roles: View<AccessEvent> = {
  name: 'roles',
  version: 1,
  tables: `
    CREATE TABLE roles (
      person TEXT NOT NULL, organisation TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (person, organisation, role)
    ) STRICT;
    CREATE INDEX roles_by_organisation ON roles (organisation);
  `,
  on: {
    RoleGranted: (rows, { stream, data: { organisation, role } }) =>
      rows.run('INSERT OR IGNORE INTO roles VALUES (?, ?, ?)', idIn(stream), organisation, role),
    RoleRevoked: (rows, { stream, data: { organisation, role } }) =>
      rows.run(
        'DELETE FROM roles WHERE person = ? AND organisation = ? AND role = ?',
        idIn(stream),
        organisation,
        role,
      ),
  },
};
