import type { View } from '@weft/eventing';
import type { NoticesEvent } from './events.ts';

/** Up to where each person has read their notices. */
export const noticesView: View<NoticesEvent> = {
  name: 'notices',
  version: 1,
  tables: 'CREATE TABLE notices_read (person TEXT PRIMARY KEY, until TEXT NOT NULL) STRICT;',
  on: {
    NoticesRead: (rows, { data }) =>
      rows.run('INSERT OR REPLACE INTO notices_read VALUES (?, ?)', data.person, data.until),
  },
};
