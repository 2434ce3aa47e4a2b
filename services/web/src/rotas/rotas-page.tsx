import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted, momentOf, shortDay } from '../layout/words.ts';

/** Every rota in which the signed-in organisation takes part. */
export function RotasPage() {
  const rotas = useQuery({ queryKey: ['rotas'], queryFn: () => api.sharedRotas.rotas.list.query() });
  return (
    <Page title="Rotas" lead="Every rota in which your organisation takes part, by its owner or under an arrangement.">
      {rotas.error && <Fault error={rotas.error} retry={() => rotas.refetch()} />}
      {rotas.isPending && <p>Fetching the rotas …</p>}
      {rotas.data?.length === 0 && (
        <p>
          There is no rota yet. Load the demonstration network with <code>npx weft demo</code>, or import one.
        </p>
      )}
      {rotas.data && rotas.data.length > 0 && (
        <section className="weft-scroll" tabIndex={0} aria-label="Rotas">
          <table className="nhsuk-table">
            <thead>
              <tr>
                <th scope="col">Rota</th>
                <th scope="col">Owner</th>
                <th scope="col">Period</th>
                <th scope="col">Published</th>
                <th scope="col">Gaps</th>
                <th scope="col">Hard findings open</th>
              </tr>
            </thead>
            <tbody>
              {rotas.data.map((rota) => (
                <tr key={rota.id}>
                  <th scope="row">
                    <Link href={`/rotas/${rota.id}`}>{rota.name}</Link>
                  </th>
                  <td>{rota.ownerName}</td>
                  <td>
                    {shortDay(rota.period.from)} to {shortDay(rota.period.to)}
                  </td>
                  <td>
                    {rota.version && rota.publishedAt
                      ? `Version ${rota.version}, ${momentOf(rota.publishedAt)}`
                      : 'Not yet'}
                  </td>
                  <td>
                    <Link href={`/rotas/${rota.id}/gaps`}>{counted(rota.gaps, 'gap')}</Link>
                  </td>
                  <td>{rota.hardFindings}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Page>
  );
}
