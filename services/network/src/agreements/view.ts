import type { Arrangement, Organisation, OrganisationCode } from '@weft/contracts';
import type { Rows, View } from '@weft/eventing';
import { type ArrangementState, arrangementStream, signatories } from '../arrangement/decider.ts';
import type { ArrangementEvent } from '../arrangement/events.ts';
import { organisationsIn } from '../directory/view.ts';
import { codeOn } from '../organisation/on-day.ts';

/** Arrangements as they stand: what is agreed and what is proposed. */
const stand = (rows: Rows, stream: string): ArrangementState => {
  const row = rows.get<{ state: string }>('SELECT state FROM agreements WHERE stream = ?', stream);
  return row ? JSON.parse(row.state) : arrangementStream.decider.initial;
};

const keep = (rows: Rows, { stream, ...event }: ArrangementEvent & { readonly stream: string }) =>
  rows.run(
    'INSERT OR REPLACE INTO agreements VALUES (?, ?)',
    stream,
    JSON.stringify(arrangementStream.decider.evolve(stand(rows, stream), event as ArrangementEvent)),
  );

/** Arrangements as they stand: what is agreed, and what is proposed and waits for somebody's consent. */
export const agreements: View<ArrangementEvent> = {
  name: 'agreements',
  version: 1,
  tables: 'CREATE TABLE agreements (stream TEXT PRIMARY KEY, state TEXT NOT NULL);',
  on: {
    ArrangementProposed: keep,
    ArrangementConsented: keep,
    ArrangementAgreed: keep,
    ArrangementEnded: keep,
  },
};

/** The state of every arrangement, in order of id. */
export const agreementsIn = (rows: Rows): readonly ArrangementState[] =>
  rows.all<{ state: string }>('SELECT state FROM agreements ORDER BY stream').map(({ state }) => JSON.parse(state));

/** Whether an organisation takes part in an arrangement, as itself or as what a party has become part of by a day. */
export function takesPart(
  arrangement: Arrangement,
  { organisation, day }: { readonly organisation: string; readonly day: string },
  organisations: ReadonlyMap<OrganisationCode, Organisation>,
): boolean {
  const successorOf = (code: OrganisationCode) => organisations.get(code)?.successor;
  const parties = [...signatories(arrangement), arrangement.parties.operator].filter((code) => code !== null);
  return parties.some((code) => code === organisation || codeOn(code, day, successorOf) === organisation);
}

/** An organisation and those with which it has an arrangement on a day. */
export function organisationsMetIn(rows: Rows, organisation: string, day: string): ReadonlySet<string> {
  const organisations = organisationsIn(rows);
  const met = new Set([organisation]);
  for (const { agreed } of agreementsIn(rows)) {
    if (!agreed || day < agreed.from || (agreed.to !== null && agreed.to <= day)) continue;
    if (takesPart(agreed, { organisation, day }, organisations)) for (const code of signatories(agreed)) met.add(code);
  }
  return met;
}
