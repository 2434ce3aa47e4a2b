import type { Rows } from '@weft/eventing';
import { type Finding, newFindings } from '@weft/rostering';
import type { RecordedFinding } from '../duty/events.ts';
import { findingOf } from '../duty/recorded-finding.ts';
import { localDay } from '../zone.ts';

/** One entry of the register of overrides. */
export type OverrideEntry = {
  readonly id: string;
  readonly person: string;
  readonly rule: string;
  /** Local days [from, to) that it covers; null where it came with a booking and covers that finding. */
  readonly days: { readonly from: string; readonly to: string } | null;
  readonly finding: RecordedFinding | null;
  readonly reason: string;
  readonly role: string;
  /** The first local day on which it no longer holds. */
  readonly expires: string;
  readonly at: string;
  readonly by: string;
  readonly organisation: string;
  readonly rota: string | null;
  readonly duty: string | null;
  /** The booking that it came with was released. */
  readonly released: boolean;
};

type Row = {
  id: string;
  person: string;
  rule: string;
  from_date: string | null;
  to_date: string | null;
  finding: string | null;
  reason: string;
  role: string;
  expires: string;
  at: string;
  by: string;
  organisation: string;
  rota: string | null;
  duty: string | null;
  released: number;
};

const COLUMNS =
  'id, person, rule, from_date, to_date, finding, reason, role, expires, at, by, organisation, rota, duty, released';

const entryOf = ({ from_date, to_date, finding, released, ...row }: Row): OverrideEntry => ({
  ...row,
  days: from_date !== null && to_date !== null ? { from: from_date, to: to_date } : null,
  finding: finding === null ? null : JSON.parse(finding),
  released: released === 1,
});

/** The register's entries for some people, the newest first; those of released bookings too. */
export const overridesOf = (rows: Rows, people: readonly string[]): OverrideEntry[] =>
  rows
    .all<Row>(
      `SELECT ${COLUMNS} FROM override_entries WHERE person IN (SELECT value FROM json_each(?)) ORDER BY at DESC, id`,
      JSON.stringify(people),
    )
    .map(entryOf);

/** The unexpired entry that lets a finding stand on `today`; null when none does. */
export function overrideFor(finding: Finding, entries: readonly OverrideEntry[], today: string): OverrideEntry | null {
  const from = localDay(new Date(finding.from).toISOString());
  const last = localDay(new Date(finding.to - 1).toISOString());
  return (
    entries.find((entry) => {
      if (entry.person !== finding.person || entry.rule !== finding.rule) return false;
      if (entry.released || entry.expires <= today) return false;
      if (entry.days) return entry.days.from <= from && last < entry.days.to;
      return entry.finding !== null && newFindings([findingOf(entry.finding)], [finding]).length === 0;
    }) ?? null
  );
}
