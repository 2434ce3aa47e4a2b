import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';

/** Every rota that the reader may see, with its period and sites; undefined while it is fetched. */
export const useRotas = () =>
  useQuery({ queryKey: ['rotas'], queryFn: () => api.sharedRotas.rotas.list.query(), staleTime: 60_000 }).data;
