import { closest } from '../clipboard/closest.ts';
import { kindTimes } from '../grid/cell-words.ts';
import { type Cells, codesOf, openCodes } from '../model/cells.ts';

/** A code that may be chosen for a cell. */
export type Choice = {
  readonly code: string;
  readonly words: string;
  /** One more duty is opened for it: none of the day's is free. */
  readonly extra: boolean;
  /** It is only near to what was typed. */
  readonly isGuess: boolean;
};

/** Codes for a day that begin as typed: those with a free place first, then those that all are filled; else near ones. */
export function choicesFor(cells: Cells, column: number, text: string): Choice[] {
  const typed = text.trim().toLowerCase();
  const open = openCodes(cells, column).map(({ kind, missing }) => ({
    code: kind.code,
    words: `${kindTimes(kind)}, ${cells.grid.sites[kind.site]?.name}, ${missing} open`,
    ...{ extra: false, isGuess: false },
  }));
  const isOpen = new Set(open.map(({ code }) => code));
  const filled = [
    ...new Set(
      cells.dutiesOn(column).map((duty) => cells.grid.codes[cells.grid.duties.kind[duty] as number]?.code ?? ''),
    ),
  ]
    .filter((code) => !isOpen.has(code))
    .sort()
    .map((code) => ({ code, words: 'all filled: opens one more', ...{ extra: true, isGuess: false } }));
  const starting = [...open, ...(typed === '' ? [] : filled)].filter(({ code }) =>
    code.toLowerCase().startsWith(typed),
  );
  const first = starting.findIndex(({ code }) => code.toLowerCase() === typed);
  if (first > 0) starting.unshift(...starting.splice(first, 1));
  if (starting.length > 0 || typed === '') return starting;
  const dayCodes = new Set([...isOpen, ...filled.map(({ code }) => code)]);
  if (codesOf(cells).some((code) => code.toLowerCase() === typed)) return [];
  return closest(typed, [...dayCodes]).map((code) => ({
    ...{ code, extra: !isOpen.has(code), isGuess: true },
    words: 'did you mean this?',
  }));
}
