import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';

type Stretch = { readonly since: string; readonly until: string };

/** What was done to a rota in a stretch of time, newest first; asks nothing where there is no stretch. */
export const useChanges = (rota: string, stretch: Stretch | null) =>
  useQuery({
    queryKey: ['board', rota, 'changes', stretch],
    queryFn: () => api.sharedRotas.rotas.changesBetween.query({ rota, ...(stretch as Stretch) }),
    enabled: stretch !== null && stretch.since < stretch.until,
  });

export type Changes = ReturnType<typeof useChanges>;
