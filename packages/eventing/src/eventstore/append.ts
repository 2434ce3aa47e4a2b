import { ANY, type JSONType, jsonEvent, NO_STREAM, WrongExpectedVersionError } from '@eventstore/db-client';
import { encodeAppend } from '../encode-append.ts';
import type { NewEvent } from '../event.ts';
import { type Appended, type ExpectedRevision, InvalidAppendError, WrongRevisionError } from '../log.ts';
import type { Address } from './address.ts';
import { clientErrorOf, isTooMuch } from './failure-of.ts';
import type { Persevere } from './persevere.ts';
import { positionOf, revisionOf } from './recorded.ts';
import { within } from './timed-out-error.ts';

/** The server keeps ids as GUIDs and gives them back in this form. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The client's own deadline comes first; ours is for what it waits for without one. */
const GRACE_MS = 500;

export type Append = {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
};

/**
 * Appends in one call. An exact revision makes another try safe: the server answers the same ids at the same revision
 * as the first time. With 'any' a try whose outcome is unknown is not sent again.
 */
export async function append(
  persevere: Persevere,
  { hosts, credentials }: Address,
  { stream, expected, events }: Append,
): Promise<Appended> {
  encodeAppend(stream, events);
  for (const { id, type } of events)
    if (!UUID.test(id))
      throw new InvalidAppendError(`The id "${id}" of ${type} for ${stream} is no UUID in lower case. Make one.`);
  const sent = events.map(({ id, type, version, data, metadata }) =>
    jsonEvent({ id, type, data: data as JSONType, metadata: { ...metadata, version } }),
  );
  const expectedRevision = onServer(stream, expected);
  return persevere({
    doing: `append to ${stream}`,
    isRepeatable: expected !== 'any',
    attempt: async (client, ms) => {
      try {
        // Credentials of its own make the client take the Append call. Its other way, BatchAppend, has no deadline,
        // fails the appends of all clients of the process together, and ends the process on a late reply.
        const call = client.appendToStream(stream, sent, {
          expectedRevision,
          credentials,
          deadline: ms,
          requiresLeader: true,
        });
        const { success, nextExpectedRevision, position } = await within(ms + GRACE_MS, call);
        if (!success) throw new WrongRevisionError(stream, expected, Number(nextExpectedRevision));
        return {
          revision: revisionOf(stream, nextExpectedRevision),
          position: position ? positionOf(position.commit) : null,
        };
      } catch (thrown) {
        const error = clientErrorOf(thrown);
        if (error instanceof WrongExpectedVersionError) {
          const { actualVersion } = error;
          throw new WrongRevisionError(
            stream,
            expected,
            typeof actualVersion === 'bigint' ? Number(actualVersion) : -1,
          );
        }
        if (isTooMuch(error))
          throw new InvalidAppendError(
            `The event log at ${hosts} will never take this append of ${events.length} events to ${stream} (${error.message.trim()}). Split it into several commands, or raise the server's limit.`,
            { cause: error },
          );
        throw error;
      }
    },
  });
}

function onServer(stream: string, expected: ExpectedRevision) {
  if (expected === 'any') return ANY;
  if (expected === 'no-stream' || expected === -1) return NO_STREAM;
  if (!Number.isSafeInteger(expected) || expected < 0)
    throw new InvalidAppendError(
      `Revision ${expected} of ${stream} is no whole number from 0 to 2^53. Send the one that was read.`,
    );
  return BigInt(expected);
}
