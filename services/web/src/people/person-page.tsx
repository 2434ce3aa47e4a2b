import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { today } from '../layout/words.ts';
import { CredentialForm } from './credential-form.tsx';
import { LeaveOf } from './leave-of.tsx';

/** One person: employments, credentials and leave, as far as the signed-in organisation may see them. */
export function PersonPage() {
  const { person: id } = useParams<{ person: string }>();
  const person = useQuery({ queryKey: ['person', id], queryFn: () => api.workforce.people.get.query({ person: id }) });
  const withdraw = useCommand(
    (credential: string) =>
      api.workforce.credentials.withdraw.mutate({ commandId: newCommandId(), person: id, credential }),
    'Withdrawn.',
  );
  const unmerge = useCommand(
    (merged: string) => api.workforce.people.unmerge.mutate({ commandId: newCommandId(), person: merged }),
    'Un-merged.',
  );
  const { data } = person;
  if (person.error)
    return (
      <Page title="Person">
        <Fault error={person.error} retry={() => person.refetch()} />
      </Page>
    );
  if (!data)
    return (
      <Page title="Person">
        <p>Fetching …</p>
      </Page>
    );
  return (
    <Page
      title={data.name}
      lead={data.number ? `${data.number.body} ${data.number.number} (an invented number)` : undefined}
    >
      <h2 className="nhsuk-heading-m">Employments</h2>
      <ul className="weft-list">
        {data.employments.map((one) => (
          <li key={`${one.employer} ${one.from} ${one.grade}`}>
            {one.grade}, {one.staffGroup}, at {one.employer}
            {one.assignment && ` (assignment ${one.assignment})`}, {one.pack && `${one.pack}, `}
            {one.wte && `${one.wte} WTE, `}from {one.from}
            {one.to && ` to ${one.to}`}. {one.skills.join(', ')}
          </li>
        ))}
      </ul>
      {data.merged.map((record) => (
        <p key={record.person}>
          Merged with {record.name} ({record.person}).{' '}
          <button type="button" className="weft-link-button" onClick={() => unmerge.mutate(record.person)}>
            Un-merge
          </button>
        </p>
      ))}
      {unmerge.error && <Fault error={unmerge.error} />}
      <h2 className="nhsuk-heading-m">Credentials</h2>
      {withdraw.error && <Fault error={withdraw.error} />}
      <section className="weft-scroll" tabIndex={0} aria-label="Credentials">
        <table className="nhsuk-table">
          <thead>
            <tr>
              <th scope="col">Credential</th>
              <th scope="col">Host</th>
              <th scope="col">From</th>
              <th scope="col">Until</th>
              <th scope="col">Stands</th>
              <th scope="col">
                <span className="nhsuk-u-visually-hidden">Withdraw</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.credentials.map(({ id: credential, kind, detail, host, from, to }) => (
              <tr key={credential}>
                <th scope="row">
                  {kind} {detail}
                </th>
                <td>{host ?? 'every host'}</td>
                <td>{from}</td>
                <td>{to ?? 'no end'}</td>
                <td>{to !== null && to <= today() ? 'Expired' : 'Valid'}</td>
                <td>
                  <button
                    type="button"
                    className="weft-link-button"
                    aria-label={`Withdraw ${kind} ${host ?? ''}`}
                    onClick={() => withdraw.mutate(credential)}
                  >
                    Withdraw
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <CredentialForm person={id} />
      <LeaveOf person={id} />
    </Page>
  );
}
