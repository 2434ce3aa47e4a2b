/** What became of a piece of work. */
export type Outcome = { readonly result: unknown } | { readonly failed: string };

/** A piece of work in the hands of whoever took it. Input, checkpoint, progress and result are plain JSON. */
export type Piece = {
  readonly id: string;
  readonly input: unknown;
  /** What was kept last by whoever had it in hand before; null when it begins afresh. */
  readonly checkpoint: unknown;
  readonly traceparent: string | null;
  /** Aborts when the piece is dropped, has gone to somebody else, or is to be handed back: keep a last checkpoint, reject. */
  readonly signal: AbortSignal;
  /** Lets everybody who listens know how far it is. The newest counts; some may never be heard. */
  tell(progress: unknown): void;
  /** Keeps where to go on from. The newest counts, and is written within a second or so, at a hand-back at once. */
  keep(checkpoint: unknown): void;
};

/** Does a piece of work. A rejection hands it back, to be tried again, until it was tried so often that it failed. */
export type Worker = (piece: Piece) => Promise<Outcome>;

/** What is put into a queue. */
export type Order = {
  /** Asked for when the piece is not there yet, and again when the queue lost it. */
  readonly input: () => Promise<unknown>;
  readonly traceparent?: string | undefined;
  /** An abort ends the waiting, not the work. */
  readonly signal: AbortSignal;
};

/** Ends what it was returned for, and resolves when it has ended. */
type Stop = () => Promise<void>;

/**
 * Long pieces of work for whoever has a hand free. Each is worked on by one at a time, as far as can be known; an
 * outcome stays until it is dropped. The queue is no record: it may lose everything. Whoever waits puts the piece in again.
 */
export type WorkQueue = {
  /**
   * Resolves with the outcome of the piece of this id, which is put in unless it is there: who asks for the same again,
   * from anywhere, gets the same outcome. Rejects with the signal's reason, or a WorkDroppedError.
   */
  run(id: string, order: Order): Promise<Outcome>;
  /** Works on so many pieces at once until it is stopped; the stop hands back what is unfinished, checkpoints written. */
  take(worker: Worker, atOnce: number): Promise<Stop>;
  /** Ends the work on a piece at once, wherever it goes on, and forgets all about it. It cannot be put in again. */
  drop(id: string): Promise<void>;
  /** Calls back with the progress of any piece, wherever it is worked on, until the returned function is called. */
  onProgress(listener: (id: string, progress: unknown) => void): () => void;
  /** How many pieces wait for somebody, and how many are in somebody's hands. */
  numbers(): Promise<{ readonly waiting: number; readonly running: number }>;
  /** Null when the queue carries; else why it does not. */
  trouble(): string | null;
  close(): Promise<void>;
};

/** The piece was dropped while somebody waited for it, or before. */
export class WorkDroppedError extends Error {
  override name = 'WorkDroppedError';
  constructor(id: string) {
    super(`Work ${id} was dropped. Put it in under another id if it is wanted again.`);
  }
}
