import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { LeaveKind } from '@weft/contracts';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useMe } from '../layout/me.ts';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { addDays, shortDay, today } from '../layout/words.ts';
import { LeaveImpact } from './leave-impact.tsx';
import { MyPlaces } from './my-places.tsx';

const STANDS = {
  requested: 'asked for, not decided yet',
  approved: 'approved',
  refused: 'refused',
  withdrawn: 'withdrawn',
} as const;

/** Ask for leave: what it would touch is shown before it is asked for. And one's leave so far. */
export function LeavePage() {
  const me = useMe().data?.actor.person ?? '';
  const [kind, setKind] = useState('annual');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const range = { from: addDays(today(), -120), to: addDays(today(), 500) };
  const leave = useQuery({ queryKey: ['leave', me, range], queryFn: () => api.workforce.leave.list.query(range) });
  const isStretch = first !== '' && last !== '' && first <= last;
  const days = { from: first, to: isStretch ? addDays(last, 1) : last };
  const impact = useQuery({
    queryKey: ['leave-impact', days],
    queryFn: () => api.sharedRotas.myRota.leaveImpact.query(days),
    enabled: isStretch,
  });
  const request = useCommand(
    () =>
      api.workforce.leave.request.mutate({
        commandId: newCommandId(),
        person: me,
        leave: newCommandId(),
        kind: LeaveKind.parse(kind),
        ...days,
      }),
    'Leave is asked for. Your rota manager decides.',
  );
  const withdraw = useCommand(
    (id: string) => api.workforce.leave.withdraw.mutate({ commandId: newCommandId(), person: me, leave: id }),
    'Withdrawn.',
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    request.mutate(undefined, {
      onSuccess: () => {
        setFirst('');
        setLast('');
      },
    });
  };
  const own = leave.data?.filter(({ person }) => person === me) ?? [];
  return (
    <Page title="Leave" lead="Choose the days: you see what they touch before you ask.">
      <MyPlaces here="Leave" />
      <form onSubmit={submit} className="weft-ask-leave">
        {request.error && <Fault error={request.error} />}
        <label className="nhsuk-label" htmlFor="leave-first">
          First day
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-10"
          id="leave-first"
          type="date"
          required
          min={today()}
          value={first}
          onChange={({ target }) => {
            setFirst(target.value);
            if (last < target.value) setLast(target.value);
          }}
        />
        <label className="nhsuk-label" htmlFor="leave-last">
          Last day
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-10"
          id="leave-last"
          type="date"
          required
          min={first || today()}
          value={last}
          onChange={({ target }) => setLast(target.value)}
        />
        <label className="nhsuk-label" htmlFor="leave-kind">
          Kind
        </label>
        <select className="nhsuk-select" id="leave-kind" value={kind} onChange={({ target }) => setKind(target.value)}>
          {LeaveKind.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
        <div aria-live="polite">
          {isStretch && impact.isPending && <p>Looking at what these days touch …</p>}
          {impact.error && <Fault error={impact.error} retry={() => impact.refetch()} />}
          {isStretch && impact.data && <LeaveImpact impact={impact.data} />}
        </div>
        <button type="submit" className="nhsuk-button" disabled={request.isPending || !isStretch}>
          Ask for this leave
        </button>
      </form>
      <h2 className="nhsuk-heading-m">Your leave</h2>
      {(leave.error ?? withdraw.error) && <Fault error={leave.error ?? withdraw.error} />}
      {leave.data && own.length === 0 && <p>None is recorded yet.</p>}
      <ul className="weft-list">
        {own.map(({ id, kind: what, from, to, stands, because }) => (
          <li key={id}>
            <strong>
              {shortDay(from)} to {shortDay(addDays(to, -1))}
            </strong>{' '}
            {what}: {STANDS[stands]}
            {because && ` (“${because}”)`}{' '}
            {(stands === 'requested' || stands === 'approved') && (
              <button
                type="button"
                className="weft-link-button"
                disabled={withdraw.isPending}
                onClick={() => withdraw.mutate(id)}
              >
                Withdraw<span className="nhsuk-u-visually-hidden"> the leave from {shortDay(from)}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Page>
  );
}
