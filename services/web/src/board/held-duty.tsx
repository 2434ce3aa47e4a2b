import { useState } from 'react';
import { Link } from 'wouter';
import { Fault } from '../layout/fault.tsx';
import { shortDay, timesOf } from '../layout/words.ts';
import type { Board, BoardDuty, BoardIndex, BoardPerson } from './board-data.ts';
import { FindingWords } from './finding-words.tsx';
import { useDutyCommands } from './use-duty-commands.ts';

type Props = {
  readonly duty: BoardDuty;
  readonly person: BoardPerson;
  readonly board: Board;
  readonly index: BoardIndex;
  readonly reason: string;
};

/** A duty that somebody holds: what is wrong with it, and clear, pin, move. */
export function HeldDuty({ duty, person, board, index, reason }: Props) {
  const [to, setTo] = useState('');
  const command = useDutyCommands();
  const isPinned = duty.filled.some((one) => one.person === person.person && one.pinned);
  const place = { duty: duty.id, person: person.person, ...(reason && { reason }) };
  const open = board.duties.filter(
    (other) => !other.withdrawn && other.id !== duty.id && other.filled.length < other.count,
  );
  return (
    <div className="weft-held">
      <p>
        <strong>
          {duty.code} {duty.role}
        </strong>
        , {duty.siteName}, {timesOf(duty)} · <Link href={`/duties/${duty.id}`}>History</Link>
      </p>
      {(index.findings.get(`${person.person} ${duty.id}`) ?? []).map((finding) => (
        <FindingWords key={`${finding.rule} ${finding.from}`} finding={finding} />
      ))}
      {command.error && <Fault error={command.error} />}
      <div className="weft-actions">
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={command.isPending}
          onClick={() => command.mutate({ do: 'clear', ...place })}
        >
          Clear
        </button>
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={command.isPending}
          onClick={() => command.mutate({ do: isPinned ? 'unpin' : 'pin', ...place })}
        >
          {isPinned ? 'Unpin' : 'Pin'}
        </button>
      </div>
      <label className="nhsuk-label" htmlFor={`move-${duty.id}`}>
        Move to
      </label>
      <select
        className="nhsuk-select"
        id={`move-${duty.id}`}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      >
        <option value="">Choose an open duty</option>
        {open.map((other) => (
          <option key={other.id} value={other.id}>
            {shortDay(other.date)} {other.code} {other.role}, {other.siteName}, {timesOf(other)}
          </option>
        ))}
      </select>
      <button
        type="button"
        className="nhsuk-button nhsuk-button--secondary"
        disabled={command.isPending || to === ''}
        onClick={() =>
          command.mutate(
            { do: 'move', from: duty.id, to, person: person.person, ...(reason && { reason }) },
            { onSuccess: () => setTo('') },
          )
        }
      >
        Move
      </button>
    </div>
  );
}
