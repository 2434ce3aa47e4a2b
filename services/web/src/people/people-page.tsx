import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted } from '../layout/words.ts';
import { Duplicates } from './duplicates.tsx';

const PAGE = 50;

/** People of one's own organisation, and those whom an arrangement shares. */
export function PeoplePage() {
  const [search, setSearch] = useState('');
  const [page, setPage] = useState(0);
  const people = useQuery({
    queryKey: ['people', search, page],
    queryFn: () => api.workforce.people.list.query({ page, ...(search && { search }) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="People" lead="Your own people, and those of others as far as an arrangement shares them.">
      <label className="nhsuk-label" htmlFor="search">
        Find by name or professional number
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-20"
        id="search"
        type="search"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setPage(0);
        }}
      />
      {people.error && <Fault error={people.error} retry={() => people.refetch()} />}
      {people.data && <p role="status">{counted(people.data.total, 'person', 'people')}.</p>}
      <section className="weft-scroll" tabIndex={0} aria-label="People">
        <table className="nhsuk-table">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Employments</th>
              <th scope="col">Skills</th>
              <th scope="col">Credentials that end soon</th>
            </tr>
          </thead>
          <tbody>
            {people.data?.people.map((person) => (
              <tr key={person.id}>
                <th scope="row">
                  <Link href={`/people/${person.id}`}>{person.name}</Link>
                </th>
                <td>
                  {person.employments
                    .map(({ employer, grade, wte }) => `${grade} at ${employer}${wte ? ` (${wte} WTE)` : ''}`)
                    .join('; ')}
                </td>
                <td>{[...new Set(person.employments.flatMap(({ skills }) => skills))].join(', ')}</td>
                <td>{person.credentialsExpiringSoon}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="weft-actions">
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={page === 0}
          onClick={() => setPage(page - 1)}
        >
          Previous {PAGE}
        </button>
        <button
          type="button"
          className="nhsuk-button nhsuk-button--secondary"
          disabled={!people.data || (page + 1) * PAGE >= people.data.total}
          onClick={() => setPage(page + 1)}
        >
          Next {PAGE}
        </button>
      </div>
      <Duplicates />
    </Page>
  );
}
