import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { longDay, momentOf, timesOf } from '../layout/words.ts';

/** What happened to one duty: who, when, why, under which version of the rules. */
export function DutyHistoryPage() {
  const { duty } = useParams<{ duty: string }>();
  const history = useQuery({
    queryKey: ['history', duty],
    queryFn: () => api.sharedRotas.duties.history.query({ duty }),
  });
  const about = history.data?.duty;
  return (
    <Page title="History of a duty">
      {history.error && <Fault error={history.error} retry={() => history.refetch()} />}
      {history.isPending && <p>Reading the history …</p>}
      {about && (
        <p className="nhsuk-lede-text">
          {about.code} {about.role}, {about.siteName}, {longDay(about.date)}, {timesOf(about)}. On{' '}
          <Link href={`/rotas/${about.rota}`}>{about.rotaName}</Link>.
        </p>
      )}
      <ol className="weft-history">
        {history.data?.sentences.map((sentence, index) => (
          <li key={`${sentence.at} ${sentence.event} ${index}`}>
            <p>
              <strong>{momentOf(sentence.at)}</strong> {sentence.text}
            </p>
            <p className="weft-small">
              By {sentence.by}, {sentence.organisation}.{sentence.reason && ` “${sentence.reason}”`}
              {sentence.rulePack && ` Rules: ${sentence.rulePack}.`}
            </p>
          </li>
        ))}
      </ol>
    </Page>
  );
}
