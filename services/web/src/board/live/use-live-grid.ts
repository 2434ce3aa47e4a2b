import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../../api.ts';
import { now } from '../../layout/clock.ts';
import type { BoardStore } from '../model/store.ts';

type Asked = {
  readonly rota: string;
  /** Local days [from, to). */
  readonly from: string;
  readonly to: string;
  readonly asAt: string | null;
  /** The reader: what they do themselves is no news. */
  readonly me: string | null;
};

export type LiveGrid = {
  readonly error: unknown;
  /** Whether what is drawn is of the days and the moment asked for; until it is, the board before stays. */
  readonly isDrawn: boolean;
  /** Since when no changes come in, as an instant of the platform's clock; null while they do. */
  readonly lostSince: number | null;
  /** A call was not answered: nothing comes in until something does. */
  readonly lost: () => void;
  /** Draws the whole board again. */
  readonly reload: () => void;
  /** Up to where in the log the board is drawn; null before it is. */
  readonly seen: () => string | null;
  /** Draws some rows again, now. */
  readonly refresh: (people: readonly string[]) => void;
};

/** What else the page shows of the board follows so much later. */
const OTHERS_MS = 3000;
/** What is lost is tried again so often. */
const AGAIN_MS = 5000;
/** Beyond so many people the whole board is quicker than their rows. */
const MOST_ROWS = 200;

/**
 * Keeps the store as the platform has it: the board once, then the rows that change, as they change. While the page is
 * hidden nothing is listened to; when it comes back, what was missed is told from the last position on.
 */
export function useLiveGrid(store: BoardStore, { rota, from, to, asAt, me }: Asked): LiveGrid {
  const [error, setError] = useState<unknown>(null);
  const wanted = `${rota} ${from} ${to} ${asAt}`;
  const [there, setThere] = useState<string | null>(null);
  const [lostSince, setLostSince] = useState<number | null>(null);
  const [position, setPosition] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const isVisible = useVisible();
  const last = useRef<string | null>(null);
  const drawn = useRef<string | null>(null);
  const queries = useQueryClient();
  const waiting = useRef({ people: new Set<string>(), duties: new Set<string>(), isBusy: false });

  const reload = useCallback(() => setAsked((count) => count + 1), []);

  useEffect(() => {
    let isWanted = true;
    const askedAt = store.revision();
    api.sharedRotas.rotas.grid.query({ rota, from, to, ...(asAt && { asAt }) } as never).then(
      (grid) => {
        if (!isWanted) return;
        store.replace(grid, askedAt);
        last.current = grid.position;
        drawn.current = grid.position;
        setThere(wanted);
        setPosition(grid.position);
        setError(null);
        setLostSince(null);
      },
      (failure: unknown) => {
        if (!isWanted) return;
        setError(failure);
      },
    );
    return () => {
      isWanted = false;
    };
  }, [store, rota, from, to, asAt, wanted, asked]);

  const flush = useCallback(async () => {
    const line = waiting.current;
    if (line.isBusy || asAt || (line.people.size === 0 && line.duties.size === 0)) return;
    const people = [...line.people];
    const duties = [...line.duties];
    line.people.clear();
    line.duties.clear();
    if (people.length > MOST_ROWS) return reload();
    line.isBusy = true;
    const askedAt = store.revision();
    try {
      const part = await api.sharedRotas.rotas.gridRows.query({ rota, from, to, people, duties } as never);
      store.merge(part, { people, duties }, askedAt);
    } catch {
      for (const person of people) line.people.add(person);
      for (const duty of duties) line.duties.add(duty);
      setLostSince((since) => since ?? now());
      return;
    } finally {
      line.isBusy = false;
    }
    if (line.people.size === 0 && line.duties.size === 0) drawn.current = last.current;
    await flush();
  }, [store, rota, from, to, asAt, reload]);

  const pause = useRef<ReturnType<typeof setTimeout> | null>(null);
  const tellOthers = useCallback(() => {
    pause.current ??= setTimeout(() => {
      pause.current = null;
      void queries.invalidateQueries({ queryKey: ['board', rota] });
    }, OTHERS_MS);
  }, [queries, rota]);

  useEffect(() => {
    if (asAt || !isVisible || position === null) return;
    const { unsubscribe } = api.sharedRotas.rotas.changes.subscribe({ rota, lastEventId: last.current } as never, {
      onData({ data }) {
        last.current = data.position;
        setLostSince(null);
        if (data.reset || data.rota) return reload();
        for (const { by, byName, at, cells } of data.deeds)
          if (by !== me)
            store.touched(cells.map((cell) => ({ ...cell, at, byName: byName ?? 'Somebody of another rota' })));
        for (const person of data.people) waiting.current.people.add(person);
        for (const duty of data.duties) waiting.current.duties.add(duty);
        void flush();
        tellOthers();
      },
      onConnectionStateChange({ state }) {
        if (state === 'connecting') setLostSince((since) => since ?? now());
        else {
          setLostSince(null);
          void flush();
        }
      },
      onError: (failure) => setError(failure),
    });
    return unsubscribe;
  }, [store, rota, asAt, me, isVisible, position, reload, flush, tellOthers]);

  // The browser knows of a cable that was pulled before the connection does.
  const lost = useCallback(() => setLostSince((since) => since ?? now()), []);
  useEffect(() => {
    if (asAt) return;
    window.addEventListener('offline', lost);
    window.addEventListener('online', reload);
    return () => {
      window.removeEventListener('offline', lost);
      window.removeEventListener('online', reload);
    };
  }, [asAt, reload, lost]);

  useEffect(() => {
    if (asAt || lostSince === null) return;
    const again = setInterval(reload, AGAIN_MS);
    return () => clearInterval(again);
  }, [asAt, lostSince, reload]);

  const seen = useCallback(() => drawn.current, []);
  const refresh = useCallback(
    (people: readonly string[]) => {
      for (const person of people) waiting.current.people.add(person);
      void flush();
    },
    [flush],
  );
  return { error, isDrawn: there === wanted, lostSince, lost, reload, refresh, seen };
}

function useVisible(): boolean {
  const [isVisible, setVisible] = useState(!document.hidden);
  useEffect(() => {
    const look = () => setVisible(!document.hidden);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}
