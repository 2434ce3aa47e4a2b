import { addDays, mondayOf } from '../../layout/words.ts';
import { type Filters, noFilters, SORTS } from './filters.ts';

/** The ways to look at a rota, in the order in which they are offered. */
export const VIEWS = ['people', 'duties', 'hours', 'heat', 'list', 'table'] as const;
export type View = (typeof VIEWS)[number];

/** Weeks at a time; 'all' is the whole rota. */
export const SPANS = [1, 2, 4, 12, 'all'] as const;
export type Span = (typeof SPANS)[number];

/** All that a link to a board tells: whoever opens it sees the same, as far as they may. */
export type BoardAddress = {
  readonly view: View;
  /** The first local day; with the view 'hours' the day itself. */
  readonly from: string;
  readonly weeks: Span;
  /** The cell that is chosen. */
  readonly cell: { readonly person: string; readonly date: string } | null;
  /** The board as it stood at this instant; null for now. */
  readonly asAt: string | null;
  /** What changed from this instant on, up to `asAt` or now; null when nobody asks. */
  readonly since: string | null;
  /** Ids of rotas shown beside this one. */
  readonly beside: readonly string[];
  readonly filters: Filters;
  /** A question that was typed; '' for none. */
  readonly ask: string;
  /** The page of the list and the simple table, from 1. */
  readonly page: number;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string | null): text is string =>
  text !== null && DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
const instantIn = (text: string | null): string | null => {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : new Date(at).toISOString();
};

/** Reads an address; what is missing or makes no sense is as on a first visit on `today`. */
export function readAddress(search: URLSearchParams, today: string): BoardAddress {
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'people';
  const given = search.get('from');
  const [person, date] = (search.get('cell') ?? '').split(',');
  const only = search.get('only');
  return {
    view,
    from: isDay(given) ? given : view === 'hours' ? today : mondayOf(today),
    weeks: SPANS.find((one) => String(one) === search.get('weeks')) ?? 2,
    cell: person && isDay(date ?? null) ? { person, date: date as string } : null,
    asAt: instantIn(search.get('asAt')),
    since: instantIn(search.get('since')),
    beside: search.getAll('beside'),
    filters: {
      ...noFilters,
      ...Object.fromEntries(SORTS.map((sort) => [sort, search.getAll(sort)])),
      only: only === 'findings' || only === 'gaps' ? only : null,
      name: search.get('name') ?? '',
    },
    ask: search.get('ask') ?? '',
    page: Math.max(1, Math.floor(Number(search.get('page'))) || 1),
  };
}

/** Writes an address that `readAddress` reads as the same on any later day. */
export function writeAddress(address: BoardAddress): URLSearchParams {
  const { view, from, weeks, cell, asAt, since, beside, filters, ask, page } = address;
  const search = new URLSearchParams({ view, from, weeks: String(weeks) });
  if (cell) search.set('cell', `${cell.person},${cell.date}`);
  if (asAt) search.set('asAt', asAt);
  if (since) search.set('since', since);
  for (const rota of beside) search.append('beside', rota);
  for (const [name, value] of filterSearch(filters)) search.append(name, value);
  if (ask) search.set('ask', ask);
  if (page > 1) search.set('page', String(page));
  return search;
}

/** The filters' part of an address: what a saved filter keeps. */
export function filterSearch(filters: Filters): URLSearchParams {
  const search = new URLSearchParams();
  for (const sort of SORTS) for (const value of filters[sort]) search.append(sort, value);
  if (filters.only) search.set('only', filters.only);
  if (filters.name) search.set('name', filters.name);
  return search;
}

type Period = { readonly from: string; readonly to: string };
/** A board is answered for half a year at most. */
const LONGEST_DAYS = 184;

/** The local days [from, to) that an address shows of a rota's period. */
export function daysShown({ view, from, weeks }: BoardAddress, period: Period): Period {
  if (view === 'hours') return { from, to: addDays(from, 1) };
  if (weeks !== 'all') return { from, to: addDays(from, weeks * 7) };
  const [to = period.to] = [period.to, addDays(period.from, LONGEST_DAYS)].sort();
  return { from: period.from, to };
}

/** The address in another view: a day by the hour is that of the chosen cell, or today, or the first one shown. */
export function inView(address: BoardAddress, view: View, today: string): BoardAddress {
  if (view === address.view) return address;
  const same = { ...address, view, page: 1 };
  if (address.view === 'hours') return { ...same, from: mondayOf(address.from) };
  if (view !== 'hours') return same;
  const last = address.weeks === 'all' ? '9999-12-31' : addDays(address.from, address.weeks * 7 - 1);
  const isIn = (day: string) => day >= address.from && day <= last;
  return { ...same, from: address.cell?.date ?? (isIn(today) ? today : address.from) };
}

/** The address one step earlier or later, held within the rota's period: by its weeks, or one day by the hour. */
export function moved(address: BoardAddress, steps: number, period: Period): BoardAddress {
  const days = address.view === 'hours' ? 1 : address.weeks === 'all' ? 0 : address.weeks * 7;
  const first = address.view === 'hours' ? period.from : mondayOf(period.from);
  const last = address.view === 'hours' ? addDays(period.to, -1) : mondayOf(addDays(period.to, -1));
  const next = addDays(address.from, steps * days);
  const [from = next] = [first, next, last].sort().slice(1);
  return { ...address, from, page: 1 };
}
