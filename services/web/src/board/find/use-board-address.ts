import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { today } from '../../layout/words.ts';
import { type BoardAddress, readAddress, writeAddress } from './address.ts';

export type ChangeAddress = (next: Partial<BoardAddress>, how?: { readonly replace?: boolean }) => void;

/** What the page's address tells of the board, and a way to change it; `replace` leaves no step for the back button. */
export function useBoardAddress(): { readonly address: BoardAddress; readonly change: ChangeAddress } {
  const [search, setSearch] = useSearchParams();
  const text = search.toString();
  const address = useMemo(() => readAddress(orList(new URLSearchParams(text)), today()), [text]);
  const change = useCallback<ChangeAddress>(
    (next, how) =>
      setSearch((before) => writeAddress({ ...readAddress(orList(before), today()), ...next }), {
        replace: how?.replace ?? false,
      }),
    [setSearch],
  );
  return { address, change };
}

/** On a narrow page a board is a list, unless its address says otherwise. */
function orList(search: URLSearchParams): URLSearchParams {
  if (search.has('view') || !matchMedia('(max-width: 640px)').matches) return search;
  const list = new URLSearchParams(search);
  list.set('view', 'list');
  return list;
}
