import { newCommandId } from '@weft/client';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { momentOf } from '../layout/words.ts';
import { MyPlaces, useMySwaps } from '../my-rota/my-places.tsx';
import { SwapDuties } from './swap-duties.tsx';
import { type MySwap, requestWords, STAGES } from './swap-words.ts';

const SAID = { consent: 'You said yes.', decline: 'You said no.', withdraw: 'Withdrawn.' } as const;
type Answer = keyof typeof SAID;

/** Requests to answer, one's own, and what became of them. */
export function MyRequestsPage() {
  const swaps = useMySwaps();
  const answer = useCommand(
    ({ swap, what }: { swap: string; what: Answer }) =>
      api.sharedRotas.swaps[what].mutate({ commandId: newCommandId(), swap }),
    'Your answer is recorded.',
  );
  const open = swaps.data?.filter(({ can }) => can.includes('consent')) ?? [];
  const others = swaps.data?.filter(({ can }) => !can.includes('consent')) ?? [];
  const ask = (swap: string, what: Answer) => answer.mutate({ swap, what });
  return (
    <Page title="Swaps and offers">
      <MyPlaces here="Requests" />
      {swaps.error && <Fault error={swaps.error} retry={() => swaps.refetch()} />}
      {answer.error && <Fault error={answer.error} />}
      {swaps.isPending && <p>Fetching the requests …</p>}
      {swaps.data?.length === 0 && (
        <p>Nothing is asked at the moment. To swap a duty or give it away, choose it in My rota.</p>
      )}
      {open.length > 0 && <h2 className="nhsuk-heading-m">To answer</h2>}
      {open.map((swap) => (
        <Request key={swap.swap} swap={swap} isBusy={answer.isPending} ask={ask} />
      ))}
      {others.length > 0 && <h2 className="nhsuk-heading-m">Under way and ended</h2>}
      {others.map((swap) => (
        <Request key={swap.swap} swap={swap} isBusy={answer.isPending} ask={ask} />
      ))}
    </Page>
  );
}

function Request({
  swap,
  isBusy,
  ask,
}: {
  readonly swap: MySwap;
  readonly isBusy: boolean;
  readonly ask: (swap: string, what: Answer) => void;
}) {
  const { can, stage, steps, expires, giver } = swap;
  const isGiver = swap.mine === 'giver';
  const other = swap.taker ?? swap.asked;
  const isEnded = can.length === 0;
  const words = requestWords(swap);
  return (
    <section className={`weft-swap${isEnded ? ' weft-swap--ended' : ''}`} aria-label={words}>
      <p>
        <strong>{words}</strong> It {STAGES[stage].startsWith('waits') ? '' : 'is '}
        {STAGES[stage]}.
      </p>
      <SwapDuties
        gives={swap.gives}
        inReturn={swap.inReturn}
        giver={isGiver ? 'You' : giver.name}
        taker={isGiver ? (other?.name ?? 'whoever says yes') : 'you'}
      />
      {!isEnded && <p className="weft-small">Open until {momentOf(expires)}.</p>}
      <div className="weft-actions">
        {can.includes('consent') && (
          <button type="button" className="nhsuk-button" disabled={isBusy} onClick={() => ask(swap.swap, 'consent')}>
            Yes
          </button>
        )}
        {can.includes('decline') && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={isBusy}
            onClick={() => ask(swap.swap, 'decline')}
          >
            No
          </button>
        )}
        {can.includes('withdraw') && (
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={isBusy}
            onClick={() => ask(swap.swap, 'withdraw')}
          >
            Withdraw
          </button>
        )}
      </div>
      <Steps steps={steps} />
    </section>
  );
}

/** Who did what, when and why, newest last. */
export function Steps({ steps }: { readonly steps: MySwap['steps'] }) {
  return (
    <details className="nhsuk-details weft-swap__steps">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Who said what</span>
      </summary>
      <ol className="nhsuk-details__text">
        {steps.map(({ at, text, reason }) => (
          <li key={`${at} ${text}`}>
            {momentOf(at)}: {text}
            {reason && ` “${reason}”`}
          </li>
        ))}
      </ol>
    </details>
  );
}
