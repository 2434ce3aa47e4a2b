import { EventStoreDBClient } from '@eventstore/db-client';
import type { Address } from './address.ts';

/** A connection of its own to the server, whose client is replaced when it no longer answers. */
export type Connection = {
  /** The client for the next call. */
  client(): EventStoreDBClient;
  /** Calls after this one go over a new connection, unless `silent` was replaced already. Those on the way go on. */
  renew(silent: EventStoreDBClient): void;
  /** Cancels what is open, and closes. */
  close(): Promise<void>;
};

/** What of the client is not in its public type. */
type Inside = { getChannel(): Promise<{ close(): void }> };

const KEEP_ALIVE_MS = 10_000;
const CLOSE_WITHIN_MS = 1000;
let opened = 0;

/** Makes a connection; nothing is sent before the first call. Throws when the URL or a certificate file is wrong. */
export function connectionTo(address: Address): Connection {
  let current = open(address);
  return {
    client: () => current,
    renew(silent) {
      if (silent !== current) return;
      current = open(address);
      void closeChannel(silent);
    },
    async close() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_WITHIN_MS);
      });
      await Promise.race([current.dispose(), late]);
      clearTimeout(timer);
      await closeChannel(current);
    },
  };
}

function open({ url, hosts }: Address): EventStoreDBClient {
  // Clients with equal options share one TCP connection of the process (grpc-js keeps a pool), with its 100 calls at
  // a time and its silence. One millisecond of difference gives each its own.
  opened = (opened + 1) % 1000;
  const separator = url.includes('?') ? '&' : '?';
  try {
    return EventStoreDBClient.connectionString(`${url}${separator}keepAliveTimeout=${KEEP_ALIVE_MS + opened}`);
  } catch (error) {
    // The client's own message may quote the URL with its password.
    const isFile = error instanceof Error && /certificate/i.test(error.message);
    throw new Error(
      `The event log's URL for ${hosts} cannot be used: ${isFile ? (error as Error).message.replace(/\.$/, '') : 'an option of it is wrong'}. See the client's connection string options.`,
    );
  }
}

async function closeChannel(client: EventStoreDBClient): Promise<void> {
  const channel = await (client as unknown as Inside).getChannel().catch(() => null);
  channel?.close();
}
