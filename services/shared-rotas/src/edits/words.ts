import type { Rows } from '@weft/eventing';
import { dutyNow } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { cellsOf } from './cells-of-run.ts';
import type { Run } from './events.ts';

const VERBS: Readonly<Record<Run['how'], string>> = {
  typed: 'Set',
  pasted: 'Pasted',
  filled: 'Filled',
  pattern: 'Laid a pattern over',
  swapped: 'Swapped',
  cleared: 'Cleared',
  pinned: 'Pinned',
  repaired: 'Repaired',
};

/** What a run did, for people: 'Set LD for Ada Example on 2026-03-02', or 'Pasted 12 cells'. */
export function wordsOf(rows: Rows, run: Run): string {
  const cells = cellsOf(run);
  const [only] = cells;
  if (!only || cells.length > 1) return `${VERBS[run.how]} ${run.cells} cells`;
  const { cell, clears, fills, pins } = only;
  const whom = `${knownPerson(rows, cell.person)?.name ?? cell.person} on ${cell.date}`;
  const codesOf = (steps: readonly { readonly duty: string }[]) =>
    steps.map(({ duty }) => dutyNow(rows, duty)?.duty.code || 'a duty').join(', ');
  if (pins.length > 0) return `${pins[0]?.pinned ? 'Pinned' : 'Unpinned'} ${whom}`;
  return fills.length > 0 ? `Set ${codesOf(fills)} for ${whom}` : `Cleared ${codesOf(clears)} of ${whom}`;
}
