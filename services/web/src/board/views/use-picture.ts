import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '../../api.ts';
import { joined } from './picture.ts';
import { pictureOfBoard } from './picture-of-board.ts';

type Asked = {
  readonly rota: string;
  /** Rotas shown beside it. */
  readonly beside: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly asAt: string | null;
};

/** A rota with those beside it as one picture; the one before stays while the next is fetched. */
export function usePicture({ rota, beside, from, to, asAt }: Asked) {
  const days = { from, to, ...(asAt && { asAt }) };
  const query = useQuery({
    queryKey: ['board', rota, beside, days],
    queryFn: () =>
      Promise.all([rota, ...beside].map((one) => api.sharedRotas.rotas.board.query({ rota: one, ...days }))),
    placeholderData: keepPreviousData,
  });
  const boards = query.data;
  const picture = useMemo(() => boards && joined(boards.map(pictureOfBoard)), [boards]);
  return { query, picture, rotas: boards?.map((board) => board.rota), board: boards?.[0] };
}
