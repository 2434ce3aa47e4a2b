import { type FormEvent, useId, useState } from 'react';
import { addDays, today } from '../layout/words.ts';

export type Override = { readonly reason: string; readonly role: string; readonly expires: string };

/** Asks who lets a hard rule pass, why, and until when. */
export function OverrideForm({ busy, send }: { readonly busy: boolean; readonly send: (override: Override) => void }) {
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const override = {
      reason: String(form.get('reason')).trim(),
      role: String(form.get('role')).trim(),
      expires: String(form.get('expires')),
    };
    if (!override.reason || !override.role)
      return setFault('Write a reason and your role: both stand in the register.');
    if (!(override.expires > today())) return setFault('Choose a last day after today.');
    setFault(null);
    send(override);
  };
  return (
    <form onSubmit={submit} className="weft-form" noValidate>
      <h3 className="nhsuk-heading-xs">Override, on the record</h3>
      {fault && (
        <p className="nhsuk-error-message" role="alert">
          {fault}
        </p>
      )}
      <label className="nhsuk-label" htmlFor={`${id}-reason`}>
        Reason
      </label>
      <input className="nhsuk-input" id={`${id}-reason`} name="reason" maxLength={500} />
      <label className="nhsuk-label" htmlFor={`${id}-role`}>
        Your role in this
      </label>
      <input className="nhsuk-input" id={`${id}-role`} name="role" maxLength={100} defaultValue="Rota manager" />
      <label className="nhsuk-label" htmlFor={`${id}-expires`}>
        Holds until
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-10"
        id={`${id}-expires`}
        name="expires"
        type="date"
        defaultValue={addDays(today(), 28)}
      />
      <p>
        <button type="submit" className="nhsuk-button nhsuk-button--warning" disabled={busy}>
          Fill with this override
        </button>
      </p>
    </form>
  );
}
