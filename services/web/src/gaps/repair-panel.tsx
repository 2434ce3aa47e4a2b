import { useEffect } from 'react';
import { Fault } from '../layout/fault.tsx';
import { aimsWords, disturbedWords, dutyWords, openWords } from './repair-words.ts';
import { type RepairAsked, type RepairFacts, type Taken, useRepair } from './use-repair.ts';

/**
 * How a rota could go on: who leaves and who takes which duty and why, what stays open, how many people are disturbed.
 * Ctrl+Enter takes all of it, in one edit that can be undone; of several panels the one with the key.
 */
export function RepairPanel({
  hasKey,
  taken,
  leave,
  ...asked
}: RepairAsked & {
  readonly hasKey: boolean;
  readonly taken: (what: Taken) => void;
  readonly leave: () => void;
}) {
  const { proposal, take } = useRepair(asked, taken);
  const facts = proposal.data;
  const canTake = facts !== undefined && facts.cells.length > 0 && !take.isPending && !proposal.isFetching;
  useEffect(() => {
    if (!hasKey || !canTake) return;
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      take.mutate(facts);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [hasKey, canTake, facts, take.mutate]);
  return (
    <section aria-label="Proposed repair" className="weft-repair" aria-busy={proposal.isFetching}>
      <h2 className="nhsuk-heading-s">Proposed repair</h2>
      {proposal.error && <Fault error={proposal.error} retry={() => proposal.refetch()} />}
      {proposal.isPending && <p>Looking for the fewest moves …</p>}
      {facts && <Facts facts={facts} />}
      {take.error && <Fault error={take.error} />}
      {take.data && take.data.refused.length > 0 && (
        <p role="status">Nothing was changed: {take.data.refused.map(({ because }) => because).join(' ')}</p>
      )}
      <p className="weft-actions">
        {facts && facts.cells.length > 0 && (
          <button
            type="button"
            className="nhsuk-button"
            disabled={!canTake}
            {...(hasKey && { 'aria-keyshortcuts': 'Control+Enter' })}
            onClick={() => take.mutate(facts)}
          >
            {take.isPending ? 'Saving …' : `Take all of it${hasKey ? ' (Ctrl+Enter)' : ''}`}
          </button>
        )}
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={leave}>
          Leave it
        </button>
      </p>
    </section>
  );
}

function Facts({ facts }: { readonly facts: RepairFacts }) {
  const { changes, gaps, begun, disturbed, cost } = facts;
  if (changes.length === 0 && gaps.length === 0) return <p>Nothing has to be moved.</p>;
  return (
    <>
      <p>
        <strong>{openWords(gaps)}.</strong> {disturbedWords(disturbed)}. {aimsWords(cost)}.
      </p>
      <ol className="weft-repair__changes">
        {changes.map((change) => (
          <li key={`${change.duty} ${change.out?.person} ${change.in?.person}`}>
            <strong>{dutyWords(change)}</strong>
            {change.isShortNotice && ' · short notice'}
            {change.out && <Move what="Leaves" move={change.out} />}
            {change.in && <Move what="Comes" move={change.in} />}
          </li>
        ))}
      </ol>
      {gaps.map((gap) => (
        <p key={gap.duty}>
          Stays open: {dutyWords(gap)}: {gap.reasons.map(({ reason, people }) => `${reason} (${people})`).join(', ')}
        </p>
      ))}
      {begun.map((place) => (
        <p key={`${place.duty} ${place.person}`}>
          Has begun and stays as it is: {dutyWords(place)}, {place.name}
        </p>
      ))}
    </>
  );
}

function Move({
  what,
  move,
}: {
  readonly what: string;
  readonly move: NonNullable<RepairFacts['changes'][number]['out']>;
}) {
  return (
    <p className="weft-small">
      {what}: <strong>{move.name}</strong>. {move.reason}
    </p>
  );
}
