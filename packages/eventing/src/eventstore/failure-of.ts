import {
  convertToCommandError,
  StreamDeletedError as DeletedOnServer,
  ErrorType,
  isCommandError,
} from '@eventstore/db-client';
import { InvalidAppendError, LogUnavailableError, WrongRevisionError } from '../log.ts';
import type { Address } from './address.ts';
import { UnreadableEventError } from './recorded.ts';
import { StreamDeletedError } from './stream-deleted-error.ts';
import { TimedOutError } from './timed-out-error.ts';

/** What a failed call means. */
export type Failure = {
  /** In the port's words, with the client's error as its cause. */
  readonly error: Error;
  /** `not-done`: another try is safe. `unknown`: it may have been done. `final`: another try would hear the same. */
  readonly outcome: 'not-done' | 'unknown' | 'final';
  /** The connection said nothing: the next try takes another. */
  readonly isSilent: boolean;
};

/** Errors that are in the port's words already. */
const OWN = [LogUnavailableError, InvalidAppendError, WrongRevisionError, StreamDeletedError, UnreadableEventError];

/** Says in the port's words why the server did not do what `doing` names ('append to diary-7'). */
export function failureOf(thrown: unknown, doing: string, { hosts }: Address): Failure {
  if (OWN.some((Known) => thrown instanceof Known))
    return { error: thrown as Error, outcome: 'final', isSilent: false };
  const cause = clientErrorOf(thrown);
  if (cause instanceof DeletedOnServer)
    return {
      error: new StreamDeletedError(cause.streamName, 'was deleted for good on the server', { cause }),
      outcome: 'final',
      isSilent: false,
    };
  const { words, advice, outcome, isSilent = false } = meaningOf(cause);
  const message = `The event log at ${hosts} did not ${doing}: ${words} (${cause.message.trim()}). ${advice}`;
  return { error: new LogUnavailableError(message, { cause }), outcome, isSilent };
}

/** The error as one of the client's classes: some calls of the client let gRPC's own error through. */
export function clientErrorOf(thrown: unknown): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  try {
    return convertToCommandError(error);
  } catch {
    // The client expects metadata that not every server sends with an error.
    return error;
  }
}

type Meaning = {
  readonly words: string;
  readonly advice: string;
  readonly outcome: Failure['outcome'];
  readonly isSilent?: boolean;
};

/** gRPC status codes that the client does not tell apart. */
const INVALID_ARGUMENT = 3;
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;

const SILENT: Meaning = {
  words: 'no answer in time',
  advice: 'It may be stopped, overloaded or cut off; look at the server.',
  outcome: 'unknown',
  isSilent: true,
};
const BAD_CERTIFICATE: Meaning = {
  words: 'its certificate is not accepted',
  advice: 'Renew it, or name the authority that signed it with tlsCAFile in the URL.',
  outcome: 'final',
};
const ANOTHER_SERVER: Meaning = {
  words: 'what answers there is no EventStoreDB or KurrentDB',
  advice: 'Correct host, port and tls in the URL.',
  outcome: 'final',
};
const REFUSED_CREDENTIALS: Meaning = {
  words: 'it refuses the credentials',
  advice: 'Put the right name and password into the URL; the account must be able to read $all and to append.',
  outcome: 'final',
};
const NOTHING_THERE: Meaning = {
  words: 'nothing answers there',
  advice: 'Start the server, or correct the URL.',
  outcome: 'not-done',
};

/** HTTP/2's "enhance your calm": the connection was given up for what went over it before. The call itself is sound. */
const CALM = /Bandwidth exhausted or memory limit exceeded/i;
const TOO_BUSY_A_LINE: Meaning = {
  words: 'it gave the connection up',
  advice: 'Too much went over it at once; look at the server.',
  outcome: 'unknown',
};

/** Another call found the connection silent and left it before this one was sent. */
const LEFT: Meaning = { ...SILENT, outcome: 'not-done' };

/** What gRPC says when the connection itself did not come about, broke, or is no gRPC. */
const IN_WORDS: readonly (readonly [RegExp, Meaning])[] = [
  [/certificate|altname|CERT_/i, BAD_CERTIFICATE],
  [
    /No connection established.*(?:protocol error|parse error|wrong version number|EPROTO|packet length)/is,
    ANOTHER_SERVER,
  ],
  [/received message larger than max|invalid wire type/i, ANOTHER_SERVER],
  [CALM, TOO_BUSY_A_LINE],
  [/Channel closed before call started|channel has been (?:closed|shut down)/i, LEFT],
  [
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|name resolution failed|failed to discover/i,
    NOTHING_THERE,
  ],
];

function meaningOf(error: Error): Meaning {
  if (error instanceof TimedOutError) return SILENT;
  const known = IN_WORDS.find(([words]) => words.test(error.message));
  if (known) return known[1];
  const { type, code } = isCommandError(error) ? error : { type: undefined, code: undefined };
  switch (type) {
    case ErrorType.DEADLINE_EXCEEDED:
      return SILENT;
    case ErrorType.ACCESS_DENIED:
      return REFUSED_CREDENTIALS;
    case ErrorType.NOT_LEADER:
      return { words: 'the node does not lead', advice: 'The cluster may be electing a leader.', outcome: 'not-done' };
    case ErrorType.UNAVAILABLE:
      return /not ready|busy/i.test(error.message)
        ? { words: 'it is not ready', advice: 'Wait for it to start or to elect a leader.', outcome: 'not-done' }
        : { words: 'the connection broke', advice: 'Look at the server.', outcome: 'unknown' };
    case ErrorType.TIMEOUT:
      return { words: 'it timed out within', advice: 'Look at its disks and its cluster.', outcome: 'unknown' };
    case ErrorType.CANCELLED:
      return { words: 'it was cancelled', advice: 'The server may be stopping.', outcome: 'unknown' };
  }
  if (code === PERMISSION_DENIED) return REFUSED_CREDENTIALS;
  if (code === UNIMPLEMENTED) return ANOTHER_SERVER;
  const isFinal = [INVALID_ARGUMENT, RESOURCE_EXHAUSTED, FAILED_PRECONDITION].includes(code ?? 0);
  return { words: 'it failed', advice: 'Look at the server’s log.', outcome: isFinal ? 'final' : 'unknown' };
}

/** Whether the server will never take this append: too large, or without what it asks for. */
export const isTooMuch = (error: unknown): boolean =>
  error instanceof Error &&
  isCommandError(error) &&
  !CALM.test(error.message) &&
  (error.type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED ||
    error.type === ErrorType.MISSING_REQUIRED_METADATA_PROPERTY ||
    (error.type === ErrorType.UNKNOWN && [INVALID_ARGUMENT, RESOURCE_EXHAUSTED].includes(error.code ?? 0)));
