import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted, momentOf } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { JobProgress } from './job-progress.tsx';
import { RosterForm } from './roster-form.tsx';

/** Asks the engine for a roster, follows it, and takes all of what it found, some, or nothing. */
export function RosterPage() {
  const { rota } = useParams<{ rota: string }>();
  const [search, setSearch] = useSearchParams();
  const jobs = useQuery({ queryKey: ['jobs', rota], queryFn: () => api.sharedRotas.jobs.list.query({ rota }) });
  const show = (job: string) => setSearch({ job });
  const job = search.get('job') ?? jobs.data?.[0]?.job ?? null;
  return (
    <Page
      title="Auto-roster"
      wide
      lead="The same rules that judge an edit steer the search. Nothing changes until you take the result."
    >
      <RotaPlaces rota={rota} here="Auto-roster" />
      <RosterForm rota={rota} started={show} />
      {jobs.error && <Fault error={jobs.error} retry={() => jobs.refetch()} />}
      {job && <JobProgress key={job} job={job} rota={rota} />}
      {jobs.data?.length === 0 && !job && (
        <p className="nhsuk-inset-text">
          No search yet. Start fills the gaps from today on, and shows why before anything changes.
        </p>
      )}
      {jobs.data && jobs.data.length > 1 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Earlier searches ({jobs.data.length})</span>
          </summary>
          <ul className="nhsuk-details__text">
            {jobs.data.map((one) => (
              <li key={one.job}>
                <button type="button" className="weft-link-button" onClick={() => show(one.job)}>
                  {momentOf(one.startedAt)}, by {one.byName}
                </button>
                : {one.stage}, {counted(one.placements, 'placement')}, {counted(one.gaps, 'gap')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}
