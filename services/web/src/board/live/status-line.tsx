import { useState } from 'react';
import { counted, shortDay, timeOf } from '../../layout/words.ts';
import type { Unsaved } from '../edits/unsaved.ts';
import type { Present } from './use-presence.ts';

type Props = {
  readonly lostSince: number | null;
  /** How many edits are on their way, and those that were not saved. */
  readonly sending: number;
  readonly unsaved: readonly Unsaved[];
  readonly others: readonly Present[];
  readonly nameOf: (person: string) => string;
  readonly retry: (id: string) => void;
  readonly forget: (id: string) => void;
};

/** Whether changes come in and go out: since when not, what is on its way, what was not saved, who else is here. */
export function StatusLine({ lostSince, sending, unsaved, others, nameOf, retry, forget }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="weft-status">
      <p>
        {lostSince === null ? (
          <span className="weft-status__live">● Live.</span>
        ) : (
          <strong>
            ○ Not connected since {timeOf(new Date(lostSince).toISOString())}. You can read; trying again.
          </strong>
        )}{' '}
        {sending > 0 && `${counted(sending, 'edit')} on the way. `}
        {unsaved.length > 0 && (
          <>
            <strong>{counted(unsaved.length, 'edit')} not saved: </strong>
            <button type="button" className="weft-link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? 'hide' : 'show'}
            </button>
            .{' '}
          </>
        )}
        {others.length > 0 && `Also here: ${others.map(({ name }) => name).join(', ')}.`}
      </p>
      {isOpen && unsaved.length > 0 && (
        <ul className="weft-status__unsaved">
          {unsaved.map(({ id, plan, because, at }) => (
            <li key={id}>
              <strong>{plan.words}</strong>, tried at {timeOf(new Date(at).toISOString())}:
              <ul>
                {because.slice(0, 5).map(({ person, date, why }) => (
                  <li key={`${person} ${date}`}>
                    {nameOf(person)}, {shortDay(date)}: {why}
                  </li>
                ))}
                {because.length > 5 && <li>{because.length - 5} more</li>}
              </ul>
              <button type="button" className="weft-link-button" onClick={() => retry(id)}>
                Try again
              </button>{' '}
              <button type="button" className="weft-link-button" onClick={() => forget(id)}>
                Forget it
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
