import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';
import { counted, shortDay, timesOf } from '../layout/words.ts';

type Told = {
  readonly stage: string;
  readonly progress: { step: number; steps: number; cost: number; gaps: number } | null;
};
const SHOWN = 100;

/** One search: how far it is, what it found and why, and taking it. */
export function JobProgress({ job }: { readonly job: string }) {
  const queries = useQueryClient();
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    const { unsubscribe } = api.sharedRotas.jobs.progress.subscribe(
      { job },
      {
        onData: ({ data }) => {
          setTold(data as Told);
          if (data.stage !== 'running') void queries.invalidateQueries({ queryKey: ['job', job] });
        },
      },
    );
    return unsubscribe;
  }, [job, queries]);
  const found = useQuery({ queryKey: ['job', job], queryFn: () => api.sharedRotas.jobs.get.query({ job }) });
  const cancel = useCommand(() => api.sharedRotas.jobs.cancel.mutate({ commandId: newCommandId(), job }), 'Cancelled.');
  const accept = useCommand(
    () => api.sharedRotas.jobs.accept.mutate({ commandId: newCommandId(), job }),
    'The roster is on the board.',
  );
  const stage =
    found.data && found.data.stage !== 'running' ? found.data.stage : (told?.stage ?? found.data?.stage ?? 'running');
  const progress = told?.progress ?? found.data?.progress ?? null;
  return (
    <section aria-label="Search">
      <h2 className="nhsuk-heading-m">
        This search: <span data-testid="stage">{stage}</span>
      </h2>
      {progress && (
        <p>
          <progress aria-label="Search" max={progress.steps} value={progress.step} />{' '}
          {Math.round((100 * progress.step) / Math.max(1, progress.steps))} %, cost {progress.cost},{' '}
          {counted(progress.gaps, 'gap')} so far.
        </p>
      )}
      {(found.error ?? cancel.error ?? accept.error) && <Fault error={found.error ?? cancel.error ?? accept.error} />}
      {stage === 'running' && (
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => cancel.mutate(undefined)}>
          Cancel
        </button>
      )}
      {stage === 'found' && (
        <button
          type="button"
          className="nhsuk-button"
          disabled={accept.isPending}
          onClick={() => accept.mutate(undefined)}
        >
          {accept.isPending
            ? 'Filling the places …'
            : `Take all ${counted(found.data?.placements.length ?? 0, 'placement')}`}
        </button>
      )}
      {accept.data && (
        <p className="nhsuk-inset-text">
          {accept.data.filled} filled, {accept.data.refused.length} refused when judged again,{' '}
          {counted(accept.data.gaps.length, 'gap')} left.
        </p>
      )}
      {found.data?.failure && <p className="nhsuk-error-message">{found.data.failure}</p>}
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">
            Each placement and why ({found.data?.placements.length ?? 0})
          </span>
        </summary>
        <ul className="nhsuk-details__text">
          {found.data?.placements.slice(0, SHOWN).map(({ duty, person, name, why, on }) => (
            <li key={`${duty} ${person}`}>
              {on ? `${shortDay(on.date)} ${on.code} ${timesOf(on)}` : duty}: {name}. {why}
            </li>
          ))}
        </ul>
      </details>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Gaps and why ({found.data?.gaps.length ?? 0})</span>
        </summary>
        <ul className="nhsuk-details__text">
          {found.data?.gaps.slice(0, SHOWN).map(({ duty, places, reasons, on }) => (
            <li key={duty}>
              {on ? `${shortDay(on.date)} ${on.code} ${timesOf(on)}` : duty}: {places} left;{' '}
              {reasons.map(({ reason, people }) => `${reason} (${people})`).join(', ')}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
