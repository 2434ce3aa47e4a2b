/**
 * Does `work` while nobody else does work of this name, in any process; waits until then, or until `signal` aborts. It
 * spares work and no more: when the lease cannot be had or kept, for the server is away, the work is done all the same.
 * What makes its effects once are its command ids.
 */
export type OnlyOne = <Result>(name: string, signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;

/** Leases by which the processes of a service take turns. */
export type Leases = {
  readonly onlyOne: OnlyOne;
  close(): Promise<void>;
};
