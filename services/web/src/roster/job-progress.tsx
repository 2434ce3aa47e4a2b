import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';
import { counted, shortDay, timesOf } from '../layout/words.ts';
import { type Chosen, leftBehind } from './choice.ts';
import { CostCurve } from './cost-curve.tsx';
import { RosterResult } from './roster-result.tsx';
import { useJob } from './use-job.ts';

const SHOWN = 100;

/** One search: how far it is, what it found beside the present rota, and taking all of it, some, or none. */
export function JobProgress({ job, rota }: { readonly job: string; readonly rota: string }) {
  const { told, points } = useJob(job);
  const [given, setGiven] = useState<Chosen | null>(null);
  const found = useQuery({ queryKey: ['job', job], queryFn: () => api.sharedRotas.jobs.changes.query({ job }) });
  const cancel = useCommand(() => api.sharedRotas.jobs.cancel.mutate({ commandId: newCommandId(), job }), 'Left.');
  const { data } = found;
  const all = data?.duties.map(({ duty }) => duty) ?? [];
  const chosen = given ?? new Set<string>(data?.only ?? all);
  const accept = useCommand(
    () =>
      api.sharedRotas.jobs.accept.mutate({
        commandId: newCommandId(),
        job,
        ...(chosen.size < all.length && { only: { duties: [...chosen] } }),
      }),
    'What you took is on the board.',
  );
  const stage = data && data.stage !== 'running' ? data.stage : (told?.stage ?? data?.stage ?? 'running');
  const progress = told?.progress ?? data?.progress ?? null;
  const isFound = stage === 'found';
  const behind = isFound && data ? leftBehind(chosen, data.people) : [];
  const refused = data?.applied?.refused ?? [];
  const wordsOf = new Map(data?.duties.map((on) => [on.duty, `${shortDay(on.date)} ${on.code} ${timesOf(on)}`]));
  const names = new Map(data?.people.map(({ person, name }) => [person, name]));
  return (
    <section aria-label="Search">
      <h2 className="nhsuk-heading-m">
        This search: <span data-testid="stage">{stage}</span>
      </h2>
      {stage === 'running' && progress && (
        <p>
          <progress aria-label="Search" max={progress.steps} value={progress.step} />{' '}
          {Math.round((100 * progress.step) / Math.max(1, progress.steps))} %, cost {progress.cost},{' '}
          {counted(progress.gaps, 'gap')} so far.
        </p>
      )}
      <CostCurve points={points} />
      {(found.error ?? cancel.error ?? accept.error) && <Fault error={found.error ?? cancel.error ?? accept.error} />}
      {data?.failure && <p className="nhsuk-error-message">{data.failure}</p>}
      {accept.data && (
        <p className="nhsuk-inset-text" role="status">
          {accept.data.filled} filled, {accept.data.refused.length} refused when judged again,{' '}
          {counted(accept.data.gaps.length, 'gap')} left.
        </p>
      )}
      {(stage === 'running' || isFound) && (
        <p className="weft-actions">
          {isFound && all.length > 0 && (
            <button
              type="button"
              className="nhsuk-button"
              disabled={accept.isPending || chosen.size === 0}
              onClick={() => accept.mutate(undefined)}
            >
              {accept.isPending
                ? 'Filling the places …'
                : chosen.size === all.length
                  ? `Take all ${counted(all.length, 'change')}`
                  : `Take the chosen ${chosen.size} of ${counted(all.length, 'change')}`}
            </button>
          )}
          {isFound && all.length > 0 && (
            <button
              type="button"
              className="nhsuk-button nhsuk-button--secondary"
              onClick={() => setGiven(chosen.size === 0 ? new Set(all) : new Set())}
            >
              {chosen.size === 0 ? 'Tick all' : 'Tick none'}
            </button>
          )}
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            onClick={() => cancel.mutate(undefined)}
          >
            {stage === 'running' ? 'Cancel' : 'Leave the rota as it is'}
          </button>
        </p>
      )}
      {behind.length > 0 && (
        <p className="nhsuk-inset-text">
          Who comes on the ticked duties also leaves {counted(behind.length, 'duty', 'duties')} that{' '}
          {behind.length === 1 ? 'is' : 'are'} not ticked; without {behind.length === 1 ? 'it' : 'them'} some may be
          refused.{' '}
          <button type="button" className="weft-link-button" onClick={() => setGiven(new Set([...chosen, ...behind]))}>
            Tick {behind.length === 1 ? 'it' : 'them'} too
          </button>
        </p>
      )}
      {refused.length > 0 && (
        <section aria-label="Refused">
          <h3 className="nhsuk-heading-s">Refused when judged again; these places are open now</h3>
          <ul>
            {refused.slice(0, SHOWN).map(({ duty, person, because }) => (
              <li key={`${duty} ${person}`}>
                {wordsOf.get(duty) ?? duty}, {names.get(person) ?? person}: {because}
              </li>
            ))}
          </ul>
          <Link href={`/rotas/${rota}/gaps`}>See who could fill them</Link>
        </section>
      )}
      {data && (isFound || stage === 'applied') && (
        <RosterResult changes={data} chosen={chosen} choose={isFound && !accept.isPending ? setGiven : null} />
      )}
      {data && data.gaps.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Gaps that it leaves, and why ({data.gaps.length})</span>
          </summary>
          <ul className="nhsuk-details__text">
            {data.gaps.slice(0, SHOWN).map(({ duty, places, reasons, ...on }) => (
              <li key={duty}>
                {shortDay(on.date)} {on.code} {timesOf(on)}: {places} left;{' '}
                {reasons.map(({ reason, people }) => `${reason} (${people})`).join(', ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
