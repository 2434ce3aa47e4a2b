import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  jetstream,
  jetstreamManager,
} from '@nats-io/jetstream';
import type { Position } from '../event.ts';
import { type Carried, headersOf, positionIn } from './carried.ts';
import type { Names } from './names.ts';
import type { Session } from './nats-link.ts';
import type { NatsSettings } from './settings.ts';
import { contractsStream } from './streams.ts';
import { type Note, tendStream } from './tending.ts';

const AT_ONCE = 256;
const HEADER_BYTES = 1024;
const ACK_MS = 5000;

/** Writes contracts to the stream of their source, in order and without a gap, or fails. */
export type StreamWriter = {
  /** The position of the last contract in the stream, or null when it has none. */
  readonly last: Position | null;
  /** Aborts with the reason when a contract was not taken; none that was written after it is taken either. */
  readonly failed: AbortSignal;
  readonly manager: JetStreamManager;
  /** Sends when there is room; false when it is too large to be sent. Throws when a contract before was not taken. */
  write(group: readonly Carried[]): Promise<boolean>;
};

const DUPLICATE_IN_PROCESS = 10158;

/** True when another replica wrote the same before, or something else: where the stream ends must be asked again. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof JetStreamApiError &&
  (error.code === JetStreamApiCodes.StreamWrongLastSequence || error.code === DUPLICATE_IN_PROCESS);

/**
 * Begins after the last contract of the stream. Each one is written under the sequence number that it must get, so that
 * after one that is not taken the server refuses all that follow.
 */
export async function openStreamWriter(
  source: string,
  {
    session: { connection, lost },
    names,
    settings,
    replicas,
    note,
    taken,
  }: {
    readonly session: Session;
    readonly names: Names;
    readonly settings: NatsSettings;
    readonly replicas: number;
    readonly note: Note;
    /** Called when the stream has a contract, also when it had it already. */
    readonly taken: (position: Position) => void;
  },
): Promise<StreamWriter> {
  const js = jetstream(connection, { timeout: ACK_MS });
  const jsm = await jetstreamManager(connection, { checkAPI: false, timeout: ACK_MS });
  const stream = names.contractsStream(source);
  const { state } = await tendStream(jsm, contractsStream(source, { names, settings, replicas }), note);
  const newest = state.messages > 0 ? await jsm.streams.getMessage(stream, { seq: state.last_seq }) : null;
  const failing = new AbortController();
  const waiting = new Set<() => void>();
  const fail = (reason: unknown) => {
    failing.abort(reason);
    for (const wake of [...waiting]) wake();
  };
  lost.addEventListener('abort', () => fail(lost.reason), { signal: failing.signal });
  let sequence = state.last_seq;
  let inFlight = 0;

  async function send(carried: Carried, payload: Uint8Array) {
    const wanted = ++sequence;
    inFlight += 1;
    try {
      const { seq, duplicate } = await js.publish(names.contract(carried.message.subject), payload, {
        msgID: carried.message.id,
        headers: headersOf(carried),
        expect: { lastSequence: wanted - 1 },
      });
      taken(carried.message.position);
      if (seq !== wanted)
        fail(
          new Error(`${stream} has ${carried.message.id} at ${seq}${duplicate ? ' already' : ''}, not at ${wanted}.`),
        );
    } catch (error) {
      fail(error);
    } finally {
      inFlight -= 1;
      for (const wake of [...waiting]) wake();
    }
  }
  const room = () =>
    new Promise<void>((resolve) => {
      const settle = () => {
        if (inFlight >= AT_ONCE && !failing.signal.aborted) return;
        waiting.delete(settle);
        resolve();
      };
      waiting.add(settle);
      settle();
    });

  return {
    last: newest && positionIn(newest.header, 'Weft-Position'),
    failed: failing.signal,
    manager: jsm,
    async write(group) {
      const limit = (connection.info?.max_payload ?? 1024 * 1024) - HEADER_BYTES;
      const payloads = group.map((carried) => ({
        carried,
        payload: new TextEncoder().encode(JSON.stringify(carried.message)),
      }));
      const large = payloads.find(({ payload }) => payload.length > limit);
      if (large) {
        const { id, subject } = large.carried.message;
        note(
          `${subject} ${id} has ${large.payload.length} bytes, and NATS takes ${limit}. Consumers fetch it from ${source}.`,
        );
        return false;
      }
      await room();
      failing.signal.throwIfAborted();
      for (const { carried, payload } of payloads) void send(carried, payload);
      return true;
    },
  };
}
