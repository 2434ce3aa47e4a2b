import type { Crew } from './crew.ts';
import type { Instance, Line } from './instance.ts';
import type { Found } from './search.ts';
import type { EngineProgress } from './solution.ts';

/** Memory that all threads of a solve see. Only the main thread writes. */
export type Shared = {
  /** 0: 1 when all must stop. 1: number of the best roster, counted up after each is written. */
  readonly control: Int32Array;
  readonly cost: Float64Array;
  /** [person · days + day] the best roster. */
  readonly lines: Int16Array;
};

export type ToWorker = {
  readonly job: {
    readonly instance: Instance;
    readonly seed: number;
    readonly thread: number;
    readonly startFrom: readonly Line[] | null;
    readonly steps: number;
    readonly milliseconds: number;
    readonly crew: Crew | null;
  };
  readonly shared: Shared;
};

export type FromWorker = { readonly thread: number; readonly stage: EngineProgress['stage'] } & Found;
