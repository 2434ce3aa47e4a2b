import type { Recorded, Rows, View } from '@weft/eventing';
import type { SwapStage } from '../swap/decider.ts';
import type { SwapEvent } from '../swap/events.ts';

const step = (
  rows: Rows,
  { type, metadata }: Recorded<SwapEvent>,
  { swap, because }: { swap: string; because?: string },
) =>
  rows.run(
    `INSERT INTO swap_steps SELECT ?1, count(*) + 1, ?2, ?3, ?4, ?5, ?6 FROM swap_steps WHERE swap = ?1`,
    swap,
    type,
    metadata.at,
    metadata.actor.person,
    metadata.reason ?? null,
    because ?? null,
  );

const stage = (rows: Rows, swap: string, to: SwapStage) =>
  rows.run('UPDATE swaps SET stage = ? WHERE swap = ?', to, swap);

/** Every request to give a duty away or to exchange it, how far it is, and each step: who, when and why. */
export const swapsView: View<SwapEvent> = {
  name: 'swaps',
  version: 1,
  tables: `
    CREATE TABLE swaps (
      swap TEXT PRIMARY KEY, booking TEXT NOT NULL, duty TEXT NOT NULL, rota TEXT NOT NULL, giver TEXT NOT NULL,
      asked TEXT, taker TEXT, wanted TEXT, in_return TEXT, stage TEXT NOT NULL, expires TEXT NOT NULL
    ) STRICT;
    CREATE INDEX swaps_by_giver ON swaps (giver);
    CREATE INDEX swaps_by_taker ON swaps (taker);
    CREATE INDEX swaps_by_stage ON swaps (stage);
    CREATE TABLE swap_steps (
      swap TEXT NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, at TEXT NOT NULL, by TEXT NOT NULL, reason TEXT,
      because TEXT, PRIMARY KEY (swap, number)
    ) STRICT;
    CREATE INDEX swap_steps_by_time ON swap_steps (at);
    CREATE TABLE swap_passed (swap TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (swap, person)) STRICT;
  `,
  on: {
    SwapRequested(rows, event) {
      const { swap, place, to, inReturn, expires } = event.data;
      const wanted = inReturn && JSON.stringify(inReturn);
      rows.run(
        "INSERT INTO swaps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'asked', ?)",
        swap,
        place.booking,
        place.duty,
        place.rota,
        place.person,
        to,
        to,
        wanted,
        wanted,
        expires,
      );
      step(rows, event, event.data);
    },
    SwapConsented(rows, event) {
      const { swap, person, inReturn, isAgreed } = event.data;
      rows.run(
        'UPDATE swaps SET taker = CASE WHEN giver = ?1 THEN taker ELSE ?1 END, in_return = ?2, stage = ?3 WHERE swap = ?4',
        person,
        inReturn && JSON.stringify(inReturn),
        isAgreed ? 'agreed' : 'answered',
        swap,
      );
      step(rows, event, event.data);
    },
    SwapDeclined(rows, event) {
      const { swap, person, isEnded } = event.data;
      if (isEnded) stage(rows, swap, 'declined');
      else {
        rows.run(
          `INSERT OR IGNORE INTO swap_passed
           SELECT swap, CASE WHEN giver = ?1 AND taker IS NOT NULL THEN taker ELSE ?1 END FROM swaps WHERE swap = ?2`,
          person,
          swap,
        );
        rows.run("UPDATE swaps SET stage = 'asked', taker = NULL, in_return = wanted WHERE swap = ?", swap);
      }
      step(rows, event, event.data);
    },
    SwapWithdrawn(rows, event) {
      stage(rows, event.data.swap, 'withdrawn');
      step(rows, event, event.data);
    },
    SwapExpired(rows, event) {
      stage(rows, event.data.swap, 'expired');
      step(rows, event, event.data);
    },
    SwapApproved(rows, event) {
      stage(rows, event.data.swap, 'approved');
      step(rows, event, event.data);
    },
    SwapRefused(rows, event) {
      stage(rows, event.data.swap, 'refused');
      step(rows, event, event.data);
    },
    SwapCompleted(rows, event) {
      stage(rows, event.data.swap, 'completed');
      step(rows, event, event.data);
    },
    SwapFailed(rows, event) {
      stage(rows, event.data.swap, 'failed');
      step(rows, event, event.data);
    },
  },
};
