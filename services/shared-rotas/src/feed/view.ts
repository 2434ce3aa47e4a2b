import type { Rows, View } from '@weft/eventing';
import type { FeedEvent } from './events.ts';

/** Whose calendar a secret opens, by its hash. */
export const feedView: View<FeedEvent> = {
  name: 'feed',
  version: 1,
  tables: `
    CREATE TABLE feed_addresses (hash TEXT PRIMARY KEY, person TEXT NOT NULL, opened_at TEXT NOT NULL);
    CREATE INDEX feed_addresses_by_person ON feed_addresses (person);
  `,
  on: {
    FeedOpened(rows, { data, metadata }) {
      close(rows, data.person);
      rows.run('INSERT INTO feed_addresses VALUES (?, ?, ?)', data.hash, data.person, metadata.at);
    },
    FeedRevoked: (rows, { data }) => close(rows, data.person),
  },
};

const close = (rows: Rows, person: string) => rows.run('DELETE FROM feed_addresses WHERE person = ?', person);
