import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';

/** Since when the log knows a rota, and on which days it changed; undefined while nobody asks, or it is fetched. */
export const useLife = (rota: string, isAsked: boolean) =>
  useQuery({
    queryKey: ['board', rota, 'life'],
    queryFn: () => api.sharedRotas.rotas.life.query({ rota }),
    enabled: isAsked,
  }).data;
