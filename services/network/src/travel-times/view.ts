import type { Travel } from '@weft/contracts';
import type { Rows, View } from '@weft/eventing';
import type { TravelEvent } from '../travel/events.ts';

/** Minutes between pairs of sites, one row per pair, codes in order. */
export const travelTimes: View<TravelEvent> = {
  name: 'travel-times',
  version: 1,
  tables:
    'CREATE TABLE travel_times (first TEXT, second TEXT, minutes INTEGER NOT NULL, said_by TEXT NOT NULL, PRIMARY KEY (first, second));',
  on: {
    TravelSet: (rows, { data: { from, to, minutes, by } }) =>
      rows.run('INSERT OR REPLACE INTO travel_times VALUES (?, ?, ?, ?)', from, to, minutes, by),
  },
};

/** All pairs, or those that touch one of the sites. */
export function travelTimesIn(rows: Rows, sites: readonly string[] | null): readonly Travel[] {
  const touching = sites && JSON.stringify(sites);
  return rows.all<Travel>(
    `SELECT first AS "from", second AS "to", minutes, said_by AS "by" FROM travel_times
     WHERE ?1 IS NULL OR first IN (SELECT value FROM json_each(?1)) OR second IN (SELECT value FROM json_each(?1))
     ORDER BY first, second`,
    touching,
  );
}
