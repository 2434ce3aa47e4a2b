import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '../../api.ts';
import type { Grid } from '../model/grid.ts';
import type { BoardStore } from '../model/store.ts';
import { joined, type Picture } from './picture.ts';
import { pictureOfGrid } from './picture-of-grid.ts';

type Asked = {
  /** The rota's board: fetched once, and kept as it is by what changes. */
  readonly store: BoardStore;
  readonly rota: string;
  /** Rotas shown beside it. */
  readonly beside: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly asAt: string | null;
  /** What only goes with what is looked at need not follow each edit: so long a pause lies between. */
  readonly pauseMs: number;
};

/** A rota with those beside it as one picture; while a part of it is fetched, the one before stays. */
export function usePicture({ store, rota, beside, from, to, asAt, pauseMs }: Asked) {
  const own = useOwnGrid(store, pauseMs);
  const days = { from, to, ...(asAt && { asAt }) };
  const others = useQuery({
    queryKey: ['board', rota, 'beside', beside, days],
    queryFn: () => Promise.all(beside.map((one) => api.sharedRotas.rotas.grid.query({ rota: one, ...days }))),
    enabled: beside.length > 0,
  });
  const isWhole = own !== null && (beside.length === 0 || others.data !== undefined);
  const grids = useMemo(
    () => (isWhole && own ? [own, ...(beside.length > 0 ? (others.data ?? []) : [])] : null),
    [isWhole, own, beside.length, others.data],
  );
  const drawn = useMemo(() => grids && joined(grids.map(pictureOfGrid)), [grids]);
  const last = useRef<{ picture: Picture; rotas: Grid['rota'][] } | null>(null);
  if (grids && drawn) last.current = { picture: drawn, rotas: grids.map((grid) => grid.rota) };
  return {
    ...{ picture: last.current?.picture, rotas: last.current?.rotas },
    isWhole,
    error: others.error,
    retry: others.refetch,
  };
}

/** The rota's own grid: another one at once, one that changed at most so often. */
function useOwnGrid(store: BoardStore, pauseMs: number): Grid | null {
  const [shown, setShown] = useState<Grid | null>(() => store.cells()?.grid ?? null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let days: Grid['days'] | null = null;
    const show = () => {
      const grid = store.cells()?.grid ?? null;
      timer = null;
      days = grid?.days ?? null;
      setShown(grid);
    };
    const hear = () => {
      if (store.cells()?.grid.days !== days || pauseMs === 0) show();
      else timer ??= setTimeout(show, pauseMs);
    };
    show();
    const stop = store.subscribe(hear);
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [store, pauseMs]);
  return shown;
}
