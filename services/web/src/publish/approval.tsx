import { useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useMe } from '../layout/me.ts';
import { useCommand } from '../layout/use-command.ts';
import { counted, momentOf } from '../layout/words.ts';

type Check = Awaited<ReturnType<typeof api.sharedRotas.rotas.publicationCheck.query>>;
type Asked = { readonly do: 'ask' | 'approve' | 'publish' | 'decline'; readonly words: string };

/** Two steps, two people, two stamps; or one step with a reason, when nobody else is in. */
export function Approval({ check, errors }: { readonly check: Check; readonly errors: number }) {
  const { data: me } = useMe();
  const queries = useQueryClient();
  const { rota, request, version, isOwn, isChanged, ownerName, people } = check;
  const next = (version ?? 0) + 1;
  const command = useCommand(async (asked: Asked) => {
    const common = { commandId: newCommandId(), rota, ...(asked.words && { reason: asked.words }) };
    const { rotas } = api.sharedRotas;
    if (asked.do === 'ask') await rotas.askPublication.mutate(common);
    else if (asked.do === 'decline') await rotas.declinePublication.mutate({ ...common, because: asked.words });
    else {
      const step = asked.do === 'approve' ? rotas.approvePublication : rotas.publish;
      return { published: (await step.mutate(common)).version, told: people.length };
    }
    return { published: null, told: 0 };
  }, 'Done.');
  const done = command.data;
  const isBusy = command.isPending;
  // A refusal may mean that somebody was quicker: what stands now is fetched again.
  const send = (asked: Asked) => command.mutate(asked, { onError: () => queries.invalidateQueries() });
  const isOpen = request?.stands === 'open';
  const isMine = isOpen && request.by === me?.actor.person;
  return (
    <section aria-labelledby="approval-title" className="weft-approval">
      <h2 className="nhsuk-heading-m" id="approval-title">
        Approve and publish
      </h2>
      {command.error && <Fault error={command.error} />}
      {done?.published && (
        <p className="nhsuk-inset-text" role="status">
          Published as version {done.published}. {counted(done.told, 'person is', 'people are')} told, nobody else.
        </p>
      )}
      {!isOwn && <p>The rota belongs to {ownerName}: its rota managers publish it.</p>}
      {isOwn && errors > 0 && (
        <p>
          <strong>{counted(errors, 'error stops', 'errors stop')} it.</strong> Mend them, or override them with a
          reason; warnings do not stop it.
        </p>
      )}
      {isOpen && (
        <p>
          <strong>
            {isMine ? 'You' : request.byName} asked for version {request.version}
          </strong>{' '}
          on {momentOf(request.at)} ({request.organisation}){request.reason && `: “${request.reason}”`}.{' '}
          {request.changedSince > 0 &&
            `${counted(request.changedSince, 'duty has', 'duties have')} changed since; what stands now would be published.`}
        </p>
      )}
      {request?.stands === 'declined' && (
        <p>
          {request.endedBy} declined what {request.byName} asked for: “{request.because}”.
        </p>
      )}
      {isOwn && isOpen && !isMine && (
        <>
          <button
            type="button"
            className="nhsuk-button"
            disabled={isBusy || errors > 0}
            onClick={() => send({ do: 'approve', words: '' })}
          >
            {isBusy ? 'Publishing …' : `Approve and publish version ${next}`}
          </button>
          <Words label="Why not" button="Decline" busy={isBusy} send={(words) => send({ do: 'decline', words })} />
        </>
      )}
      {isMine && (
        <>
          <p>Another rota manager of {ownerName}, or the operator, approves it here.</p>
          <button
            type="button"
            className="nhsuk-button nhsuk-button--secondary"
            disabled={isBusy}
            onClick={() => send({ do: 'decline', words: 'Taken back by who asked' })}
          >
            Take it back
          </button>
        </>
      )}
      {isOwn && !isChanged && (
        <p>
          Nothing has changed since version {version}: there is nothing to publish. Edit the{' '}
          <Link href={`/rotas/${rota}`}>board</Link> or fill <Link href={`/rotas/${rota}/gaps`}>gaps</Link> first.
        </p>
      )}
      {isOwn && isChanged && !isOpen && (
        <button
          type="button"
          className="nhsuk-button"
          disabled={isBusy || errors > 0}
          onClick={() => send({ do: 'ask', words: '' })}
        >
          {isBusy ? 'Asking …' : `Ask for approval of version ${next}`}
        </button>
      )}
      {isOwn && isChanged && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Nobody else is in: publish in one step</span>
          </summary>
          <div className="nhsuk-details__text">
            <p>The version will carry one stamp only, yours, with your reason.</p>
            <Words
              label="Why it can’t wait"
              button={`Publish version ${next} now`}
              busy={isBusy || errors > 0}
              send={(words) => send({ do: 'publish', words })}
            />
          </div>
        </details>
      )}
    </section>
  );
}

/** A line of words that somebody has to write before a button does something. */
function Words({
  label,
  button,
  busy,
  send,
}: {
  readonly label: string;
  readonly button: string;
  readonly busy: boolean;
  readonly send: (words: string) => void;
}) {
  const [isMissing, setIsMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get('words')).trim();
    setIsMissing(words === '');
    if (words !== '') send(words);
  };
  return (
    <form onSubmit={submit} className="weft-form--row" noValidate>
      <label>
        {label} <input className="nhsuk-input" name="words" maxLength={500} aria-invalid={isMissing} />
      </label>
      <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={busy}>
        {button}
      </button>
      {isMissing && (
        <p className="nhsuk-error-message" role="alert">
          Write a few words first: they stand in the history.
        </p>
      )}
    </form>
  );
}
