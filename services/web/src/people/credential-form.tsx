import { newCommandId } from '@weft/client';
import { CredentialKind } from '@weft/contracts';
import type { FormEvent } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';
import { today } from '../layout/words.ts';

/** Records something that a person holds, for every host or for one. */
export function CredentialForm({ person }: { readonly person: string }) {
  const record = useCommand(
    (credential: Parameters<typeof api.workforce.credentials.record.mutate>[0]['credential']) =>
      api.workforce.credentials.record.mutate({ commandId: newCommandId(), person, credential }),
    'Recorded.',
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    record.mutate({
      id: newCommandId(),
      kind: CredentialKind.parse(text('kind')),
      host: text('host') || null,
      detail: text('detail'),
      from: text('from'),
      to: text('to') || null,
    });
  };
  return (
    <details className="nhsuk-details">
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">Record a credential</span>
      </summary>
      <form className="nhsuk-details__text weft-form" onSubmit={submit}>
        {record.error && <Fault error={record.error} />}
        <label className="nhsuk-label" htmlFor="kind">
          Kind
        </label>
        <select className="nhsuk-select" id="kind" name="kind">
          {CredentialKind.options.map((kind) => (
            <option key={kind}>{kind}</option>
          ))}
        </select>
        <label className="nhsuk-label" htmlFor="host">
          Host’s code (leave empty for every host)
        </label>
        <input className="nhsuk-input nhsuk-input--width-5" id="host" name="host" />
        <label className="nhsuk-label" htmlFor="detail">
          Detail, such as the skill or level
        </label>
        <input className="nhsuk-input" id="detail" name="detail" />
        <label className="nhsuk-label" htmlFor="from">
          Valid from
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-10"
          id="from"
          name="from"
          type="date"
          defaultValue={today()}
          required
        />
        <label className="nhsuk-label" htmlFor="to">
          Until, not including (leave empty for no end)
        </label>
        <input className="nhsuk-input nhsuk-input--width-10" id="to" name="to" type="date" />
        <p>
          <button type="submit" className="nhsuk-button" disabled={record.isPending}>
            Record
          </button>
        </p>
      </form>
    </details>
  );
}
