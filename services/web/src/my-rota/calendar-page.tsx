import { newCommandId } from '@weft/client';
import { useState } from 'react';
import { api } from '../api.ts';
import { useAnnounce } from '../layout/announce.tsx';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { MyPlaces } from './my-places.tsx';
import { useMyRota } from './use-my-rota.ts';

const LATE = [
  ['Google Calendar', 'fetches once in 8 to 24 hours; it has no button that fetches now.'],
  ['Outlook', 'fetches about every 3 hours, in some organisations more seldom.'],
  ['Apple Calendar', 'fetches as often as you choose in its settings, from every hour to once a day.'],
] as const;

/** Subscribe with one's own calendar, and how late it will be. */
export function CalendarPage() {
  const rota = useMyRota();
  const { say } = useAnnounce();
  const [address, setAddress] = useState<string | null>(null);
  const open = useCommand(
    () => api.sharedRotas.feed.open.mutate({ commandId: newCommandId() }),
    'The calendar address is open.',
  );
  const revoke = useCommand(
    () => api.sharedRotas.feed.revoke.mutate({ commandId: newCommandId() }),
    'The calendar address has ended.',
  );
  const hasFeed = rota.data?.value.hasFeed ?? false;
  const copy = async () => {
    await navigator.clipboard.writeText(address ?? '');
    say('Copied.');
  };
  return (
    <Page title="Calendar" lead="Your duties in your own calendar, as published and as they change.">
      <MyPlaces here="Calendar" />
      <h2 className="nhsuk-heading-m">How late it is</h2>
      <p>
        A calendar fetches this address when it likes, not when the rota changes. <strong>My rota</strong> here is the
        record; look there before you travel.
      </p>
      <ul className="weft-list">
        {LATE.map(([name, words]) => (
          <li key={name}>
            <strong>{name}</strong> {words}
          </li>
        ))}
      </ul>
      <h2 className="nhsuk-heading-m">Your address</h2>
      <p>The address is secret: whoever has it sees your duties. You can end it at any time.</p>
      {(open.error ?? revoke.error) && <Fault error={open.error ?? revoke.error} />}
      {address && (
        <>
          <label className="nhsuk-label" htmlFor="feed">
            Subscribe to this address
          </label>
          <input className="nhsuk-input" id="feed" readOnly value={address} />
          <p className="weft-actions weft-calendar__actions">
            <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={copy}>
              Copy
            </button>
            <a href={address.replace(/^https?:/, 'webcal:')}>Open in this device’s calendar</a>
          </p>
        </>
      )}
      <div className="weft-actions">
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={open.isPending}
          onClick={() =>
            open.mutate(undefined, { onSuccess: ({ url }) => setAddress(`${window.location.origin}${url}`) })
          }
        >
          {hasFeed ? 'Make a new address' : 'Open an address'}
        </button>
        {hasFeed && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={revoke.isPending}
            onClick={() => revoke.mutate(undefined, { onSuccess: () => setAddress(null) })}
          >
            End the address
          </button>
        )}
      </div>
      {hasFeed && !address && <p>An address is open. Only its owner has it: a new one ends the old.</p>}
    </Page>
  );
}
