import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'wouter';
import { api } from '../api.ts';
import { Fault } from '../layout/fault.tsx';
import { Page } from '../layout/page.tsx';
import { counted, shortDay, timesOf, today } from '../layout/words.ts';
import { RotaPlaces } from '../rotas/rota-places.tsx';
import { Candidates } from './candidates.tsx';

const SHOWN = 100;

/** Places that nobody has, soonest first, with who could take each. Of one rota, or of all. */
export function GapsPage() {
  const { rota } = useParams<{ rota?: string }>();
  const [open, setOpen] = useState<string | null>(null);
  const asked = { from: today(), ...(rota && { rota }) };
  const gaps = useQuery({ queryKey: ['gaps', asked], queryFn: () => api.sharedRotas.gaps.list.query(asked) });
  return (
    <Page title="Gaps" lead="From today, soonest first. Choose one to see who could fill it.">
      {rota && <RotaPlaces rota={rota} here="Gaps" />}
      {gaps.error && <Fault error={gaps.error} retry={() => gaps.refetch()} />}
      {gaps.isPending && <p>Looking for gaps …</p>}
      {gaps.data && <p>{counted(gaps.data.length, 'duty has a gap', 'duties have gaps')}.</p>}
      <ul className="weft-gaps">
        {gaps.data?.slice(0, SHOWN).map((gap) => (
          <li key={gap.duty}>
            <button
              type="button"
              aria-expanded={open === gap.duty}
              onClick={() => setOpen(open === gap.duty ? null : gap.duty)}
            >
              <strong>
                {shortDay(gap.date)} {timesOf(gap)}
              </strong>{' '}
              {gap.code} {gap.role}, {gap.siteName}: {gap.missing} missing
            </button>
            {open === gap.duty && <Candidates duty={gap.duty} />}
          </li>
        ))}
      </ul>
      {gaps.data && gaps.data.length > SHOWN && <p>{gaps.data.length - SHOWN} more come later.</p>}
    </Page>
  );
}
