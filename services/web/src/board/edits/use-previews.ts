import { useCallback, useEffect, useRef, useState } from 'react';
import type { Choice } from './code-choices.ts';
import type { EditsApi, Preview } from './edits-api.ts';
import type { Cell } from './plan.ts';

/** The chosen code is asked for almost at once: but not when Enter comes as quickly as keys that are played back. */
const CHOSEN_MS = 12;
/** The others are asked for when typing pauses. */
const PAUSE_MS = 90;

type Codes = {
  /** What Enter would take; null while there is nothing. */
  readonly chosen: Choice | null;
  readonly others: readonly Choice[];
};

/** What each code would do in a cell, as far as it is known: the chosen one first, the others once typing pauses. */
export function usePreviews(api: EditsApi, cell: Cell, { chosen, others }: Codes): ReadonlyMap<string, Preview> {
  const [known, setKnown] = useState<ReadonlyMap<string, Preview>>(new Map());
  const asked = useRef(new Set<string>());
  const { person, date } = cell;
  const ask = useCallback(
    ({ code, extra }: Choice) => {
      if (asked.current.has(code)) return;
      asked.current.add(code);
      api.preview({ cells: [{ person, date, set: { code, ...(extra && { extra }) } }] }).then(
        (preview) => setKnown((before) => new Map(before).set(code, preview)),
        () => asked.current.delete(code),
      );
    },
    [api, person, date],
  );
  const wish = useRef({ chosen, others });
  wish.current = { chosen, others };
  const wanted = [chosen, ...others].map((one) => one?.code ?? '').join('\n');
  useEffect(() => {
    const soon = setTimeout(() => wish.current.chosen && ask(wish.current.chosen), CHOSEN_MS);
    const later = setTimeout(() => wish.current.others.map(ask), PAUSE_MS);
    return () => {
      clearTimeout(soon);
      clearTimeout(later);
    };
  }, [ask, wanted]);
  return known;
}
