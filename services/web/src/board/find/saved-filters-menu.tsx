import { type FormEvent, useState } from 'react';
import { useAnnounce } from '../../layout/announce.tsx';
import { filterSearch } from './address.ts';
import { type Filters, isFiltering } from './filters.ts';
import { keepFilter, savedFilters } from './saved-filters.ts';

type Props = { readonly rota: string; readonly filters: Filters; readonly change: (filters: Filters) => void };

/** Filters that this browser keeps by name for this rota: choose one, keep the present one, drop one. */
export function SavedFilters({ rota, filters, change }: Props) {
  const [saved, setSaved] = useState(() => savedFilters(localStorage, rota));
  const [name, setName] = useState('');
  const { say } = useAnnounce();
  const present = filterSearch(filters).toString();
  const keep = (event: FormEvent) => {
    event.preventDefault();
    const given = name.trim();
    if (!given) return;
    setSaved(keepFilter(localStorage, rota, { name: given, filters }));
    setName('');
    say(`Kept as ${given}, in this browser.`);
  };
  return (
    <details className="weft-chooser" name="weft-chooser">
      <summary>Saved: {saved.length}</summary>
      <fieldset>
        <legend>Kept in this browser, for this rota. To show a colleague, send them the address of the page.</legend>
        {saved.map((one) => (
          <p key={one.name} className="weft-chooser__saved">
            <button
              type="button"
              aria-pressed={filterSearch(one.filters).toString() === present}
              onClick={() => change(one.filters)}
            >
              {one.name}
            </button>
            <button
              type="button"
              aria-label={`Drop ${one.name}`}
              onClick={() => {
                setSaved(keepFilter(localStorage, rota, { name: one.name, filters: null }));
                say(`Dropped ${one.name}.`);
              }}
            >
              Drop
            </button>
          </p>
        ))}
        {isFiltering(filters) ? (
          <form onSubmit={keep}>
            <label>
              Name for this filter
              <input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
            </label>
            <button type="submit">Keep</button>
          </form>
        ) : (
          saved.length === 0 && <p>Choose a site, a role or a name first, then keep that here under a name of yours.</p>
        )}
      </fieldset>
    </details>
  );
}
