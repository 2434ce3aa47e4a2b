import { useState } from 'react';
import { Fault } from '../../layout/fault.tsx';
import { momentOf, shortDay } from '../../layout/words.ts';
import type { Changes } from './use-changes.ts';

const AT_ONCE = 50;

type Props = {
  readonly changes: Changes;
  /** Shows a cell on the board. */
  readonly goTo: (person: string, date: string) => void;
  /** Shows the board as it stood at a moment. */
  readonly stand: (instant: string) => void;
};

/** What was done, newest first: when, by whom, what and why; each row leads to its cell and to its moment. */
export function ChangesList({ changes: { data, error, refetch, isFetching }, goTo, stand }: Props) {
  const [shown, setShown] = useState(AT_ONCE);
  if (error) return <Fault error={error} retry={() => refetch()} />;
  if (!data) return <p>{isFetching ? 'Reading what was done …' : 'That moment is still to come.'}</p>;
  if (data.length === 0) return <p>Nothing changed between the two.</p>;
  return (
    <>
      <ol className="weft-changes" aria-label="What changed">
        {data.slice(0, shown).map(({ at, by, byName, role, sentence, reason, cells }) => {
          const [first] = cells;
          return (
            <li key={`${at} ${by} ${sentence}`}>
              <p>
                <button type="button" className="weft-link-button" onClick={() => stand(at)}>
                  {momentOf(at)}
                </button>{' '}
                {byName}
                {role && `, ${role}`}: {sentence}
                {reason && ` “${reason}”`}
                {first && (
                  <>
                    {' '}
                    <button
                      type="button"
                      className="weft-link-button weft-changes__cell"
                      onClick={() => goTo(first.person, first.date)}
                    >
                      Show {shortDay(first.date)}
                    </button>
                    {cells.length > 1 && ` and ${cells.length - 1} more`}
                  </>
                )}
              </p>
            </li>
          );
        })}
      </ol>
      {data.length > shown && (
        <button type="button" onClick={() => setShown(shown + AT_ONCE)}>
          Show {Math.min(AT_ONCE, data.length - shown)} more of {data.length - shown}
        </button>
      )}
      {data.length === MOST && <p>Only the newest {MOST} are told: choose a later moment to begin from.</p>}
    </>
  );
}

/** So many the platform tells at once. */
const MOST = 1000;
