import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { momentOf } from '../layout/words.ts';
import { Steps } from './my-requests-page.tsx';
import { SwapDuties } from './swap-duties.tsx';
import { SwapWeeks } from './swap-weeks.tsx';
import { STAGES, type WaitingSwap } from './swap-words.ts';

/** For rota managers: what both sides agreed to, with the check by the rules and both weeks; and what is still asked. */
export function RequestsPage() {
  const waiting = useQuery({
    queryKey: ['waiting-swaps'],
    queryFn: () => api.sharedRotas.swaps.waiting.query({}),
    refetchInterval: 30_000,
  });
  const [outcome, setOutcome] = useState('');
  const approve = useCommand(
    (swap: string) => api.sharedRotas.swaps.approve.mutate({ commandId: newCommandId(), swap }),
    'Approved.',
  );
  const refuse = useCommand(
    ({ swap, because }: { swap: string; because: string }) =>
      api.sharedRotas.swaps.refuse.mutate({ commandId: newCommandId(), swap, because }),
    'Refused.',
  );
  const agreed = waiting.data?.filter(({ stage }) => stage === 'agreed') ?? [];
  const asked = waiting.data?.filter(({ stage }) => stage !== 'agreed') ?? [];
  const let_ = (swap: string) =>
    approve.mutate(swap, {
      onSuccess: ({ done, because }) =>
        setOutcome(done ? 'Approved. The rota is changed.' : `Approved, but the rota is as it was: ${because}`),
    });
  const isBusy = approve.isPending || refuse.isPending;
  return (
    <Page title="Requests" lead="Swaps and duties to give away, on the rotas that you manage.">
      {waiting.error && <Fault error={waiting.error} retry={() => waiting.refetch()} />}
      {(approve.error ?? refuse.error) && <Fault error={approve.error ?? refuse.error} />}
      {waiting.isPending && <p>Fetching the requests …</p>}
      {outcome && <p className="nhsuk-inset-text">{outcome}</p>}
      <h2 className="nhsuk-heading-m">Waiting for your approval</h2>
      {waiting.data && agreed.length === 0 && <p>Nothing waits for you.</p>}
      {agreed.map((swap) => (
        <Waiting
          key={swap.swap}
          swap={swap}
          isBusy={isBusy}
          approve={() => let_(swap.swap)}
          refuse={(because) => refuse.mutate({ swap: swap.swap, because })}
        />
      ))}
      {asked.length > 0 && <h2 className="nhsuk-heading-m">Not agreed yet</h2>}
      {asked.map((swap) => (
        <section key={swap.swap} className="weft-swap">
          <p>
            <strong>{swap.giver.name}</strong>: {STAGES[swap.stage]}, until {momentOf(swap.expires)}.
          </p>
          <SwapDuties
            gives={swap.gives}
            inReturn={swap.inReturn}
            giver={swap.giver.name}
            taker={(swap.taker ?? swap.asked)?.name ?? 'whoever says yes'}
          />
        </section>
      ))}
    </Page>
  );
}

function Waiting({
  swap: { swap, giver, taker, gives, inReturn, check, weeks, steps, expires },
  isBusy,
  approve,
  refuse,
}: {
  readonly swap: WaitingSwap;
  readonly isBusy: boolean;
  readonly approve: () => void;
  readonly refuse: (because: string) => void;
}) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    refuse(String(new FormData(event.currentTarget).get('because')));
  };
  return (
    <section className="weft-swap" aria-label={`${giver.name} and ${taker?.name ?? 'somebody'}`}>
      <p>
        <strong>
          {giver.name} and {taker?.name}
        </strong>{' '}
        said yes. Open until {momentOf(expires)}.
      </p>
      <SwapDuties gives={gives} inReturn={inReturn} giver={giver.name} taker={taker?.name ?? 'somebody'} />
      {check && (
        <p className={`weft-check weft-check--${check.isPossible ? 'ok' : 'stop'}`}>
          <strong>{check.isPossible ? '✓ No hard rule breaks on either side.' : '✗ It cannot be approved.'}</strong>
          {check.because && ` ${check.because}`}
        </p>
      )}
      {check?.findings.map((finding) => (
        <p key={`${finding.person} ${finding.rule} ${finding.from}`} className="weft-small">
          {finding.name}: {finding.severity === 'soft' ? 'warning' : 'breach'}, {finding.rule}: {finding.sentence}
        </p>
      ))}
      <SwapWeeks people={weeks} />
      <div className="weft-actions">
        <button type="button" className="nhsuk-button" disabled={isBusy || !check?.isPossible} onClick={approve}>
          Approve
          <span className="nhsuk-u-visually-hidden">
            {' '}
            the swap of {giver.name} and {taker?.name}
          </span>
        </button>
      </div>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Refuse with a reason</span>
        </summary>
        <form className="nhsuk-details__text" onSubmit={submit}>
          <label className="nhsuk-label" htmlFor={`because-${swap}`}>
            Why; both sides read it
          </label>
          <input className="nhsuk-input" id={`because-${swap}`} name="because" required maxLength={300} />
          <p>
            <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={isBusy}>
              Refuse
            </button>
          </p>
        </form>
      </details>
      <Steps steps={steps} />
    </section>
  );
}
