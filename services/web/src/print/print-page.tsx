import { useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'wouter';
import { api } from '../api.ts';
import { now } from '../layout/clock.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { addDays, momentOf, mondayOf, today } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { PrintSheet } from './print-sheet.tsx';
import { bySite, byWeek, legendOf } from './sheets.ts';

const WEEKS = [1, 2, 4, 12] as const;

/** The rota on paper: a sheet for each week or site, A4 or A3 across, with legend, version and time on each. */
export function PrintPage() {
  const { rota } = useParams<{ rota: string }>();
  const [search, setSearch] = useSearchParams();
  const from = search.get('from') ?? mondayOf(today());
  const weeks = Number(search.get('weeks') ?? 4) || 4;
  const by = search.get('by') === 'site' ? 'site' : 'week';
  const size = search.get('size') === 'a3' ? 'a3' : 'a4';
  const change = (next: Record<string, string>) => setSearch({ from, weeks: String(weeks), by, size, ...next });
  const asked = { rota, from, to: addDays(from, weeks * 7) };
  const board = useQuery({
    queryKey: ['print', asked],
    queryFn: () => api.sharedRotas.rotas.board.query(asked),
  });
  if (board.error)
    return (
      <Page title="Print">
        <Fault error={board.error} retry={() => board.refetch()} />
      </Page>
    );
  if (!board.data)
    return (
      <Page title="Print">
        <p>Laying out the sheets …</p>
      </Page>
    );
  const { data } = board;
  const { version, publishedAt } = data.rota;
  const state =
    publishedAt === null
      ? 'Draft: not published'
      : `Version ${version}, published ${momentOf(publishedAt)}${data.duties.some(({ changedSincePublication }) => changedSincePublication) ? '; shown with changes since' : ''}`;
  const stamp = `${data.rota.name}. ${state}. Printed ${momentOf(new Date(now()).toISOString())}.`;
  return (
    <div className={`weft-print weft-print--${size}`}>
      <Page title={`Print: ${data.rota.name}`} wide>
        <div className="weft-print__screen">
          <RotaPlaces rota={rota} here="Print" />
          <div className="weft-controls">
            <fieldset>
              <legend>Weeks from</legend>
              <label>
                <span className="nhsuk-u-visually-hidden">First day</span>
                <input
                  type="date"
                  value={from}
                  onChange={(event) => event.target.value && change({ from: mondayOf(event.target.value) })}
                />
              </label>
              {WEEKS.map((count) => (
                <button
                  key={count}
                  type="button"
                  aria-pressed={weeks === count}
                  onClick={() => change({ weeks: String(count) })}
                >
                  {count === 1 ? '1 week' : `${count} weeks`}
                </button>
              ))}
            </fieldset>
            <fieldset>
              <legend>A sheet for each</legend>
              {(['week', 'site'] as const).map((one) => (
                <button key={one} type="button" aria-pressed={by === one} onClick={() => change({ by: one })}>
                  {one === 'week' ? 'Week' : 'Site'}
                </button>
              ))}
            </fieldset>
            <fieldset>
              <legend>Paper</legend>
              {(['a4', 'a3'] as const).map((one) => (
                <button key={one} type="button" aria-pressed={size === one} onClick={() => change({ size: one })}>
                  {one.toUpperCase()}, across
                </button>
              ))}
            </fieldset>
            <fieldset>
              <legend>Ready</legend>
              <button type="button" onClick={() => window.print()}>
                Print these sheets
              </button>
            </fieldset>
          </div>
        </div>
        {(by === 'week' ? byWeek(data) : bySite(data)).map((sheet) => (
          <PrintSheet key={sheet.title} sheet={sheet} stamp={stamp} legend={legendOf(data)} days={data.days} />
        ))}
      </Page>
    </div>
  );
}
