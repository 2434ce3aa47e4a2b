import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'wouter';
import { api, inWords } from '../api.ts';
import { useAnnounce } from '../layout/announce.tsx';
import { Chart } from '../layout/chart.tsx';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { furthest, gapsChart, hoursChart, sharesChart } from './charts.ts';
import { download } from './export-file.ts';
import { ShownTable } from './shown-table.tsx';
import { type Analysis, daysWords, peopleTable, placesTable, sharesTable, weeksTable } from './tables.ts';

/** Who works what, how evenly, and why places are empty: charts, their tables, and files of all that is shown. */
export function AnalyserPage() {
  const { rota } = useParams<{ rota: string }>();
  const [search, setSearch] = useSearchParams();
  const days = { from: search.get('from') ?? '', to: search.get('to') ?? '' };
  const analysis = useQuery({
    queryKey: ['analysis', rota, days],
    queryFn: () =>
      api.sharedRotas.rotas.analysis.query({
        rota,
        ...(days.from && { from: days.from }),
        ...(days.to && { to: days.to }),
      }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setSearch({ from: String(form.get('from')), to: String(form.get('to')) });
  };
  return (
    <Page title="Analyser" wide>
      <RotaPlaces rota={rota} here="Analyser" />
      {analysis.error && <Fault error={analysis.error} retry={() => setSearch({})} />}
      {analysis.isPending && <p>Counting …</p>}
      {analysis.data && (
        <>
          <form
            key={analysis.data.from + analysis.data.to}
            onSubmit={submit}
            className="weft-form--row weft-analysed-days"
          >
            <label>
              First day{' '}
              <input
                className="nhsuk-input nhsuk-input--width-10"
                name="from"
                type="date"
                defaultValue={analysis.data.from}
              />
            </label>
            <label>
              Day after the last{' '}
              <input
                className="nhsuk-input nhsuk-input--width-10"
                name="to"
                type="date"
                defaultValue={analysis.data.to}
              />
            </label>
            <button type="submit" className="nhsuk-button nhsuk-button--secondary">
              Count these days
            </button>
          </form>
          <Shown analysis={analysis.data} rota={rota} />
        </>
      )}
    </Page>
  );
}

function Shown({ analysis, rota }: { readonly analysis: Analysis; readonly rota: string }) {
  const { say, alert } = useAnnounce();
  const { people, gaps } = analysis;
  const tables = useMemo(
    () => [peopleTable(analysis), sharesTable(analysis), weeksTable(analysis), placesTable(analysis)] as const,
    [analysis],
  );
  const charts = useMemo(
    () => ({ hours: hoursChart(analysis.people), shares: sharesChart(analysis), gaps: gapsChart(analysis) }),
    [analysis],
  );
  const [byPerson, shares, weeks, places] = tables;
  const save = (kind: 'csv' | 'xlsx') =>
    download(kind, `${rota}-${analysis.from}-${analysis.to}`, tables).then(
      () => say(`Saved as ${kind.toUpperCase()}.`),
      (error: unknown) => alert(inWords(error)),
    );
  if (people.length === 0)
    return (
      <p className="nhsuk-inset-text">
        Nobody works on these days, and nobody’s grade and skill would do.{' '}
        <Link href={`/rotas/${rota}`}>Open the board</Link> to fill duties, or choose other days.
      </p>
    );
  return (
    <>
      <p>
        {daysWords(analysis)}: {counted(people.length, 'person', 'people')},{' '}
        {counted(
          gaps.reduce((sum, { missing }) => sum + missing, 0),
          'empty place',
        )}
        .
      </p>
      <p className="weft-actions">
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => save('csv')}>
          Save all tables as CSV
        </button>
        <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={() => save('xlsx')}>
          Save all tables as XLSX
        </button>
      </p>
      <h2 className="nhsuk-heading-m">Hours and burdens</h2>
      <figure className="weft-figure">
        <figcaption>
          Hours against the contract; the {furthest(people).length} people who are furthest from it. The table below has
          all.
        </figcaption>
        <Chart options={charts.hours} />
      </figure>
      <ShownTable table={byPerson} />
      <h2 className="nhsuk-heading-m">How evenly it is shared</h2>
      <figure className="weft-figure">
        <figcaption>One dot a person; the bar is the middle one.</figcaption>
        <Chart options={charts.shares} />
      </figure>
      <ShownTable table={shares} />
      <p className="weft-small">
        Short notice: a placement of a published rota that came or went with less than six weeks’ notice (RD-LIVE6, NHS
        Employers, good rostering guide).
      </p>
      <h2 className="nhsuk-heading-m">Gaps by cause</h2>
      {gaps.length === 0 ? (
        <p className="nhsuk-inset-text">Every place is filled.</p>
      ) : (
        <>
          <figure className="weft-figure">
            <figcaption>Empty places by week, one row for each cause.</figcaption>
            <Chart options={charts.gaps} />
          </figure>
          <p>
            <Link href={`/rotas/${rota}/gaps`}>See who could fill them</Link>
          </p>
        </>
      )}
      <ShownTable table={weeks} />
      {gaps.length > 0 && <ShownTable table={places} />}
    </>
  );
}
