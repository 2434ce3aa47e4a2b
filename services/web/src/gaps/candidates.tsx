import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api.ts';
import { FillCheck } from '../board/fill-check.tsx';
import { Fault } from '../layout/fault.tsx';

/** Who could fill a duty, in order, with reasons; then those who can't, and why. */
export function Candidates({ duty }: { readonly duty: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const people = useQuery({
    queryKey: ['check', 'who', duty],
    queryFn: () => api.sharedRotas.duties.whoCanFill.query({ duty }),
  });
  if (people.error) return <Fault error={people.error} retry={() => people.refetch()} />;
  if (!people.data) return <p>Asking everybody’s diary …</p>;
  const able = people.data.filter(({ ok }) => ok);
  const others = people.data.filter(({ ok }) => !ok);
  return (
    <div>
      <h3 className="nhsuk-heading-xs">Who can fill it</h3>
      {able.length === 0 && <p>Nobody can without breaking a rule; see why below.</p>}
      <ol className="weft-candidates">
        {able.map((one) => (
          <li key={one.person}>
            <button
              type="button"
              className="weft-link-button"
              aria-expanded={chosen === one.person}
              onClick={() => setChosen(chosen === one.person ? null : one.person)}
            >
              {one.name}, {one.employerName ?? one.employer}
            </button>
            <p className="weft-small">{one.reasons.join(' ')}</p>
            {chosen === one.person && <FillCheck duty={duty} person={one.person} done={() => setChosen(null)} />}
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <details className="nhsuk-details">
          <summary className="nhsuk-details__summary">
            <span className="nhsuk-details__summary-text">Who can’t, and why ({others.length})</span>
          </summary>
          <ul className="nhsuk-details__text">
            {others.slice(0, 100).map((one) => (
              <li key={one.person}>
                {one.name}: {one.reasons.join(' ')}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
