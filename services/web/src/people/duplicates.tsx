import { useQuery } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { useCommand } from '../layout/use-command.ts';

/** Records that may be one person, and the way to make them one. */
export function Duplicates() {
  const pairs = useQuery({ queryKey: ['duplicates'], queryFn: () => api.workforce.duplicates.list.query() });
  const merge = useCommand(
    (pair: { person: string; into: string }) =>
      api.workforce.people.merge.mutate({ commandId: newCommandId(), ...pair }),
    'Merged.',
  );
  if (!pairs.data || pairs.data.length === 0) return null;
  return (
    <section>
      <h2 className="nhsuk-heading-m">Records that may be one person</h2>
      {merge.error && <Fault error={merge.error} />}
      <ul className="weft-list">
        {pairs.data.map(({ people: [a, b], why }) => (
          <li key={`${a.person} ${b.person}`}>
            {a.name} ({a.person}) and {b.name} ({b.person}). {why}{' '}
            <button
              type="button"
              className="weft-link-button"
              disabled={merge.isPending}
              onClick={() => merge.mutate({ person: b.person, into: a.person })}
            >
              Merge {b.person} into {a.person}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
