import type { NewEvent, Position, RecordedEvent } from './event.ts';

/** What a writer says of the stream: its last revision, that it has none, or that it does not matter. */
export type ExpectedRevision = number | 'no-stream' | 'any';

/** Somebody else wrote first. Read again, decide again. */
export class WrongRevisionError extends Error {
  override readonly name = 'WrongRevisionError';
  readonly code = 'wrong-revision';
  readonly actual: number;

  constructor(stream: string, expected: ExpectedRevision, actual: number) {
    super(
      `Stream ${stream} is at revision ${actual}, not ${expected}. Maybe another command won; read again and retry.`,
    );
    this.actual = actual;
  }
}

/**
 * The log did not write, or could not say whether it did. The same events at the same exact revision may be sent again.
 * `disk-full`: nothing was written, and the log goes on when there is room.
 */
export class LogUnavailableError extends Error {
  override readonly name = 'LogUnavailableError';
  readonly code: 'log-unavailable' | 'disk-full';

  constructor(message: string, options: ErrorOptions & { readonly code?: 'log-unavailable' | 'disk-full' } = {}) {
    super(message, options);
    this.code = options.code ?? 'log-unavailable';
  }
}

/** An append that no log could keep: without events, over 1 MiB, without JSON form, or to a stream of the log's own. */
export class InvalidAppendError extends Error {
  override readonly name = 'InvalidAppendError';
  readonly code = 'invalid-append';
}

export type Appended = {
  /** Revision of the last event of the append. */
  readonly revision: number;
  /** Position of the last event; null when an idempotent retry no longer finds it. */
  readonly position: Position | null;
};

export type StreamRead = {
  /** The stream's last revision, -1 when it does not exist. */
  readonly revision: number;
  readonly events: readonly RecordedEvent[];
};

/** A stretch of the whole log, in order. */
export type Batch = {
  readonly events: readonly RecordedEvent[];
  /** All up to here has been seen, also what the filter left out. */
  readonly position: Position;
  /** True when the reader had caught up with the log at this batch. May turn false again. */
  readonly live: boolean;
};

export type ReadFrom = {
  /** The position after which to start; null for the beginning. */
  readonly after: Position | null;
  /** Only streams of these categories; all when absent. */
  readonly categories?: readonly string[];
};

/**
 * The event log. Revisions count from 0. An append is durable when it resolves, and all of it or none is written.
 * The same ids sent again at the same exact revision (or 'no-stream') write nothing and answer as the first time.
 */
export type EventLog = {
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /** Events of one stream from revision `from` on (0 when absent). */
  read(stream: string, from?: number): Promise<StreamRead>;
  /** All that the log holds now, in batches; ends at the head of the first call. */
  readAll(from: ReadFrom): AsyncIterable<Batch>;
  /**
   * History, then what comes, until `signal` aborts or the log closes. The next batch is fetched when it is asked for.
   * One that starts at the head says so with an empty live batch.
   */
  subscribe(from: ReadFrom & { readonly signal: AbortSignal }): AsyncIterable<Batch>;
  /** Position of the newest event, or null for an empty log. */
  head(): Promise<Position | null>;
  close(): Promise<void>;
};
