import type { BoardPart } from './pages-of.ts';

/** Says which part of the whole is shown, and turns its pages. */
export function PageTurner({ part, turn }: { readonly part: BoardPart; readonly turn: (page: number) => void }) {
  const { page, pages, words } = part;
  return (
    <nav aria-label="Pages" className="weft-actions weft-pages">
      <span>
        Page {page} of {pages}: {words}.
      </span>
      {pages > 1 && (
        <>
          <button type="button" disabled={page === 1} onClick={() => turn(page - 1)}>
            Page before
          </button>
          <button type="button" disabled={page === pages} onClick={() => turn(page + 1)}>
            Next page
          </button>
        </>
      )}
    </nav>
  );
}
