import { useQuery, useQueryClient } from '@tanstack/react-query';
import { newCommandId } from '@weft/client';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useAnnounce } from '../../layout/announce.tsx';
import { now } from '../../layout/clock.ts';
import type { LiveGrid } from '../live/use-live-grid.ts';
import type { BoardStore } from '../model/store.ts';
import { type Desk, editDesk } from './desk.ts';
import { editsApiOf } from './edits-api.ts';
import { onUnsaved, unsavedOf } from './unsaved.ts';

/** What other pages show of a rota: asked again when they are opened, not with each edit. */
const STALE = ['gaps', 'rotas', 'check'];

/** The desk of a rota's edits for as long as the page shows it, and what could be undone and redone. */
export function useDesk(
  rota: string,
  store: BoardStore,
  { refresh, seen, lost }: Pick<LiveGrid, 'refresh' | 'seen' | 'lost'>,
) {
  const { say, alert } = useAnnounce();
  const queries = useQueryClient();
  const latest = useRef(refresh);
  latest.current = refresh;
  const api = useMemo(() => editsApiOf(rota, seen), [rota, seen]);
  const kept = useMemo(() => unsavedOf(rota), [rota]);
  const desk: Desk = useMemo(
    () =>
      editDesk({
        api,
        store,
        unsaved: kept,
        say,
        alert,
        saved(people) {
          latest.current(people);
          void queries.invalidateQueries({ queryKey: ['my-edits', rota] });
          void queries.invalidateQueries({ queryKey: ['board', 'day'] });
          for (const key of STALE) void queries.invalidateQueries({ queryKey: [key], refetchType: 'none' });
        },
        lost,
        codeOf(duty) {
          const grid = store.cells()?.grid;
          const number = grid?.duties.id.indexOf(duty) ?? -1;
          return grid?.codes[grid.duties.kind[number] ?? -1]?.code ?? '';
        },
        newId: newCommandId,
        now,
      }),
    [api, store, kept, say, alert, queries, rota, lost],
  );
  const state = useSyncExternalStore(desk.subscribe, desk.state);
  const mine = useQuery({ queryKey: ['my-edits', rota], queryFn: api.mine });
  const unsaved = useSyncExternalStore(onUnsaved, kept.all);
  const isOpen = state.sending > 0;
  useEffect(() => {
    if (!isOpen) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isOpen]);
  return { api, desk, state, unsaved, mine: mine.data ?? { undo: null, redo: null } };
}
