import type { Recorded, Rows, View } from '@weft/eventing';
import type { DiaryEvent } from '../diary/events.ts';

const VALID = 'valid_from TEXT NOT NULL, valid_to TEXT';

/** Everybody's booked time and leave, of all rotas and employers, now and at every moment before. */
export const linesView: View<DiaryEvent> = {
  name: 'lines',
  version: 2,
  tables: `
    CREATE TABLE lines_people (person TEXT PRIMARY KEY, revision INTEGER NOT NULL, position TEXT NOT NULL);
    CREATE INDEX lines_people_by_position ON lines_people (position);
    CREATE TABLE lines_bookings (
      booking TEXT NOT NULL, person TEXT NOT NULL, duty TEXT NOT NULL, rota TEXT NOT NULL, site TEXT NOT NULL,
      role TEXT NOT NULL, kind TEXT NOT NULL, start TEXT NOT NULL, end TEXT NOT NULL, break_minutes INTEGER NOT NULL,
      expected_work_minutes INTEGER NOT NULL, employer TEXT NOT NULL, pinned INTEGER NOT NULL, ${VALID}
    );
    CREATE INDEX lines_bookings_by_person ON lines_bookings (person, start);
    CREATE INDEX lines_bookings_by_booking ON lines_bookings (booking, valid_to);
    CREATE TABLE lines_leave (
      leave TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, from_date TEXT NOT NULL, to_date TEXT NOT NULL,
      ${VALID}
    );
    CREATE INDEX lines_leave_by_person ON lines_leave (person, from_date);
  `,
  on: {
    TimeBooked(rows, event) {
      const { data, metadata } = event;
      moved(rows, event);
      rows.run(
        'INSERT INTO lines_bookings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)',
        data.booking,
        data.person,
        data.duty,
        data.rota,
        data.site,
        data.role,
        data.kind,
        data.start,
        data.end,
        data.breakMinutes,
        data.expectedWorkMinutes,
        data.employer,
        data.pinned ? 1 : 0,
        metadata.at,
      );
    },
    TimeReleased(rows, event) {
      const { data, metadata } = event;
      moved(rows, event);
      rows.run(
        'UPDATE lines_bookings SET valid_to = ? WHERE booking = ? AND person = ? AND valid_to IS NULL',
        metadata.at,
        data.booking,
        data.person,
      );
    },
    LeaveEntered(rows, event) {
      const { data, metadata } = event;
      moved(rows, event);
      endLeave(rows, data.person, data.id, metadata.at);
      rows.run(
        'INSERT INTO lines_leave VALUES (?, ?, ?, ?, ?, ?, NULL)',
        data.id,
        data.person,
        data.kind,
        data.from,
        data.to,
        metadata.at,
      );
    },
    LeaveRemoved(rows, event) {
      const { data, metadata } = event;
      moved(rows, event);
      endLeave(rows, data.person, data.leave, metadata.at);
    },
    OverrideRecorded: moved,
  },
};

/** Tells that a person's line is another one from this event on. */
function moved(rows: Rows, { data, revision, position }: Recorded<DiaryEvent>): void {
  rows.run('INSERT OR REPLACE INTO lines_people VALUES (?, ?, ?)', data.person, revision, position);
}

function endLeave(rows: Rows, person: string, leave: string, at: string): void {
  rows.run(
    'UPDATE lines_leave SET valid_to = ? WHERE leave = ? AND person = ? AND valid_to IS NULL',
    at,
    leave,
    person,
  );
}
