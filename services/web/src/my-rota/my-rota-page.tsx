import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api.ts';
import { FindingWords } from '../board/finding-words.tsx';
import { Fault } from '../layout/fault.tsx';
import { useMe } from '../layout/me.ts';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { addDays, hours, longDay, timesOf, today } from '../layout/words.ts';
import { LeaveOf } from '../people/leave-of.tsx';

/** The signed-in person's own published duties, rules clock, leave and calendar address. */
export function MyRotaPage() {
  const me = useMe();
  const range = { from: today(), to: addDays(today(), 56) };
  const rota = useQuery({ queryKey: ['my-rota', range], queryFn: () => api.sharedRotas.myRota.get.query(range) });
  const [address, setAddress] = useState<string | null>(null);
  const open = useCommand(
    () => api.sharedRotas.feed.open.mutate({ commandId: newCommandId() }),
    'The calendar address is open.',
  );
  const revoke = useCommand(
    () => api.sharedRotas.feed.revoke.mutate({ commandId: newCommandId() }),
    'The calendar address has ended.',
  );
  const { data } = rota;
  return (
    <Page title="My rota" lead="The next eight weeks, as published.">
      {rota.error && <Fault error={rota.error} retry={() => rota.refetch()} />}
      {rota.isPending && <p>Fetching your duties …</p>}
      {data?.clock && (
        <section className="weft-clock">
          <h2 className="nhsuk-heading-m">Rules clock</h2>
          <dl className="nhsuk-summary-list">
            {[
              ['Work in the last 168 hours', `${hours(data.clock.hours168)} of ${data.clock.limit168} hours`],
              [
                'Most in any 168 hours ahead',
                data.clock.worst168 ? `${hours(data.clock.worst168.hours)} hours` : 'none',
              ],
              [
                'Last rest',
                data.clock.lastRestHours === null ? 'not known' : `${hours(data.clock.lastRestHours)} hours`,
              ],
              ['Nights', String(data.clock.nights)],
              ['Weekends', `${data.clock.weekends.worked} of ${data.clock.weekends.of}`],
              ['Hours a week on average', hours(data.clock.hoursPerWeek)],
            ].map(([key, value]) => (
              <div key={key} className="nhsuk-summary-list__row">
                <dt className="nhsuk-summary-list__key">{key}</dt>
                <dd className="nhsuk-summary-list__value">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {data?.findings.map((finding) => (
        <FindingWords key={`${finding.rule} ${finding.from}`} finding={finding} />
      ))}
      <h2 className="nhsuk-heading-m">Duties</h2>
      {data?.duties.length === 0 && <p>No published duty in these weeks.</p>}
      <ul className="weft-list">
        {data?.duties.map((duty) => (
          <li key={duty.booking}>
            <strong>{longDay(duty.date)}</strong> {timesOf(duty)} {duty.code} {duty.role}, {duty.siteName}
            {duty.status !== 'confirmed' && <strong> · {duty.status}</strong>} ·{' '}
            <Link href={`/duties/${duty.duty}`}>History</Link>
          </li>
        ))}
      </ul>
      {me.data && <LeaveOf person={me.data.actor.person} />}
      <h2 className="nhsuk-heading-m">Calendar</h2>
      <p>
        Subscribe with your own calendar. The address is secret: whoever has it sees your duties. You can end it at any
        time.
      </p>
      {(open.error ?? revoke.error) && <Fault error={open.error ?? revoke.error} />}
      {address && (
        <p>
          <label htmlFor="feed">Your address</label>{' '}
          <input className="nhsuk-input" id="feed" readOnly value={address} />
        </p>
      )}
      <div className="weft-actions">
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          onClick={() =>
            open.mutate(undefined, { onSuccess: ({ url }) => setAddress(`${window.location.origin}${url}`) })
          }
        >
          {data?.hasFeed ? 'Make a new address' : 'Open an address'}
        </button>
        {data?.hasFeed && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            onClick={() => revoke.mutate(undefined, { onSuccess: () => setAddress(null) })}
          >
            End the address
          </button>
        )}
      </div>
    </Page>
  );
}
