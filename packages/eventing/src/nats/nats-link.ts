import { connect, type NatsConnection, nkeyAuthenticator } from '@nats-io/transport-node';
import { backOff, pause } from '../back-off.ts';
import { type NatsAddress, natsAddress } from './nats-address.ts';

/** A connection while it holds. */
export type Session = {
  readonly connection: NatsConnection;
  /** Aborts when the connection breaks. What was asked over it is then unanswered. */
  readonly lost: AbortSignal;
};

/** A connection to NATS that is made when a server answers, and made again whenever it is lost. */
export type NatsLink = {
  readonly address: NatsAddress;
  /** Resolves with the connection when it is up; the same one is there again after a loss. Rejects when `signal` aborts. */
  connected(signal?: AbortSignal): Promise<NatsConnection>;
  /** Like `connected`, and tells when the connection breaks. */
  session(signal?: AbortSignal): Promise<Session>;
  /** The connection when it is up now, else null. */
  up(): NatsConnection | null;
  /** When it was last made again after a loss, by `performance.now()`; minus infinity when it never was. */
  madeAgainAt(): number;
  /** Why there is none now, or null. */
  trouble(): string | null;
  /** Sends what is still to be sent, then ends the connection. */
  close(): Promise<void>;
};

const REDIAL_MS = 250;
const DRAIN_MS = 1000;

/** Begins to connect to the servers of a NATS address; `name` is what they call the client. Waits for no answer. */
export function natsLink(url: string, name: string): NatsLink {
  const address = natsAddress(url);
  const { servers, user, seed, caFile, isTls } = address;
  const closing = new AbortController();
  const waiting = new Set<() => void>();
  let session: { readonly connection: NatsConnection; readonly lost: AbortController } | null = null;
  let madeAgain = Number.NEGATIVE_INFINITY;
  const at = servers.join(', ');
  let why: string | null = `NATS at ${at} has not answered yet.`;
  let last: NatsConnection | null = null;

  const options = () => ({
    servers: [...servers],
    name,
    ...(user !== null && { inboxPrefix: `_INBOX_${user}` }),
    ...(seed && { authenticator: nkeyAuthenticator(seed) }),
    ...(isTls && { tls: caFile === null ? {} : { caFile } }),
    maxReconnectAttempts: -1,
    ignoreAuthErrorAbort: true,
    noAsyncTraces: true,
    pingInterval: 2000,
    maxPingOut: 2,
    timeout: 4000,
    // The client judges by the clock of the day whether to dial again, and would wait an hour after one is set back.
    // So it is told that it always may, and the pause is asked for where it is measured by a timer.
    reconnectDelayHandler: () => Number.MIN_SAFE_INTEGER,
    reconnectToServer: ([next]: readonly unknown[]) =>
      (last && next ? { server: next, delay: REDIAL_MS } : null) as never,
  });
  const isUp = (connection: NatsConnection) => {
    session = { connection, lost: new AbortController() };
    why = null;
    for (const wake of [...waiting]) wake();
  };
  const isDown = (reason: string) => {
    why = reason;
    session?.lost.abort(new Error(reason));
    session = null;
  };
  async function follow(connection: NatsConnection) {
    for await (const status of connection.status()) {
      if (status.type === 'disconnect') isDown(`NATS at ${at} does not answer. It is tried again.`);
      else if (status.type === 'reconnect') {
        madeAgain = performance.now();
        isUp(connection);
      } else if (status.type === 'error' && session === null) why = `NATS at ${at}: ${status.error.message}`;
    }
  }
  async function keep() {
    for (let failures = 0; !closing.signal.aborted; ) {
      try {
        last = null;
        const connection = await connect(options());
        last = connection;
        if (closing.signal.aborted) return await connection.close();
        failures = 0;
        isUp(connection);
        void follow(connection);
        const error = await connection.closed();
        isDown(`NATS at ${at} ended the connection${error ? `: ${error.message}` : ''}. It is tried again.`);
      } catch (error) {
        why = `NATS at ${at} does not take this connection: ${(error as Error).message}. It is tried again.`;
      }
      await backOff(Math.min(++failures + 6, 10), closing.signal);
    }
  }
  const kept = keep();

  const whenUp = (signal?: AbortSignal) =>
    new Promise<Session>((resolve, reject) => {
      const settle = () => {
        if (closing.signal.aborted) reject(new Error(`The connection to NATS at ${at} is closed.`));
        else if (signal?.aborted) reject(signal.reason);
        else if (session) resolve({ connection: session.connection, lost: session.lost.signal });
        else return;
        waiting.delete(settle);
        signal?.removeEventListener('abort', settle);
      };
      waiting.add(settle);
      signal?.addEventListener('abort', settle);
      settle();
    });

  return {
    address,
    session: whenUp,
    connected: async (signal) => (await whenUp(signal)).connection,
    up: () => session?.connection ?? null,
    madeAgainAt: () => madeAgain,
    trouble: () => why,
    async close() {
      const current = session;
      closing.abort();
      for (const wake of [...waiting]) wake();
      // A server that stands still does not answer a drain.
      const drained = current?.connection.drain().catch(() => {});
      await Promise.race([drained, pause(DRAIN_MS, AbortSignal.any(current ? [current.lost.signal] : []))]);
      await last?.close();
      await kept;
    },
  };
}

/** What is asked over a session; rejects at once when the connection breaks, since the answer will not come. */
export function unlessLost<T>(lost: AbortSignal, asked: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(lost.reason);
    lost.addEventListener('abort', end);
    if (lost.aborted) end();
    asked.then(resolve, reject).finally(() => lost.removeEventListener('abort', end));
  });
}
