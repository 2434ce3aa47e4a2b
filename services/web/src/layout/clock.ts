/** So much later than this browser's clock the platform's is, in ms, to the second. */
let laterMs = 0;

/** Sets the clock by an answer of the platform: rotas are judged by its time, whatever the browser's clock says. */
export function heard({ headers }: { readonly headers: Pick<Headers, 'get'> }): void {
  const there = Date.parse(headers.get('date') ?? '');
  if (!Number.isNaN(there)) laterMs = there - Date.now();
}

/** Now by the platform's clock, in ms since 1970; by the browser's until the platform answered once. */
export const now = (): number => Date.now() + laterMs;
