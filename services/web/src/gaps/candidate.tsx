import type { ReactNode } from 'react';
import type { api } from '../api.ts';
import { FindingWords } from '../board/finding-words.tsx';
import { balanceWords, canFill, costWords } from './candidate-groups.ts';

export type CandidateFacts = Awaited<ReturnType<typeof api.sharedRotas.duties.whoCanFill.query>>[number];

/** One person who may be asked: what speaks for and against, and the button that places them. */
export function Candidate({
  one,
  busy,
  isChecked,
  take,
  children,
}: {
  readonly one: CandidateFacts;
  readonly busy: boolean;
  readonly isChecked: boolean;
  readonly take: () => void;
  readonly children: ReactNode;
}) {
  const isAble = canFill(one);
  const isStopped = one.group === 'rules' || one.group === 'giving-up';
  const mayAsk = isAble || isStopped || one.group === 'not-judged';
  return (
    <li>
      {mayAsk ? (
        <button
          type="button"
          className="weft-candidate"
          data-candidate={one.person}
          disabled={busy}
          {...(!isAble && { 'aria-expanded': isChecked })}
          onClick={take}
        >
          <span>
            <strong>{one.name}</strong>, {one.employerName || one.employer}
          </span>
          <span className="weft-candidate__do">
            {busy ? 'Filling …' : isAble ? 'Fill' : isStopped ? 'See what breaks' : 'Ask the rules'}
          </span>
        </button>
      ) : (
        <strong>
          {one.name}
          {one.employerName && `, ${one.employerName}`}
        </strong>
      )}
      <p className="weft-small">{one.reasons.join(' ')}</p>
      {mayAsk && (
        <p className="weft-small">
          Hours: {balanceWords(one.hoursBalance)} · Travel: {one.travelMinutes} min more · Cost: {costWords(one)}
        </p>
      )}
      {isAble &&
        one.findings.map((finding) => <FindingWords key={`${finding.rule} ${finding.from}`} finding={finding} />)}
      {isChecked && children}
    </li>
  );
}
