import { StreamDeletedError as DeletedOnServer, ErrorType, isCommandError } from '@eventstore/db-client';
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

type Known = { readonly words: string; readonly outcome: Failure['outcome']; readonly isSilent?: boolean };

const CERTIFICATE = /certificate|self.signed|altname|CERT_|unable to (?:get|verify)/i;
const NOT_GRPC =
  /protocol error|parse error|wrong version number|EPROTO|HTTP\/1|http status|content-type|packet length/i;
const NOT_READY = /not ready|busy|too busy/i;
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|name resolution|before call started/i;

/** gRPC status codes that the client does not tell apart. */
const INVALID_ARGUMENT = 3;
const PERMISSION_DENIED = 7;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const UNIMPLEMENTED = 12;
const UNAUTHENTICATED = 16;

/** Says in the port's words why the server did not do what `doing` names ('append to diary-7'). */
export function failureOf(cause: unknown, doing: string, { hosts }: Address): Failure {
  if (
    cause instanceof LogUnavailableError ||
    cause instanceof InvalidAppendError ||
    cause instanceof StreamDeletedError ||
    cause instanceof UnreadableEventError ||
    cause instanceof WrongRevisionError
  )
    return { error: cause, outcome: 'final', isSilent: false };
  if (cause instanceof DeletedOnServer)
    return {
      error: new StreamDeletedError(cause.streamName, 'was deleted for good on the server', { cause }),
      outcome: 'final',
      isSilent: false,
    };
  if (isRefusedAppend(cause))
    return {
      error: new InvalidAppendError(
        `The event log at ${hosts} will not ${doing}: ${said(cause)}. Split it into several commands, or raise the server's limit.`,
        { cause },
      ),
      outcome: 'final',
      isSilent: false,
    };
  const { words, outcome, isSilent = false } = known(cause);
  return {
    error: new LogUnavailableError(`The event log at ${hosts} did not ${doing}: ${words}`, { cause }),
    outcome,
    isSilent,
  };
}

const said = (error: unknown) => (error instanceof Error ? error.message : String(error));
const codeOf = (error: unknown) => (error as { readonly code?: number }).code;

const isRefusedAppend = (error: unknown) =>
  error instanceof Error &&
  isCommandError(error) &&
  (error.type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED ||
    error.type === ErrorType.MISSING_REQUIRED_METADATA_PROPERTY ||
    (error.type === ErrorType.UNKNOWN && [INVALID_ARGUMENT, RESOURCE_EXHAUSTED].includes(codeOf(error) as number)));

function known(error: unknown): Known {
  const text = said(error);
  const code = codeOf(error);
  if (error instanceof TimedOutError)
    return { words: `${text}. It may be stopped or cut off; look at the server.`, outcome: 'unknown', isSilent: true };
  if (CERTIFICATE.test(text))
    return {
      words: `its certificate is not accepted (${text}). Renew it, or name the right authority with tlsCAFile in the URL.`,
      outcome: 'final',
    };
  if (code === UNAUTHENTICATED || code === PERMISSION_DENIED || typeOf(error) === ErrorType.ACCESS_DENIED)
    return {
      words: `it refuses the credentials (${text}). Put the right name and password into the URL; the account must be able to read $all and to write.`,
      outcome: 'final',
    };
  if (code === UNIMPLEMENTED || NOT_GRPC.test(text))
    return {
      words: `something answers there, but it is no EventStoreDB or KurrentDB (${text}). Correct host, port and tls in the URL.`,
      outcome: 'final',
    };
  switch (typeOf(error)) {
    case ErrorType.NOT_LEADER:
      return {
        words: 'the node is not the leader, and no leader was found. The cluster may be electing one.',
        outcome: 'not-done',
      };
    case ErrorType.UNAVAILABLE:
      if (NOT_SENT.test(text))
        return { words: `nothing answers there (${text}). Start the server, or correct the URL.`, outcome: 'not-done' };
      if (NOT_READY.test(text))
        return { words: `it is not ready (${text}). Wait for it to start or to elect a leader.`, outcome: 'not-done' };
      return { words: `the connection broke (${text}). Look at the server.`, outcome: 'unknown' };
    case ErrorType.DEADLINE_EXCEEDED:
      return {
        words: `no answer in time (${text}). It may be stopped or cut off; look at the server.`,
        outcome: 'unknown',
        isSilent: true,
      };
    case ErrorType.TIMEOUT:
      return {
        words: `it timed out inside the server (${text}). Its disks or its cluster are slow; look at the server.`,
        outcome: 'unknown',
      };
    case ErrorType.CANCELLED:
      return { words: `it was cancelled (${text}). The server may be stopping.`, outcome: 'unknown' };
    case ErrorType.UNSUPPORTED:
      return { words: `the server is too old (${text}). Upgrade it.`, outcome: 'final' };
    default:
      if (code === FAILED_PRECONDITION) return { words: `${text}. Look at the server's log.`, outcome: 'final' };
      if (/discover/i.test(text))
        return {
          words: `no node of the cluster answers (${text}). Start it, or correct the URL.`,
          outcome: 'not-done',
        };
      return { words: `${text}. Look at the server's log.`, outcome: 'unknown' };
  }
}

const typeOf = (error: unknown) => (error instanceof Error && isCommandError(error) ? error.type : undefined);
