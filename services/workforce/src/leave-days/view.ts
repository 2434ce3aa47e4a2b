import type { Recorded, Rows, View } from '@weft/eventing';
import { idIn } from '../id-in.ts';
import type { LeaveEvent } from '../leave/events.ts';

const put = (rows: Rows, { stream, type, data }: Recorded<Extract<LeaveEvent, { data: { kind: unknown } }>>) =>
  rows.run(
    'INSERT OR REPLACE INTO leave_days VALUES (?, ?, ?, ?, ?, ?, NULL)',
    idIn(stream),
    data.id,
    data.kind,
    data.from,
    data.to,
    type === 'LeaveApproved' ? 'approved' : 'requested',
  );

/** One row per entry of leave, with what became of it. */
export const leaveDays: View<LeaveEvent> = {
  name: 'leave-days',
  version: 1,
  tables: `
    CREATE TABLE leave_days (
      person TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, from_day TEXT NOT NULL, to_day TEXT NOT NULL,
      stands TEXT NOT NULL, because TEXT, PRIMARY KEY (person, id)
    ) STRICT;
    CREATE INDEX leave_days_by_end ON leave_days (to_day);
  `,
  on: {
    LeaveRequested: put,
    LeaveApproved: put,
    LeaveRefused: (rows, { stream, data: { id, because } }) =>
      rows.run(
        "UPDATE leave_days SET stands = 'refused', because = ? WHERE person = ? AND id = ?",
        because,
        idIn(stream),
        id,
      ),
    LeaveWithdrawn: (rows, { stream, data: { id } }) =>
      rows.run("UPDATE leave_days SET stands = 'withdrawn' WHERE person = ? AND id = ?", idIn(stream), id),
  },
};
