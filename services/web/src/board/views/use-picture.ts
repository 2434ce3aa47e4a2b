import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api.ts';
import { joined } from './picture.ts';
import { pictureOfGrid } from './picture-of-grid.ts';

type Asked = {
  readonly rota: string;
  /** Rotas shown beside it. */
  readonly beside: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly asAt: string | null;
};

/** A rota with those beside it as one picture; while other days or another moment are fetched, the one before stays. */
export function usePicture({ rota, beside, from, to, asAt }: Asked) {
  const days = { from, to, ...(asAt && { asAt }) };
  const query = useQuery({
    queryKey: ['board', rota, beside, days],
    queryFn: () =>
      Promise.all([rota, ...beside].map((one) => api.sharedRotas.rotas.grid.query({ rota: one, ...days }))),
    placeholderData: (before, query) => (query?.queryKey[1] === rota ? before : undefined),
  });
  const grids = query.data;
  const picture = useMemo(() => grids && joined(grids.map(pictureOfGrid)), [grids]);
  return { query, picture, rotas: grids?.map(({ rota: state }) => state) };
}
