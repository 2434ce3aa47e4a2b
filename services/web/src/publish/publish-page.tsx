import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useParams } from 'wouter';
import { api } from '../api.ts';
import { FindingWords } from '../board/finding-words.tsx';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { counted, momentOf, shortDay } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';

const SHOWN = 60;

/** What publishing would tell people: the changes since the last version, what stands in the way, and the notice given. */
export function PublishPage() {
  const { rota } = useParams<{ rota: string }>();
  const diff = useQuery({
    queryKey: ['diff', rota],
    queryFn: () => api.sharedRotas.rotas.publicationDiff.query({ rota }),
  });
  const earlier = useQuery({
    queryKey: ['publications', rota],
    queryFn: () => api.sharedRotas.rotas.publications.query({ rota }),
  });
  const publish = useCommand(
    () => api.sharedRotas.rotas.publish.mutate({ commandId: newCommandId(), rota }),
    'Published.',
  );
  const { data } = diff;
  return (
    <Page title="Publish">
      <RotaPlaces rota={rota} here="Publish" />
      {diff.error && <Fault error={diff.error} retry={() => diff.refetch()} />}
      {diff.isPending && <p>Comparing with what was published …</p>}
      {publish.error && <Fault error={publish.error} />}
      {publish.data && <p className="nhsuk-inset-text">Published as version {publish.data.version}.</p>}
      {data && (
        <>
          <p>
            {data.version
              ? `Version ${data.version} was published ${data.since ? momentOf(data.since) : ''}.`
              : 'Never published.'}{' '}
            The rota starts in {counted(data.leadDays, 'day')}; {data.leadDaysAsked} days of notice are owed.{' '}
            <strong>{data.leadOk ? 'In time.' : 'Late: say so to those touched.'}</strong>
          </p>
          <p>
            {counted(data.added.length, 'placement')} added, {data.removed.length} removed, {data.changed.length}{' '}
            changed. {counted(data.gaps.length, 'gap')} left. {counted(data.findings.hardOpen.length, 'hard finding')}{' '}
            open, {data.findings.overridden.length} overridden.
          </p>
          {data.findings.hardOpen.length > 0 && (
            <section>
              <h2 className="nhsuk-heading-m">In the way</h2>
              {data.findings.hardOpen.slice(0, SHOWN).map((finding) => (
                <div key={`${finding.rule} ${finding.person} ${finding.from}`}>
                  <strong>{finding.name}</strong>
                  <FindingWords finding={finding} />
                </div>
              ))}
            </section>
          )}
          <button
            type="button"
            className="nhsuk-button"
            disabled={publish.isPending || data.findings.hardOpen.length > 0}
            onClick={() => publish.mutate(undefined)}
          >
            {publish.isPending ? 'Publishing …' : `Publish version ${(data.version ?? 0) + 1}`}
          </button>
          {(['added', 'removed', 'changed'] as const).map((kind) => (
            <details key={kind} className="nhsuk-details">
              <summary className="nhsuk-details__summary">
                <span className="nhsuk-details__summary-text">
                  {data[kind].length} {kind}
                </span>
              </summary>
              <ul className="nhsuk-details__text">
                {data[kind].slice(0, SHOWN).map((change) => (
                  <li key={`${change.duty} ${change.person}`}>
                    {shortDay(change.date)} {change.code}, {change.siteName}: {change.name ?? 'nobody'}
                  </li>
                ))}
                {data[kind].length > SHOWN && <li>{data[kind].length - SHOWN} more</li>}
              </ul>
            </details>
          ))}
        </>
      )}
      <h2 className="nhsuk-heading-m">Versions</h2>
      <ul className="weft-list">
        {earlier.data?.map((one) => (
          <li key={one.version}>
            Version {one.version}, {momentOf(one.at)}, by {one.byName} ({one.organisation});{' '}
            {counted(one.leadDays, 'day')} before its start
            {one.leadOk ? '' : ', late'}; {counted(one.gaps, 'gap')}.
          </li>
        ))}
      </ul>
    </Page>
  );
}
