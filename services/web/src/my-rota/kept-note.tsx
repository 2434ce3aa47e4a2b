import { useEffect, useState } from 'react';
import { ageWords } from '../offline/age-words.ts';

/** Says that what is shown was kept earlier, how old it is, and that nothing can be changed until Weft answers again. */
export function KeptNote({
  keptAt,
  asOf,
  retry,
}: {
  readonly keptAt: string;
  readonly asOf: string;
  readonly retry: () => void;
}) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), 30_000);
    window.addEventListener('online', retry);
    return () => {
      clearInterval(ticking);
      window.removeEventListener('online', retry);
    };
  }, [retry]);
  return (
    <div className="weft-kept" role="note">
      <p>
        <strong>Weft can’t be reached.</strong> This is your rota {ageWords({ keptAt, asOf, now })}. Nothing can be
        changed until Weft answers again.
      </p>
      <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={retry}>
        Try again
      </button>
    </div>
  );
}
