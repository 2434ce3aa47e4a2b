import { expect, test } from 'vitest';
import { noFilters } from './filters.ts';
import { keepFilter, savedFilters } from './saved-filters.ts';

const storeOf = (texts: Record<string, string> = {}) => ({
  texts,
  getItem: (key: string) => texts[key] ?? null,
  setItem: (key: string, text: string) => {
    texts[key] = text;
  },
});
const gaps = { ...noFilters, site: ['RH5A8'], only: 'gaps' as const, name: 'smi' };

test('a filter is kept by name for its rota only, and taken away again', () => {
  const store = storeOf();
  keepFilter(store, 'ent', { name: 'Taunton gaps', filters: gaps });
  keepFilter(store, 'ent', { name: 'All', filters: noFilters });
  expect(savedFilters(store, 'ent')).toEqual([
    { name: 'All', filters: noFilters },
    { name: 'Taunton gaps', filters: gaps },
  ]);
  expect(savedFilters(store, 'eye')).toEqual([]);
  expect(keepFilter(store, 'ent', { name: 'All', filters: null }).map(({ name }) => name)).toEqual(['Taunton gaps']);
});

test('a filter of the same name takes its place', () => {
  const store = storeOf();
  keepFilter(store, 'ent', { name: 'Mine', filters: noFilters });
  expect(keepFilter(store, 'ent', { name: 'Mine', filters: gaps })).toEqual([{ name: 'Mine', filters: gaps }]);
});

test('what another release or another program kept there is no filter', () => {
  expect(savedFilters(storeOf({ 'weft.filters.ent': '{"a":1}' }), 'ent')).toEqual([]);
  expect(savedFilters(storeOf({ 'weft.filters.ent': 'oops' }), 'ent')).toEqual([]);
});
