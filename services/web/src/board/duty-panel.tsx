import { Link } from 'wouter';
import { Candidates } from '../gaps/candidates.tsx';
import { longDay, timesOf } from '../layout/words.ts';
import type { BoardIndex } from './board-data.ts';
import { Panel } from './panel.tsx';
import { useDutyCommands } from './use-duty-commands.ts';

/** One duty: who holds it, its parties where they differ, and who could fill what is open. */
export function DutyPanel({
  index,
  duty: id,
  close,
}: {
  readonly index: BoardIndex;
  readonly duty: string;
  readonly close: () => void;
}) {
  const command = useDutyCommands();
  const duty = index.duties.get(id);
  if (!duty) return null;
  return (
    <Panel title={`${duty.code} ${duty.role}, ${longDay(duty.date)}`} close={close}>
      <p>
        {duty.siteName}, {timesOf(duty)}, needs {duty.count}. <Link href={`/duties/${id}`}>History</Link>
      </p>
      {Object.entries(duty.parties).map(([party, code]) => (
        <p key={party}>
          {party}: {String(code)}
        </p>
      ))}
      <ul>
        {duty.filled.map(({ person, employer, why, pinned }) => (
          <li key={person}>
            {index.people.get(person)?.name ?? person} ({employer}){pinned && ', pinned'}
            {why && ` – ${why}`}{' '}
            <button
              type="button"
              className="weft-link-button"
              onClick={() => command.mutate({ do: 'clear', duty: id, person })}
            >
              Clear
            </button>
          </li>
        ))}
      </ul>
      {duty.filled.length < duty.count && <Candidates duty={id} />}
    </Panel>
  );
}
