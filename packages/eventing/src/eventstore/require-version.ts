import type { EventStoreDBClient } from '@eventstore/db-client';
import { LogUnavailableError } from '../log.ts';
import type { Address } from './address.ts';
import { within } from './timed-out-error.ts';

/** The first version whose subscriptions say when they have caught up. */
const OLDEST = [23, 10] as const;

/** What of the client is not in its public type: asked once and kept, without a deadline. */
type Inside = { readonly capabilities: Promise<{ readonly serverVersion: string }> };

/** Throws when the server does not say that it is of a version that the adapter was written for. */
export async function requireVersion(client: EventStoreDBClient, ms: number, { hosts }: Address): Promise<void> {
  const { serverVersion } = await within(ms, (client as unknown as Inside).capabilities);
  if (serverVersion === 'unknown')
    throw new LogUnavailableError(
      `What answers at ${hosts} is no EventStoreDB or KurrentDB, or one older than ${OLDEST.join('.')}. Correct the URL, or upgrade the server.`,
    );
  const [major = 0, minor = 0] = serverVersion.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new LogUnavailableError(
    `The event log at ${hosts} says that its version is "${serverVersion}", and ${OLDEST.join('.')} is the oldest that can be used. Upgrade the server, or correct the URL if another one was meant.`,
  );
}
