import { type ClipboardEvent, useRef } from 'react';
import type { Plan, Sheet } from '../edits/plan.ts';
import { carried, pasted } from '../edits/plan.ts';
import { type At, type Block, blockOf, cellsWordsOf, type Selection } from '../selection.ts';
import { isHeaded, matchHeads } from './matching.ts';
import type { Pasted } from './parse.ts';
import { readClipboard } from './read.ts';
import { fitOf } from './shape.ts';
import { put, write } from './write.ts';

type Asked = {
  readonly sheet: Sheet;
  readonly selection: Selection;
  /** What a cell is copied as. */
  readonly textAt: (at: At) => string;
  /** Of the rows, and the local days of the columns. */
  readonly names: readonly string[];
  readonly dates: readonly string[];
  readonly propose: (plan: Plan) => void;
  readonly say: (text: string) => void;
  readonly alert: (text: string) => void;
};

/** Texts and notes of the last paste, to be read anew when codes in it were not known. */
export type LastPaste = {
  readonly texts: readonly { readonly at: At; readonly text: string }[];
  readonly left: readonly string[];
};

const several = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Copy, cut and paste of the grid, by the browser's own events: blocks from and to spreadsheets. */
export function useClipboard({ sheet, selection, textAt, names, dates, propose, say, alert }: Asked) {
  const cut = useRef<{ readonly block: Block; readonly text: string } | null>(null);
  const last = useRef<LastPaste | null>(null);

  function copied(isHeaded = false): string[][] {
    const block = blockOf(selection);
    const cells = Array.from({ length: block.bottom - block.top + 1 }, (_row, y) =>
      Array.from({ length: block.right - block.left + 1 }, (_column, x) =>
        textAt({ row: block.top + y, column: block.left + x }),
      ),
    );
    if (!isHeaded) return cells;
    return [
      ['', ...dates.slice(block.left, block.right + 1)],
      ...cells.map((row, y) => [names[block.top + y] ?? '', ...row]),
    ];
  }

  function lay(texts: LastPaste['texts'], left: readonly string[]) {
    last.current = { texts, left };
    propose(pasted(sheet, texts, left));
  }

  function layBlock({ rows, notGiven }: Pasted) {
    const merged = notGiven > 0 ? [`${several(notGiven, 'cell', 'cells')} under merged ones came empty.`] : [];
    if (isHeaded(rows, { names })) {
      const { texts, unknownDates, unknownNames, left } = matchHeads(rows, { names, dates });
      const notes = [
        'Matched by the names and dates of the block.',
        ...(unknownNames.length > 0 ? [`Nobody shown is called, or several are: ${unknownNames.join(', ')}.`] : []),
        ...(unknownDates.length > 0 ? [`Not on these days: ${unknownDates.join(', ')}.`] : []),
        ...(left > 0 ? [`${several(left, 'filled cell is', 'filled cells are')} left out for that.`] : []),
      ];
      return lay(texts, [...merged, ...notes]);
    }
    const fit = fitOf(rows, blockOf(selection), sheet.size);
    if (!fit.ok) return alert(fit.because);
    const over =
      fit.outside > 0 ? [`${several(fit.outside, 'filled cell falls', 'filled cells fall')} outside the board.`] : [];
    lay(fit.texts, [...merged, ...over]);
  }

  return {
    onCopy(event: ClipboardEvent) {
      write(event, copied());
      cut.current = null;
      say(`Copied ${cellsWordsOf(blockOf(selection))}.`);
    },
    /** Copies what is selected with its names and days, so that it finds its cells again wherever it is pasted. */
    copyHeaded() {
      cut.current = null;
      if (put(copied(true))) say(`Copied ${cellsWordsOf(blockOf(selection))} with names and days.`);
      else alert('The browser did not let it be copied.');
    },
    onCut(event: ClipboardEvent) {
      cut.current = { block: blockOf(selection), text: write(event, copied()) };
      say(`Cut ${cellsWordsOf(blockOf(selection))}: it stays until it is pasted.`);
    },
    onPaste(event: ClipboardEvent) {
      event.preventDefault();
      const taken = cut.current;
      cut.current = null;
      if (taken && event.clipboardData.getData('text/plain') === taken.text) {
        const { top, left } = blockOf(selection);
        const plan = carried(sheet, taken.block, { to: { row: top, column: left }, move: true });
        return typeof plan === 'string' ? alert(plan) : propose(plan);
      }
      const block = readClipboard(event.clipboardData);
      if (block) layBlock(block);
      else alert('Nothing that can be pasted is on the clipboard.');
    },
    /** The block that was cut and waits; null when none. */
    cut,
    last,
  };
}
