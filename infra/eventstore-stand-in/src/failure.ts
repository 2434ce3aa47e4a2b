import { status } from '@grpc/grpc-js';
import type { Expected } from './store/event.ts';

/** 1 MiB of data an append, as servers before 25.1. */
export const MAX_APPEND_BYTES = 1024 * 1024;

/** What went wrong, in the server's terms: a gRPC code, and the `exception` key with its values for the trailers. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: status;
  readonly exception: string | null;
  readonly trailers: Readonly<Record<string, string>>;

  constructor(code: status, message: string, exception?: string, trailers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.code = code;
    this.exception = exception ?? null;
    this.trailers = trailers;
  }
}

/** The stream is at another revision than the caller said. */
export class WrongExpectedVersion extends Failure {
  readonly expected: Expected;
  /** -1 when the stream does not exist. */
  readonly current: bigint;

  constructor(stream: string, expected: Expected, current: bigint) {
    super(
      status.FAILED_PRECONDITION,
      `Append failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${versionOf(expected)}, Actual version: ${current}`,
      'wrong-expected-version',
      {
        'stream-name': stream,
        'expected-version': String(versionOf(expected)),
        'actual-version': String(current),
      },
    );
    this.expected = expected;
    this.current = current;
  }
}

const versionOf = (expected: Expected): bigint => {
  if (expected === 'any') return -2n;
  if (expected === 'no_stream') return -1n;
  return expected === 'stream_exists' ? -4n : expected;
};

export const streamDeleted = (stream: string): Failure =>
  new Failure(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, 'stream-deleted', {
    'stream-name': stream,
  });

export const appendTooBig = (): Failure =>
  new Failure(
    status.INVALID_ARGUMENT,
    `Maximum Append Size of ${MAX_APPEND_BYTES} Exceeded.`,
    'maximum-append-size-exceeded',
    { 'maximum-append-size': String(MAX_APPEND_BYTES) },
  );

export const propertyMissing = (property: string): Failure =>
  new Failure(
    status.INVALID_ARGUMENT,
    `Required Metadata Property '${property}' is missing`,
    'missing-required-metadata-property',
    { 'required-metadata-properties': 'type,content-type' },
  );

export const badId = (): Failure => new Failure(status.UNKNOWN, 'Exception was thrown by handler.');

export const appendTimedOut = (): Failure => new Failure(status.ABORTED, 'Operation timed out');

export const wrongPosition = (code: status): Failure => new Failure(code, 'Invalid position.');

export const notReady = (): Failure => new Failure(status.UNAVAILABLE, 'Server Is Not Ready');

/** What a caller sees whose connection breaks before the reply. */
export class ConnectionLost extends Failure {
  constructor() {
    super(status.UNAVAILABLE, 'Connection dropped');
  }
}

export const notLeader = ({ host, port }: { readonly host: string; readonly port: number }): Failure =>
  new Failure(status.NOT_FOUND, `Leader info available. Leader is ${host}:${port}`, 'not-leader', {
    'leader-endpoint-host': host,
    'leader-endpoint-port': String(port),
  });

export const accessDenied = (): Failure =>
  new Failure(status.PERMISSION_DENIED, 'Access to this resource has been denied.', 'access-denied');

export const unauthenticated = (): Failure =>
  new Failure(status.UNAUTHENTICATED, 'Bad gRPC response. HTTP status code: 401');

const SQLITE_FULL = 13;

/** Any error as a `Failure`: those of the disk say so, the others are what a handler's exception looks like. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { errcode, message } = error as { readonly errcode?: number; readonly message?: string };
  if (errcode === SQLITE_FULL)
    return new Failure(status.UNAVAILABLE, 'The disk of the server is full: nothing was written.');
  return new Failure(status.UNKNOWN, `Exception was thrown by handler. ${message ?? String(error)}`);
}
