import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '../../api.ts';
import { Candidates } from '../../gaps/candidates.tsx';
import { counted, longDay, timesOf } from '../../layout/words.ts';
import { Panel } from '../panel.tsx';
import { useDutyCommands } from '../use-duty-commands.ts';
import { missingOf, type PictureDuty, type PicturePerson } from './picture.ts';

type Props = {
  readonly duty: PictureDuty;
  readonly people: readonly PicturePerson[];
  /** The board is one of the past: nothing is edited. */
  readonly isPast: boolean;
  readonly close: () => void;
};

/** One duty: who holds it, its parties, and who could fill what is open. */
export function DutyOfView({ duty, people, isPast, close }: Props) {
  const command = useDutyCommands();
  const names = new Map(people.map(({ person, name }) => [person, name]));
  const missing = missingOf(duty);
  return (
    <Panel title={`${duty.code} ${duty.role}, ${longDay(duty.date)}`} close={close}>
      <p>
        {duty.siteName}, {timesOf(duty)}, needs {duty.count}
        {missing > 0 && `, ${counted(missing, 'gap')}`}. <Link href={`/duties/${duty.id}`}>History</Link>
      </p>
      <ul>
        {duty.filled.map(({ person, employers, pinned }) => (
          <li key={person}>
            {names.get(person) ?? person} ({employers.join(' + ')}){pinned && ', pinned'}{' '}
            {!isPast && (
              <button
                type="button"
                className="weft-link-button"
                onClick={() => command.mutate({ do: 'clear', duty: duty.id, person })}
              >
                Clear
              </button>
            )}
          </li>
        ))}
      </ul>
      <Parties duty={duty.id} />
      {missing > 0 && !isPast && <Candidates duty={duty.id} />}
    </Panel>
  );
}

const PARTIES: Readonly<Record<string, string>> = {
  employer: 'Employer',
  payer: 'Payer',
  hostSite: 'Host site',
  hostOrganisation: 'Host',
  operator: 'Operator',
  governance: 'Governance',
  indemnifier: 'Indemnifier',
  dataController: 'Data controller',
  rotaOwner: 'Rota owner',
};

function Parties({ duty }: { readonly duty: string }) {
  const history = useQuery({
    queryKey: ['history', duty],
    queryFn: () => api.sharedRotas.duties.history.query({ duty }),
  });
  const parties = Object.entries(history.data?.duty.parties ?? {}).filter(([, code]) => code !== null);
  if (parties.length === 0) return null;
  return (
    <details>
      <summary>Parties</summary>
      {parties.map(([party, code]) => (
        <p key={party} className="weft-small">
          {PARTIES[party] ?? party}: {String(code)}
        </p>
      ))}
    </details>
  );
}
