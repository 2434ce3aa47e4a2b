import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { LeaveKind } from '@weft/contracts';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';
import { addDays, today } from '../layout/words.ts';

type Step = 'approve' | 'refuse' | 'withdraw';

/** A person's leave, this year and the next: ask for it, approve, refuse, withdraw. */
export function LeaveOf({ person }: { readonly person: string }) {
  const range = { from: addDays(today(), -120), to: addDays(today(), 500) };
  const leave = useQuery({ queryKey: ['leave', person, range], queryFn: () => api.workforce.leave.list.query(range) });
  const request = useCommand(
    (asked: { kind: string; from: string; to: string }) =>
      api.workforce.leave.request.mutate({
        commandId: newCommandId(),
        person,
        leave: newCommandId(),
        kind: LeaveKind.parse(asked.kind),
        from: asked.from,
        to: addDays(asked.to, 1),
      }),
    'Asked for.',
  );
  const step = useCommand(({ what, id }: { what: Step; id: string }) => {
    const which = { commandId: newCommandId(), person, leave: id };
    if (what === 'refuse')
      return api.workforce.leave.refuse.mutate({ ...which, because: 'The rota needs these days.' });
    return api.workforce.leave[what].mutate(which);
  }, 'Done.');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    request.mutate({
      kind: String(form.get('leave-kind')),
      from: String(form.get('first')),
      to: String(form.get('last')),
    });
  };
  const own = leave.data?.filter((one) => one.person === person) ?? [];
  return (
    <section>
      <h2 className="nhsuk-heading-m">Leave</h2>
      {(leave.error ?? step.error) && <Fault error={leave.error ?? step.error} />}
      {own.length === 0 && <p>None recorded that you may see.</p>}
      <ul className="weft-list">
        {own.map(({ id, kind, from, to, stands, because }) => (
          <li key={id}>
            {kind}, {from} to {addDays(to, -1)}: {stands}
            {because && ` (“${because}”)`}{' '}
            {(stands === 'requested'
              ? (['approve', 'refuse', 'withdraw'] as const)
              : stands === 'approved'
                ? (['withdraw'] as const)
                : []
            ).map((what) => (
              <button
                key={what}
                type="button"
                className="weft-link-button"
                disabled={step.isPending}
                onClick={() => step.mutate({ what, id })}
              >
                {what}
              </button>
            ))}
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="weft-form">
        {request.error && <Fault error={request.error} />}
        <label className="nhsuk-label" htmlFor="leave-kind">
          Ask for leave
        </label>
        <select className="nhsuk-select" id="leave-kind" name="leave-kind">
          {LeaveKind.options.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
        <label className="nhsuk-label" htmlFor="first">
          First day
        </label>
        <input className="nhsuk-input nhsuk-input--width-10" id="first" name="first" type="date" required />
        <label className="nhsuk-label" htmlFor="last">
          Last day
        </label>
        <input className="nhsuk-input nhsuk-input--width-10" id="last" name="last" type="date" required />
        <p>
          <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={request.isPending}>
            Ask
          </button>
        </p>
      </form>
    </section>
  );
}
