/** What of a board's address is kept while somebody looks at other pages of the rota. */
export type LastBoard = { readonly view: string; readonly from: string; readonly weeks: string };

const last = new Map<string, LastBoard>();

/** Remembers how a rota's board was looked at last, in this tab. */
export const rememberBoard = (rota: string, { view, from, weeks }: LastBoard): void =>
  void last.set(rota, { view, from, weeks });

/** The way to a page of a rota: back to the board as it was left, to paper with the same weeks. */
export function placeIn(rota: string, path: string): string {
  const board = last.get(rota);
  const address = `/rotas/${rota}${path}`;
  if (!board) return address;
  const { view, from, weeks } = board;
  if (path === '') return `${address}?${new URLSearchParams({ view, from, weeks })}`;
  // Paper takes whole weeks, from a Monday on.
  if (path === '/print' && view !== 'hours' && Number(weeks) > 0)
    return `${address}?${new URLSearchParams({ from, weeks })}`;
  return address;
}
