import {
  type EventLog,
  eventIdOf,
  eventKind,
  isRejection,
  type Metadata,
  type Outcome,
  type Rejection,
  WrongRevisionError,
} from '@weft/eventing';
import { z } from 'zod';

/** A refused command on its way to the client. Thrown by `accepted`, told to the client as it is. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Rejection;

  constructor(refusal: Rejection) {
    super(refusal.because);
    this.refusal = refusal;
  }
}

/** Passes an accepted outcome on; a refusal ends the procedure and reaches the client with its code and reason. */
export function accepted<E, Code extends string>(
  outcome: Outcome<E, Code>,
): Exclude<Outcome<E, Code>, Rejection<Code>> {
  if (isRejection(outcome)) throw new Refused(outcome);
  return outcome as Exclude<Outcome<E, Code>, Rejection<Code>>;
}

const Details = z.object({ rejected: z.string(), because: z.string(), details: z.unknown().optional() });
const commandRefused = eventKind('CommandRefused', Details);

/** Remembers refusals, so that a retried command gets the same answer. Acceptances are remembered by their streams. */
export function answersIn(log: EventLog) {
  const streamOf = (commandId: string) => `answer-${commandId}`;
  return {
    async earlier(commandId: string): Promise<Rejection | null> {
      const { events } = await log.read(streamOf(commandId));
      const first = events[0];
      return first ? (commandRefused.decode(first).data as Rejection) : null;
    },
    async remember(refusal: Rejection, metadata: Metadata): Promise<void> {
      const stream = streamOf(metadata.commandId);
      const { rejected, because, details } = refusal;
      const data = { rejected, because, ...(details !== undefined && { details }) };
      const id = eventIdOf(stream, metadata.commandId, 0);
      try {
        await log.append(stream, 'no-stream', [{ id, type: commandRefused.type, version: 1, data, metadata }]);
      } catch (error) {
        if (!(error instanceof WrongRevisionError)) throw error;
      }
    },
  };
}
