import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api.ts';
import { now } from '../layout/clock.ts';

/**
 * Follows a rota's changes: the board is fetched again when somebody changes it. Answers since when it is cut off. Null:
 * nothing is followed here, what shows the board does it by itself.
 */
export function useLiveBoard(rota: string | null): string | null {
  const queries = useQueryClient();
  const [lostSince, setLostSince] = useState<string | null>(null);
  useEffect(() => {
    if (rota === null) return;
    const { unsubscribe } = api.sharedRotas.rotas.changes.subscribe({ rota } as never, {
      onData: () => void queries.invalidateQueries({ queryKey: ['board', rota] }),
      onConnectionStateChange: ({ state }) =>
        setLostSince((since) => (state === 'connecting' ? (since ?? new Date(now()).toISOString()) : null)),
    });
    return unsubscribe;
  }, [rota, queries]);
  return lostSince;
}
