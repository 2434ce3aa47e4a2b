import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';

export type Match = { readonly id: string; readonly name: string; readonly hint: string };

/**
 * Finds one person by typing: arrow keys move in the list, Enter takes the marked one, the first one by itself. The
 * list is asked for with what is typed.
 */
export function PersonSearch({
  label,
  find,
  findKey,
  choose,
  nobody,
  autoFocus = false,
}: {
  readonly label: string;
  readonly find: (typed: string) => Promise<readonly Match[]>;
  readonly findKey: readonly unknown[];
  readonly choose: (match: Match) => void;
  /** What to say where nobody matches. */
  readonly nobody: string;
  readonly autoFocus?: boolean;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [marked, setMarked] = useState(0);
  const wanted = useDeferredValue(typed.trim());
  const queries = useQueryClient();
  const askedFor = (name: string) => ({
    queryKey: ['person-search', ...findKey, name],
    queryFn: () => find(name),
    staleTime: 60_000,
  });
  const found = useQuery({ ...askedFor(wanted), enabled: wanted.length > 0 });
  const matches = wanted.length > 0 ? (found.data ?? []).slice(0, 8) : [];
  const isOpen = matches.length > 0;
  const take = (match: Match | undefined) => {
    if (!match) return;
    setTyped('');
    choose(match);
  };
  /** Enter waits for the list of what was typed: no key is lost on a slow line. */
  const takeTyped = async () => {
    const list = await queries.fetchQuery(askedFor(typed.trim())).catch(() => []);
    take(list[marked] ?? list[0]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown') setMarked(Math.min(marked + 1, matches.length - 1));
    else if (event.key === 'ArrowUp') setMarked(Math.max(marked - 1, 0));
    else if (event.key === 'Escape' && typed !== '') setTyped('');
    else if (event.key === 'Enter' && typed.trim() !== '') void takeTyped();
    else return;
    event.preventDefault();
  };
  return (
    <div className="weft-person-search">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input
        className="nhsuk-input"
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${id}-${marked}` : undefined}
        autoComplete="off"
        value={typed}
        // biome-ignore lint/a11y/noAutofocus: opened by the reader in order to type a name
        autoFocus={autoFocus}
        onChange={({ target }) => {
          setTyped(target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
      />
      <ul
        className="weft-person-search__list"
        id={`${id}-list`}
        role="listbox"
        aria-label="People found"
        hidden={!isOpen}
      >
        {matches.map((match, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the field
          <li
            key={match.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === marked}
            tabIndex={-1}
            onClick={() => take(match)}
          >
            <strong>{match.name}</strong> <span className="weft-small">{match.hint}</span>
          </li>
        ))}
      </ul>
      {wanted.length > 0 && found.isSuccess && matches.length === 0 && <p className="weft-small">{nobody}</p>}
    </div>
  );
}
