import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { today } from '../layout/words.ts';
import { NetworkMap } from './map.tsx';

/** Organisations, sites and arrangements as they were on a day, on a map and in tables. */
export function NetworkPage() {
  const [on, setOn] = useState(today());
  const overview = useQuery({
    queryKey: ['network', on],
    queryFn: () => api.network.overview.query({ on }),
    enabled: on !== '',
  });
  const { data } = overview;
  const nameOf = new Map(data?.sites.map(({ code, name }) => [code as string, name]));
  return (
    <Page title="Network" lead="Who runs which site, and under which arrangements people work at others’ sites.">
      <label className="nhsuk-label" htmlFor="on">
        As it was on
      </label>
      <input
        className="nhsuk-input nhsuk-input--width-10"
        id="on"
        type="date"
        value={on}
        onChange={(event) => setOn(event.target.value)}
      />
      {overview.error && <Fault error={overview.error} retry={() => overview.refetch()} />}
      {overview.isPending && <p>Fetching the network …</p>}
      {data && (
        <div className="weft-columns">
          <NetworkMap sites={data.sites} links={data.links} />
          <div>
            <h2 className="nhsuk-heading-m">Arrangements</h2>
            {data.arrangements.length === 0 && <p>Your organisation has no arrangement on this day.</p>}
            <ul className="weft-list">
              {data.arrangements.map((one) => (
                <li key={one.id}>
                  <strong>{one.name}</strong>
                  <br />
                  {one.type.replaceAll('-', ' ')}: {one.providers.join(', ')} at{' '}
                  {one.sites.map((code) => nameOf.get(code) ?? code).join(', ')};{' '}
                  {one.services.join(', ') || 'all services'}; from {one.from}{' '}
                  {one.to ? `to ${one.to}` : 'with no agreed end'}.
                  {Object.entries(one.parties)
                    .filter(([, code]) => code !== null)
                    .map(([party, code]) => ` ${party}: ${code}.`)}
                  {one.credentials.length > 0 && ` Asks for: ${one.credentials.join(', ')}.`}
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {data && (
        <section className="weft-scroll" tabIndex={0} aria-label="Sites">
          <table className="nhsuk-table">
            <caption className="nhsuk-table__caption">Sites on {on}</caption>
            <thead>
              <tr>
                <th scope="col">Site</th>
                <th scope="col">Code</th>
                <th scope="col">Run by</th>
                <th scope="col">Postcode</th>
              </tr>
            </thead>
            <tbody>
              {data.sites.map((site) => (
                <tr key={site.code}>
                  <th scope="row">{site.name}</th>
                  <td>{site.code}</td>
                  <td>{site.organisationName ?? 'nobody on this day'}</td>
                  <td>{site.postcode ?? 'not known'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  );
}
