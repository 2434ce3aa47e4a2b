import type { Findable } from './findable.ts';
import type { Question } from './questions.ts';

/** What typing finds on a page, and what is done with it. */
export type FindHere = {
  /** Gathered when somebody looks for something. */
  readonly findables: () => readonly Findable[];
  readonly choose: (one: Findable) => void;
  /** A question was asked in these words; null where nothing on the page answers any. */
  readonly ask: ((question: Question, words: string) => void) | null;
};

let here: FindHere | null = null;

/** The page in sight says what may be found on it; the returned function takes that back. */
export function offerFind(offered: FindHere): () => void {
  here = offered;
  return () => {
    if (here === offered) here = null;
  };
}

/** What the page in sight offers; null where it offers nothing of its own. */
export const findHere = (): FindHere | null => here;
