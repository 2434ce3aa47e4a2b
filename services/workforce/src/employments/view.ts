import type { Recorded, Rows, View } from '@weft/eventing';
import type { EmploymentEvent } from '../employment/events.ts';

const put = (rows: Rows, { data: { person, employment } }: Recorded<EmploymentEvent>) =>
  rows.run(
    'INSERT OR REPLACE INTO employments VALUES (?, ?, ?, ?, ?, ?, ?)',
    employment.employer,
    employment.assignment,
    person,
    employment.staffGroup,
    employment.from,
    employment.to,
    JSON.stringify(employment),
  );

/** One row per assignment of an employer, past ones included; `terms` is the employment as JSON. */
export const employments: View<EmploymentEvent> = {
  name: 'employments',
  version: 1,
  tables: `
    CREATE TABLE employments (
      employer TEXT NOT NULL, assignment TEXT NOT NULL, person TEXT NOT NULL, staff_group TEXT NOT NULL,
      from_day TEXT NOT NULL, to_day TEXT, terms TEXT NOT NULL, PRIMARY KEY (employer, assignment)
    ) STRICT;
    CREATE INDEX employments_by_person ON employments (person);
  `,
  on: { EmploymentStarted: put, EmploymentChanged: put, EmploymentEnded: put },
};
