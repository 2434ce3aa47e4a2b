import { useQuery } from '@tanstack/react-query';
import { api, isUnreachable } from '../api.ts';
import { today } from '../layout/words.ts';
import { orLastKnown } from '../offline/last-known.ts';
import { monthAfter } from './month-grid.tsx';

/** Whole months that are fetched: this one and so many more. */
const MONTHS = 4;

/** The months of one's rota that can be looked at, 'YYYY-MM', the first and the last. */
export const monthsShown = (): { readonly first: string; readonly last: string } => {
  const first = today().slice(0, 7);
  return { first, last: monthAfter(first, MONTHS - 1) };
};

/** One's own rota from the first of this month on, or the last one that was kept where nobody answers. */
export const useMyRota = () => {
  const { first, last } = monthsShown();
  const range = { from: `${first}-01`, to: `${monthAfter(last, 1)}-01` };
  return useQuery({
    queryKey: ['my-rota', range],
    queryFn: () => orLastKnown('my-rota', () => api.sharedRotas.myRota.get.query(range), isUnreachable),
    networkMode: 'always',
  });
};
