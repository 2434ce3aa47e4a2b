import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { startAfresh } from '../layout/me.ts';
import { Page } from '../layout/page.tsx';

/** The demonstration sign-in: choose one of the invented people. */
export function SignIn() {
  const [, go] = useLocation();
  const queries = useQueryClient();
  const [search, setSearch] = useState('');
  const people = useQuery({
    queryKey: ['sign-in', search],
    queryFn: () => api.workforce.signIn.people.query({ search }),
    placeholderData: keepPreviousData,
  });
  const choose = useMutation({
    mutationFn: (chosen: { person: string; organisation: string }) =>
      api.workforce.signIn.choose.mutate({ commandId: newCommandId(), ...chosen }),
    onSuccess: async ({ actor }) => {
      await startAfresh(queries);
      go(actor.roles.includes('rota-manager') || actor.roles.includes('operator') ? '/rotas' : '/my-rota');
    },
  });
  return (
    <Page
      title="Sign in"
      lead="This is a demonstration: choose whom to be. Everybody here is invented, and no password is asked."
    >
      {people.error && <Fault error={people.error} retry={() => people.refetch()} />}
      {choose.error && <Fault error={choose.error} />}
      <label className="nhsuk-label" htmlFor="who">
        Find by name or organisation
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-20"
        id="who"
        type="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {people.isPending && <p>Fetching the people …</p>}
      {people.data?.length === 0 && <p>Nobody is found. The demonstration network may still be loading.</p>}
      <ul className="weft-people">
        {people.data?.map(({ person, name, organisation, organisationName, roles, note }) => (
          <li key={`${person} ${organisation}`}>
            <button type="button" disabled={choose.isPending} onClick={() => choose.mutate({ person, organisation })}>
              <strong>{name}</strong>
              <span>
                {roles.join(', ') || 'clinician'} · {organisationName ?? organisation}
              </span>
              {note && <span>{note}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Page>
  );
}
