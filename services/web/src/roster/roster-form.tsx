import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { type FormEvent, useState } from 'react';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';
import { counted, today } from '../layout/words.ts';

const AIMS = [
  { aim: 'fairness', words: 'Nights and weekends shared by whole-time equivalent' },
  { aim: 'hours', words: 'Hours near the contract' },
  { aim: 'rules', words: 'Few warnings' },
  { aim: 'travel', words: 'Little travel between sites' },
] as const;
type Weight = 'off' | 'normal' | 'much';

/** What the search may touch, what it keeps, and what matters: asks for a roster. */
export function RosterForm({ rota, started }: { readonly rota: string; readonly started: (job: string) => void }) {
  const [beside, setBeside] = useState<readonly string[]>([]);
  const rotas = useQuery({ queryKey: ['rotas'], queryFn: () => api.sharedRotas.rotas.list.query() });
  const wanted = [rota, ...beside];
  const scope = useQuery({
    queryKey: ['roster-scope', wanted],
    queryFn: () => api.sharedRotas.jobs.scope.query({ rotas: wanted }),
  });
  const start = useCommand((form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '');
    const weight = (aim: string) => text(`aim-${aim}`) as Weight;
    return api.sharedRotas.jobs.start.mutate({
      commandId: newCommandId(),
      rotas: wanted,
      ...(text('from') && { from: text('from') }),
      ...(text('to') && { to: text('to') }),
      keep: text('keep') === 'pins' ? 'pins' : 'all',
      steps: Number(text('steps')),
      only: { sites: form.getAll('site').map(String), roles: form.getAll('role').map(String) },
      aims: {
        fairness: weight('fairness'),
        hours: weight('hours'),
        rules: weight('rules'),
        travel: weight('travel'),
      },
    });
  }, 'Started.');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    start.mutate(new FormData(event.currentTarget), { onSuccess: ({ job }) => started(job) });
  };
  const others = (rotas.data ?? []).filter(({ id }) => id !== rota);
  return (
    <form onSubmit={submit} className="weft-roster-form">
      <div className="weft-form--row">
        <label>
          First day{' '}
          <input className="nhsuk-input nhsuk-input--width-10" name="from" type="date" defaultValue={today()} />
        </label>
        <label>
          Day after the last <input className="nhsuk-input nhsuk-input--width-10" name="to" type="date" />
        </label>
        <label>
          Keep{' '}
          <select className="nhsuk-select" name="keep">
            <option value="all">all that is filled; fill the gaps</option>
            <option value="pins">only what is pinned; the rest may move</option>
          </select>
        </label>
        <label>
          Search steps{' '}
          <input
            className="nhsuk-input nhsuk-input--width-5"
            name="steps"
            type="number"
            min={1}
            max={1000000}
            defaultValue={100000}
          />
        </label>
      </div>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">What matters: hard rules and gaps always come first</span>
        </summary>
        <div className="nhsuk-details__text weft-form--row">
          {AIMS.map(({ aim, words }) => (
            <label key={aim}>
              {words}{' '}
              <select className="nhsuk-select" name={`aim-${aim}`} defaultValue="normal">
                <option value="off">does not matter</option>
                <option value="normal">as usual</option>
                <option value="much">matters most</option>
              </select>
            </label>
          ))}
        </div>
      </details>
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Which duties: all sites and roles, unless some are ticked</span>
        </summary>
        <div className="nhsuk-details__text weft-roster-form__scope">
          <Ticks
            legend="Sites"
            name="site"
            options={(scope.data?.sites ?? []).map(({ site, name, duties }) => ({ value: site, name, duties }))}
          />
          <Ticks
            legend="Roles"
            name="role"
            options={(scope.data?.roles ?? []).map(({ role, duties }) => ({ value: role, name: role, duties }))}
          />
          {others.length > 0 && (
            <fieldset>
              <legend>Other rotas, searched together with this one</legend>
              {others.map(({ id, name }) => (
                <label key={id}>
                  <input
                    type="checkbox"
                    className="weft-tick"
                    checked={beside.includes(id)}
                    onChange={() =>
                      setBeside(beside.includes(id) ? beside.filter((one) => one !== id) : [...beside, id])
                    }
                  />{' '}
                  {name}
                </label>
              ))}
            </fieldset>
          )}
        </div>
      </details>
      <button type="submit" className="nhsuk-button" disabled={start.isPending}>
        {start.isPending ? 'Starting …' : 'Start'}
      </button>
      {(start.error ?? scope.error) && <Fault error={start.error ?? scope.error} />}
    </form>
  );
}

const Ticks = ({
  legend,
  name,
  options,
}: {
  readonly legend: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly name: string; readonly duties: number }[];
}) => (
  <fieldset>
    <legend>{legend}</legend>
    {options.map((option) => (
      <label key={option.value}>
        <input type="checkbox" className="weft-tick" name={name} value={option.value} /> {option.name},{' '}
        {counted(option.duties, 'duty', 'duties')}
      </label>
    ))}
  </fieldset>
);
