import { useEffect, useRef, useState } from 'react';
import type { EditsApi, Preview } from './edits-api.ts';
import type { Cell } from './plan.ts';

/** Long enough that a code typed at speed asks once. */
const PAUSE_MS = 90;

/** What each code would do in a cell, as far as it is known: asked for together, once typing pauses. */
export function usePreviews(api: EditsApi, cell: Cell, codes: readonly string[]): ReadonlyMap<string, Preview> {
  const [known, setKnown] = useState<ReadonlyMap<string, Preview>>(new Map());
  const asked = useRef(new Set<string>());
  const { person, date } = cell;
  const wanted = codes.join('\n');
  useEffect(() => {
    let isWanted = true;
    const soon = setTimeout(() => {
      for (const code of wanted.split('\n').filter(Boolean)) {
        if (asked.current.has(code)) continue;
        asked.current.add(code);
        api.preview({ cells: [{ person, date, set: { code } }] }).then(
          (preview) => isWanted && setKnown((before) => new Map(before).set(code, preview)),
          () => asked.current.delete(code),
        );
      }
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(soon);
      asked.current = new Set([...asked.current].filter((code) => !wanted.split('\n').includes(code)));
    };
  }, [api, person, date, wanted]);
  return known;
}
