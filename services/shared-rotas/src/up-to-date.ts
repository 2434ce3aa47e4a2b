import type { ServiceDeps } from '@weft/service-kit';

/** Resolves when the views show all that the log held just now: for commands that begin from what views say. */
export async function upToDate({ log, live }: Pick<ServiceDeps, 'log' | 'live'>): Promise<void> {
  const head = await log.head();
  if (head !== null) await live.caughtUp(head);
}
