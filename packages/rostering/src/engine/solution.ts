import type { Line } from './instance.ts';

export type Limits = {
  /** Wall clock, in seconds. */
  readonly seconds?: number;
  /** Rounds of large-neighbourhood search per thread. With steps and no seconds, the same seed gives the same roster. */
  readonly steps?: number;
  /** Stop when (cost − bound) / cost comes to this. 0, as usual, stops only at a proven optimum. */
  readonly gap?: number;
  /** Stop after so many seconds without a better roster. */
  readonly idleSeconds?: number;
};

export type EngineOptions = Limits & {
  readonly seed: number;
  /** Worker threads; at least 1. */
  readonly threads: number;
  /** Lines to start from, of an earlier run. Those that break a hard rule are built anew. */
  readonly startFrom?: readonly Line[];
  readonly onProgress?: (progress: EngineProgress) => void;
  readonly signal?: AbortSignal;
};

export type EngineProgress = {
  /** Since the beginning. */
  readonly seconds: number;
  readonly stage: 'lines' | 'prices' | 'dive' | 'neighbourhoods' | 'end';
  readonly cost: number;
  /** A proven lower bound of every roster's cost; null where none is known yet. */
  readonly bound: number | null;
  /** The best roster so far, when it is new. */
  readonly lines: readonly Line[] | null;
};

export type Solution = {
  readonly lines: readonly Line[];
  /** Infinity when a person has no line that keeps the hard rules; `broken` then names them. */
  readonly cost: number;
  readonly bound: number | null;
  /** The bound proves that nothing is better. */
  readonly isOptimal: boolean;
  /** People, by index, whose hard rules contradict each other: their lines are the least broken that were found. */
  readonly broken: readonly number[];
  readonly stoppedBy: 'optimum' | 'gap' | 'time' | 'steps' | 'idle' | 'cancelled';
  readonly seconds: number;
  /** Each better roster and bound, in order of time. */
  readonly curve: readonly { readonly seconds: number; readonly cost: number; readonly bound: number | null }[];
};
