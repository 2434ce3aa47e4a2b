import { useQuery } from '@tanstack/react-query';
import { useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { momentOf } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';

/** Who let which hard rule pass, why, and until when. */
export function OverridesPage() {
  const { rota } = useParams<{ rota: string }>();
  const register = useQuery({
    queryKey: ['overrides', rota],
    queryFn: () => api.sharedRotas.overrides.list.query({ rota }),
  });
  return (
    <Page title="Override register">
      <RotaPlaces rota={rota} here="Overrides" />
      {register.error && <Fault error={register.error} retry={() => register.refetch()} />}
      {register.data?.length === 0 && <p>No rule has been overridden on this rota.</p>}
      {register.data && register.data.length > 0 && (
        <section className="weft-scroll" tabIndex={0} aria-label="Overrides">
          <table className="nhsuk-table">
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col">Rule</th>
                <th scope="col">Reason</th>
                <th scope="col">By</th>
                <th scope="col">Until</th>
                <th scope="col">Holds</th>
              </tr>
            </thead>
            <tbody>
              {register.data.map((entry) => (
                <tr key={entry.id}>
                  <th scope="row">{entry.name}</th>
                  <td>{entry.rule}</td>
                  <td>{entry.reason}</td>
                  <td>
                    {entry.byName} ({entry.role}), {momentOf(entry.at)}
                  </td>
                  <td>{entry.expires}</td>
                  <td>{entry.holds ? 'Yes' : 'No longer'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  );
}
