import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { Fault } from '../../layout/fault.tsx';
import { counted, shortDay, timesOf, today } from '../../layout/words.ts';
import { gapsAsked, questionIn, questionWords } from './questions.ts';

/** For so many gaps everybody is asked why nobody has them. */
const ASKED = 50;
const SHOWN = 100;
/** So many are asked for. */
const MOST = 1000;

type Props = {
  readonly rota: string;
  readonly words: string;
  /** Shows a duty of a day. */
  readonly goTo: (duty: string, date: string) => void;
  readonly close: () => void;
};

/** The answer to a question about gaps: each row leads to its duty. */
export function Answer({ rota, words, goTo, close }: Props) {
  const question = questionIn(words, today());
  const isOfGaps = question?.ask === 'gaps';
  const asked = isOfGaps
    ? {
        ...{ rota, from: question.from, to: question.to, limit: MOST },
        withReasons: question.candidate === 'any' ? 0 : ASKED,
      }
    : null;
  const { data, error, refetch } = useQuery({
    queryKey: ['gaps', 'asked', asked],
    queryFn: async () => (await api.sharedRotas.gaps.list.query(asked as NonNullable<typeof asked>)).gaps,
    enabled: asked !== null,
  });
  const gaps = data && question ? gapsAsked(data, question) : null;
  return (
    <section aria-label="Answer" className="weft-answer">
      <p>
        <strong>{isOfGaps ? `${questionWords(question)}.` : `“${words}” is no question about gaps.`}</strong>{' '}
        {gaps && counted(gaps.length, 'duty', 'duties')}{' '}
        {data && asked && asked.withReasons > 0 && data.length > ASKED && (
          <>
            Of the first {ASKED} of {data.length} gaps; choose fewer days for the others.{' '}
          </>
        )}
        <button type="button" onClick={close}>
          Close
        </button>
      </p>
      {error && <Fault error={error} retry={() => refetch()} />}
      {!data && asked && !error && <p>Asking everybody’s diary …</p>}
      <ul>
        {gaps?.slice(0, SHOWN).map((gap) => (
          <li key={gap.duty}>
            <button type="button" className="weft-link-button" onClick={() => goTo(gap.duty, gap.date)}>
              {shortDay(gap.date)}, {gap.code} {gap.role}, {gap.siteName}, {timesOf(gap)}
            </button>
            : {gap.missing} missing
          </li>
        ))}
      </ul>
      {gaps?.length === 0 && isOfGaps && (
        <p>
          {question.candidate === 'any' || data?.length === 0
            ? 'No gap on these days.'
            : `${counted(data?.length ?? 0, 'gap')} on these days; for each there is somebody.`}
        </p>
      )}
      {gaps && gaps.length > SHOWN && <p>{gaps.length - SHOWN} more come later.</p>}
    </section>
  );
}
