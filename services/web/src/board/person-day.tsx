import { useState } from 'react';
import { longDay, timesOf } from '../layout/words.ts';
import { type Board, type BoardIndex, leaveOn } from './board-data.ts';
import { FillCheck } from './fill-check.tsx';
import { HeldDuty } from './held-duty.tsx';
import { Panel } from './panel.tsx';

type Props = {
  readonly board: Board;
  readonly index: BoardIndex;
  readonly person: string;
  readonly date: string;
  readonly close: () => void;
};

/** One person's day: the duties held, and the open ones that could be filled. */
export function PersonDay({ board, index, person: id, date, close }: Props) {
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const person = index.people.get(id);
  if (!person) return null;
  const held = index.held.get(`${id} ${date}`) ?? [];
  const leave = leaveOn(person, date);
  const open = board.duties.filter(
    (duty) =>
      duty.date === date &&
      !duty.withdrawn &&
      duty.filled.length < duty.count &&
      !duty.filled.some((one) => one.person === id),
  );
  return (
    <Panel title={`${person.name}, ${longDay(date)}`} close={close}>
      {leave && <p>On {leave} leave.</p>}
      <label className="nhsuk-label" htmlFor="reason">
        Reason for the history (needed for the past)
      </label>
      <input
        className="nhsuk-input"
        id="reason"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.target.value)}
      />
      {held.map((duty) => (
        <HeldDuty key={duty.id} duty={duty} person={person} board={board} index={index} reason={reason} />
      ))}
      <label className="nhsuk-label" htmlFor="open-duty">
        Fill an open duty of this day
      </label>
      {open.length === 0 ? (
        <p>No duty of this day is open.</p>
      ) : (
        <select
          className="nhsuk-select"
          id="open-duty"
          value={chosen}
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="">Choose a duty</option>
          {open.map((duty) => (
            <option key={duty.id} value={duty.id}>
              {duty.code} {duty.role}, {duty.siteName}, {timesOf(duty)}
            </option>
          ))}
        </select>
      )}
      {chosen && <FillCheck duty={chosen} person={id} done={() => setChosen('')} {...(reason && { reason })} />}
    </Panel>
  );
}
