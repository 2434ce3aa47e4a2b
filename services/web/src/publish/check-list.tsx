import { useState } from 'react';
import { Link } from 'wouter';
import type { api } from '../api.ts';
import { counted, shortDay } from '../layout/words.ts';
import { placeOf, type Section, sectionsOf } from './check-rows.ts';

type Check = Awaited<ReturnType<typeof api.sharedRotas.rotas.publicationCheck.query>>;
const SHOWN = 40;

/** Everything to look at before the rota goes out. The counts filter; each row leads to its place. */
export function CheckList({ rota, rows }: { readonly rota: string; readonly rows: Check['rows'] }) {
  const [only, setOnly] = useState<Section | null>(null);
  const [isAll, setIsAll] = useState(false);
  const wanted = rows.filter(({ section }) => only === null || section === only);
  const shown = isAll ? wanted : wanted.slice(0, SHOWN);
  return (
    <section aria-labelledby="check-title">
      <h2 className="nhsuk-heading-m" id="check-title">
        To look at before it goes out
      </h2>
      <fieldset className="weft-check-counts">
        <legend className="nhsuk-u-visually-hidden">Show</legend>
        <button type="button" aria-pressed={only === null} onClick={() => setOnly(null)}>
          All ({rows.length})
        </button>
        {sectionsOf(rows).map(({ section, title, errors, all }) => (
          <button
            key={section}
            type="button"
            aria-pressed={only === section}
            disabled={all === 0}
            onClick={() => setOnly(section)}
          >
            {title}: {all === 0 ? 'all well' : errors > 0 ? counted(errors, 'error') : ''}
            {all > errors && `${errors > 0 ? ', ' : ''}${counted(all - errors, 'warning')}`}
          </button>
        ))}
      </fieldset>
      {rows.length === 0 && <p className="nhsuk-inset-text">Nothing stands against this rota.</p>}
      <ul className="weft-check-rows">
        {shown.map((row) => (
          <li
            key={[row.section, row.words, row.person, row.date, row.duty].join(' ')}
            className={`weft-finding weft-finding--${row.severity === 'error' ? 'hard' : 'soft'}`}
          >
            <p>
              <strong>{row.severity === 'error' ? 'Error' : 'Warning'}</strong> {row.date && `${shortDay(row.date)}: `}
              {row.name && `${row.name}. `}
              {row.words} <Link href={placeOf(rota, row)}>{linkWords(row)}</Link>
            </p>
            {row.mend && <p>Mend: {row.mend}</p>}
            {row.source && <p className="weft-small">{row.source}</p>}
          </li>
        ))}
      </ul>
      {wanted.length > shown.length && (
        <button type="button" className="weft-link-button" onClick={() => setIsAll(true)}>
          Show {wanted.length - shown.length} more
        </button>
      )}
    </section>
  );
}

/** Where the link leads, with enough beside it to be told from others by ear. */
const linkWords = ({ section, date, name, words }: Check['rows'][number]) => {
  const about = [name, date && shortDay(date)].filter(Boolean).join(', ');
  if (section === 'gaps') return `Who could fill it${about && `, ${about}`}: ${words.split(',')[0]}`;
  if (section === 'overrides') return `The register: ${about}`;
  if (section === 'fairness') return `The analyser: ${about}`;
  return `The cell: ${about}`;
};
