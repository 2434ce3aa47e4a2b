import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted, momentOf } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { Approval } from './approval.tsx';
import { CheckList } from './check-list.tsx';
import { WhoNotices } from './who-notices.tsx';

/** The check before a publication, the approval in two steps, who will notice, and every version so far. */
export function PublishPage() {
  const { rota } = useParams<{ rota: string }>();
  const check = useQuery({
    queryKey: ['publication-check', rota],
    queryFn: () => api.sharedRotas.rotas.publicationCheck.query({ rota }),
  });
  const earlier = useQuery({
    queryKey: ['publications', rota],
    queryFn: () => api.sharedRotas.rotas.publications.query({ rota }),
  });
  const { data } = check;
  const errors = data?.rows.filter(({ severity }) => severity === 'error').length ?? 0;
  return (
    <Page title="Publish">
      <RotaPlaces rota={rota} here="Publish" />
      {check.error && <Fault error={check.error} retry={() => check.refetch()} />}
      {check.isPending && <p>Checking the rota …</p>}
      {data && (
        <>
          <p>
            {data.version && data.publishedAt
              ? `Version ${data.version} was published ${momentOf(data.publishedAt)}. `
              : 'Never published. '}
            <strong>
              {counted(errors, 'error')}, {counted(data.rows.length - errors, 'warning')}.
            </strong>{' '}
            {counted(data.people.length, 'person', 'people')} would notice.
          </p>
          <Approval check={data} errors={errors} />
          <h2 className="nhsuk-heading-m">Lead time</h2>
          <ul className="weft-list">
            {data.lead.map(({ rule, name, days, limit, isKept, source, verify }) => (
              <li key={rule}>
                {name}: {days < 0 ? 'the rota has begun' : `${counted(days, 'day')} before its first day`}; {limit} are
                asked. <strong>{isKept ? 'In time.' : 'Late: say so to those touched.'}</strong>{' '}
                <span className="weft-small">
                  {rule}, {source}
                  {verify && ' · check against your contract'}
                </span>
              </li>
            ))}
          </ul>
          <CheckList rota={rota} rows={data.rows} />
          <WhoNotices check={data} />
        </>
      )}
      <h2 className="nhsuk-heading-m">Versions</h2>
      <p className="weft-small">A version is never taken back: what changes is a new one.</p>
      {earlier.error && <Fault error={earlier.error} retry={() => earlier.refetch()} />}
      {earlier.data?.length === 0 && <p>None yet.</p>}
      <ul className="weft-list">
        {earlier.data?.map((one) => (
          <li key={one.version}>
            Version {one.version}, {momentOf(one.at)}:{' '}
            {one.requested
              ? `asked for by ${one.requested.byName} (${momentOf(one.requested.at)}), approved by ${one.byName}`
              : `in one step by ${one.byName}`}{' '}
            ({one.organisation}); {leadWords(one)}; {counted(one.gaps, 'gap')}, {counted(one.overridden, 'override')}.
          </li>
        ))}
      </ul>
    </Page>
  );
}

const leadWords = ({ leadDays, leadOk }: { readonly leadDays: number; readonly leadOk: boolean }) =>
  leadDays < 0
    ? `${counted(-leadDays, 'day')} after its start`
    : `${counted(leadDays, 'day')} before its start${leadOk ? '' : ', late'}`;
