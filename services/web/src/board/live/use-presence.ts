import { useEffect, useState } from 'react';
import { api } from '../../api.ts';
import type { Cell } from '../edits/plan.ts';

export type Present = { readonly who: string; readonly name: string; readonly cell: Cell | null };

/** Said again so often, or others take it that nobody is here any more. */
const AGAIN_MS = 8000;
/** A cursor that moves is told at most so often. */
const PAUSE_MS = 250;

/** Who else looks at the board of a rota, and in which cell; tells them of the cell that is chosen here. */
export function usePresence(rota: string, { cell, isOn }: { readonly cell: Cell | null; readonly isOn: boolean }) {
  const [others, setOthers] = useState<readonly Present[]>([]);
  useEffect(() => {
    if (!isOn) return setOthers([]);
    const { unsubscribe } = api.sharedRotas.rotas.presence.subscribe({ rota } as never, {
      onData: (present) => setOthers(present),
      onError: () => setOthers([]),
    });
    return unsubscribe;
  }, [rota, isOn]);
  const person = cell?.person ?? null;
  const date = cell?.date ?? null;
  useEffect(() => {
    if (!isOn) return;
    const tell = () => {
      const here = { rota, cell: person === null || date === null ? null : { person, date } };
      // Who does not hear it sees an old cursor for ten seconds: nothing that a person has to be told.
      api.sharedRotas.rotas.here.mutate(here as never).catch(() => undefined);
    };
    const soon = setTimeout(tell, PAUSE_MS);
    const again = setInterval(() => !document.hidden && tell(), AGAIN_MS);
    return () => {
      clearTimeout(soon);
      clearInterval(again);
    };
  }, [rota, isOn, person, date]);
  return others;
}
