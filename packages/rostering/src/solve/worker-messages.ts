import type { Progress, Roster, SolveOptions } from '../model.ts';
import type { ProblemData } from './problem-data.ts';

/** What a solving worker is started with: some parts of a problem that has so many places in all. */
export type WorkerInput = {
  readonly data: ProblemData;
  readonly placesInAll: number;
  readonly options: Omit<SolveOptions, 'onProgress' | 'signal'>;
};

/** What a solving worker says. After 'result', 'aborted' or 'error' it says no more and ends. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'result'; readonly roster: Roster }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'error'; readonly error: unknown; readonly code: string | null };

/** The one thing a solving worker is told. */
export type WorkerOrder = { readonly kind: 'abort' };
