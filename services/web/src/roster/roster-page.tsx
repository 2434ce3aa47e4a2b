import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { type FormEvent, useState } from 'react';
import { useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { useCommand } from '../layout/use-command.ts';
import { today } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { JobProgress } from './job-progress.tsx';

/** Asks the engine for a roster, follows it, and takes what it found, or leaves it. */
export function RosterPage() {
  const { rota } = useParams<{ rota: string }>();
  const [chosen, setChosen] = useState<string | null>(null);
  const jobs = useQuery({ queryKey: ['jobs', rota], queryFn: () => api.sharedRotas.jobs.list.query({ rota }) });
  const start = useCommand(
    (asked: { from: string; to: string; keep: 'pins' | 'all'; steps: number }) =>
      api.sharedRotas.jobs.start.mutate({
        commandId: newCommandId(),
        rotas: [rota],
        ...(asked.from && { from: asked.from }),
        ...(asked.to && { to: asked.to }),
        keep: asked.keep,
        steps: asked.steps,
      }),
    'Started.',
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    start.mutate(
      {
        from: String(form.get('from')),
        to: String(form.get('to')),
        keep: form.get('keep') === 'pins' ? 'pins' : 'all',
        steps: Number(form.get('steps')),
      },
      { onSuccess: ({ job }) => setChosen(job) },
    );
  };
  const job = chosen ?? jobs.data?.[0]?.job ?? null;
  return (
    <Page
      title="Auto-roster"
      lead="The same rules that judge an edit steer the search. Nothing changes until you take the result."
    >
      <RotaPlaces rota={rota} here="Auto-roster" />
      <form onSubmit={submit} className="weft-form weft-form--row">
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
            <option value="all">all that is filled</option>
            <option value="pins">only what is pinned</option>
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
            defaultValue={20000}
          />
        </label>
        <button type="submit" className="nhsuk-button" disabled={start.isPending}>
          Start
        </button>
      </form>
      {start.error && <Fault error={start.error} />}
      {job && <JobProgress key={job} job={job} />}
    </Page>
  );
}
