import { counted } from '../../layout/words.ts';
import { type Choice, type Filters, isFiltering, noFilters, type Shown, SORTS, type Sort } from './filters.ts';
import { SavedFilters } from './saved-filters-menu.tsx';

const NAMES: Readonly<Record<Sort, string>> = {
  site: 'Site',
  role: 'Role',
  employer: 'Employer',
  grade: 'Grade',
  skill: 'Skill',
};

type Props = {
  readonly rota: string;
  readonly filters: Filters;
  readonly choices: Readonly<Record<Sort, readonly Choice[]>>;
  readonly outside: Shown['outside'];
  readonly change: (filters: Filters) => void;
  /** Other rotas, and those of them that are shown beside this one. */
  readonly rotas: readonly Choice[];
  readonly beside: readonly string[];
  readonly place: (beside: readonly string[]) => void;
};

/** What the board shows of all that there is, and what lies outside; every choice stands in the address. */
export function FilterBar({ rota, filters, choices, outside, change, rotas, beside, place }: Props) {
  const set = SORTS.filter((sort) => filters[sort].length > 0).length + (filters.only ? 1 : 0);
  const count = set + (filters.name.trim() ? 1 : 0) + (beside.length > 0 ? 1 : 0);
  return (
    <details className="weft-filters-fold" open={isFiltering(filters)}>
      <summary>Filters{count > 0 && ` (${count})`}</summary>
      <section aria-label="Filters" className="weft-filters">
        <label className="weft-filters__name">
          Name
          <input
            type="search"
            value={filters.name}
            maxLength={80}
            onChange={(event) => change({ ...filters, name: event.target.value })}
          />
        </label>
        {SORTS.map((sort) => (
          <Chooser
            key={sort}
            name={NAMES[sort]}
            choices={choices[sort]}
            chosen={filters[sort]}
            change={(chosen) => change({ ...filters, [sort]: chosen })}
          />
        ))}
        {(['gaps', 'findings'] as const).map((only) => (
          <button
            key={only}
            type="button"
            aria-pressed={filters.only === only}
            onClick={() => change({ ...filters, only: filters.only === only ? null : only })}
          >
            Only with {only}
          </button>
        ))}
        <Chooser name="Rotas beside" choices={rotas} chosen={beside} change={place} none="none" />
        <SavedFilters key={rota} rota={rota} filters={filters} change={change} />
        {isFiltering(filters) && (
          <p className="weft-filters__outside">
            {outsideWords(outside)}{' '}
            <button type="button" onClick={() => change(noFilters)}>
              Show all
            </button>
          </p>
        )}
      </section>
    </details>
  );
}

const outsideWords = ({ people, duties, findings }: Shown['outside']) =>
  `${counted(findings, 'finding')} outside this view, ${counted(people, 'person', 'people')} and ${counted(duties, 'duty', 'duties')} not shown.`;

type ChooserProps = {
  readonly name: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly change: (chosen: readonly string[]) => void;
  /** What stands there when nothing is chosen. */
  readonly none?: string;
};

function Chooser({ name, choices, chosen, change, none = 'all' }: ChooserProps) {
  const known = new Set(choices.map(({ value }) => value));
  const all = [
    ...choices,
    ...chosen.filter((one) => !known.has(one)).map((value) => ({ value, name: value, count: 0 })),
  ];
  if (all.length === 0) return null;
  const first = all.find(({ value }) => value === chosen[0])?.name;
  const what = chosen.length === 0 ? none : chosen.length === 1 ? first : `${chosen.length} chosen`;
  return (
    <details className="weft-chooser" name="weft-chooser">
      <summary>
        {name}: {what}
      </summary>
      <fieldset>
        <legend className="nhsuk-u-visually-hidden">{name}</legend>
        {all.map(({ value, name: label, count }) => (
          <label key={value}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                change(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />{' '}
            {label} {count > 0 && <small>({count})</small>}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
