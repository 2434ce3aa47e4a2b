import type { Msg, Subscription } from '@nats-io/transport-node';
import { type Session, unlessLost } from './nats-link.ts';

/**
 * Subscribes for as long as the session lasts and `signal` does not abort; resolves when the server has taken it. Rejects
 * when it does not, as for a user who may not.
 */
export async function subscribed(
  { connection, lost }: Session,
  { subject, queue, signal }: { readonly subject: string; readonly queue?: string; readonly signal: AbortSignal },
): Promise<AsyncIterable<Msg>> {
  const subscription: Subscription = connection.subscribe(subject, queue === undefined ? {} : { queue });
  const until = AbortSignal.any([signal, lost]);
  const end = () => subscription.unsubscribe();
  until.addEventListener('abort', end);
  if (until.aborted) end();
  await unlessLost(lost, connection.flush());
  if (subscription.isClosed() && !until.aborted) throw new Error(`This user may not subscribe to ${subject}.`);
  return subscription;
}
