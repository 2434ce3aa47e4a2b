import { filterSearch, readAddress } from './address.ts';
import type { Filters } from './filters.ts';

export type SavedFilter = { readonly name: string; readonly filters: Filters };

const keyOf = (rota: string) => `weft.filters.${rota}`;

/** The filters that this browser keeps for a rota, by name; none where it keeps nothing or something else. */
export function savedFilters(store: Pick<Storage, 'getItem'>, rota: string): SavedFilter[] {
  const text = store.getItem(keyOf(rota));
  let kept: unknown = [];
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  const saved = Array.isArray(kept) && kept.every(isKept) ? kept : [];
  return saved.map(({ name, search }) => ({
    name,
    filters: readAddress(new URLSearchParams(search), '2026-01-01').filters,
  }));
}

type Kept = { readonly name: string; readonly search: string };
const isKept = (one: unknown): one is Kept =>
  typeof one === 'object' &&
  one !== null &&
  typeof (one as Kept).name === 'string' &&
  typeof (one as Kept).search === 'string';

/** Keeps a filter under its name, in place of one of the same name; null takes that one away. Answers all that are kept. */
export function keepFilter(
  store: Pick<Storage, 'getItem' | 'setItem'>,
  rota: string,
  { name, filters }: { readonly name: string; readonly filters: Filters | null },
): SavedFilter[] {
  const others = savedFilters(store, rota).filter((one) => one.name !== name);
  const all = [...others, ...(filters ? [{ name, filters }] : [])].sort((a, b) => (a.name < b.name ? -1 : 1));
  store.setItem(
    keyOf(rota),
    JSON.stringify(all.map((one) => ({ name: one.name, search: filterSearch(one.filters).toString() }))),
  );
  return all;
}
