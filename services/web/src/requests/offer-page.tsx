import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { addDays, counted, shortDay, today } from '../layout/words.ts';
import { MyPlaces } from '../my-rota/my-places.tsx';
import { dutyWords } from './swap-words.ts';

type Asked = { readonly to: string | null; readonly inReturn: string | null };

/** Swap a duty or give it away: only people for whom nothing stands against it on either side are shown. */
export function OfferPage() {
  const { duty } = useParams<{ duty: string }>();
  const [, go] = useLocation();
  const [week, setWeek] = useState<{ from: string; to: string } | null>(null);
  const [until, setUntil] = useState('');
  const [message, setMessage] = useState('');
  const possible = useQuery({
    queryKey: ['possible-swaps', duty, week],
    queryFn: () => api.sharedRotas.swaps.possible.query({ duty, ...(week ?? {}) }),
  });
  const request = useCommand(
    ({ to, inReturn }: Asked) =>
      api.sharedRotas.swaps.request.mutate({
        commandId: newCommandId(),
        duty,
        to,
        inReturn,
        until: until || null,
        ...(message.trim() && { reason: message.trim() }),
      }),
    'Asked. You see the answer under Requests.',
  );
  const ask = (asked: Asked) => request.mutate(asked, { onSuccess: () => go('/my-rota/requests') });
  const { data } = possible;
  const move = (days: number) => data && setWeek({ from: addDays(data.from, days), to: addDays(data.to, days) });
  const exchanges = [...(data?.exchanges ?? [])].sort((a, b) => (a.duty.start < b.duty.start ? -1 : 1));
  return (
    <Page title="Swap or give away" lead={data ? dutyWords(data.duty) : undefined}>
      <MyPlaces here="Requests" />
      {possible.error && <Fault error={possible.error} retry={() => possible.refetch()} />}
      {request.error && <Fault error={request.error} />}
      {possible.isPending && <p>Judging who may, by gate, time and rules …</p>}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">A message, and until when</span>
        </summary>
        <div className="nhsuk-details__text">
          <label className="nhsuk-label" htmlFor="swap-message">
            Message to the other side and the rota manager
          </label>
          <input
            className="nhsuk-input"
            id="swap-message"
            maxLength={300}
            value={message}
            onChange={({ target }) => setMessage(target.value)}
          />
          <label className="nhsuk-label" htmlFor="swap-until">
            Last day for an answer; without one, until the duty begins
          </label>
          <input
            className="nhsuk-input nhsuk-input--width-10"
            id="swap-until"
            type="date"
            min={today()}
            value={until}
            onChange={({ target }) => setUntil(target.value)}
          />
        </div>
      </details>
      {data && (
        <>
          <h2 className="nhsuk-heading-m">Swap</h2>
          <p className="weft-small">
            Duties from {shortDay(data.from)} to {shortDay(addDays(data.to, -1))} that you and the other may exchange.
          </p>
          {exchanges.length === 0 && <p>No exchange in these days leaves both of you within the rules.</p>}
          <ul className="weft-partners">
            {exchanges.map(({ person, name, duty: theirs, softFindings }) => (
              <li key={`${person} ${theirs.duty}`}>
                <span>
                  <strong>{name}</strong>
                  <br />
                  {dutyWords(theirs)}
                  {softFindings > 0 && ` · ${counted(softFindings, 'warning')}`}
                </span>
                <button
                  type="button"
                  className="nhsuk-button nhsuk-button--secondary"
                  disabled={request.isPending}
                  onClick={() => ask({ to: person, inReturn: theirs.duty })}
                >
                  Swap
                  <span className="nhsuk-u-visually-hidden">
                    {' '}
                    with {name} for {shortDay(theirs.date)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          <div className="weft-controls weft-months">
            <button type="button" disabled={data.from <= today()} onClick={() => move(-14)}>
              ← Two weeks earlier
            </button>
            <button type="button" onClick={() => move(14)}>
              Two weeks later →
            </button>
          </div>
          <h2 className="nhsuk-heading-m">Give away</h2>
          {data.takers.length === 0 && <p>Nobody can take it within the rules. The rota manager can help.</p>}
          {data.takers.length > 0 && (
            <button
              type="button"
              className="nhsuk-button"
              disabled={request.isPending}
              onClick={() => ask({ to: null, inReturn: null })}
            >
              Offer to all {counted(data.takers.length, 'person', 'people')} who can take it
            </button>
          )}
          <ul className="weft-partners">
            {data.takers.map(({ person, name, softFindings }) => (
              <li key={person}>
                <span>
                  <strong>{name}</strong>
                  {softFindings > 0 && ` · ${counted(softFindings, 'warning')}`}
                </span>
                <button
                  type="button"
                  className="nhsuk-button nhsuk-button--secondary"
                  disabled={request.isPending}
                  onClick={() => ask({ to: person, inReturn: null })}
                >
                  Ask<span className="nhsuk-u-visually-hidden"> {name} to take it</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <Link href="/my-rota">Back to My rota</Link>
      </p>
    </Page>
  );
}
