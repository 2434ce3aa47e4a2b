import type { Message, Metadata } from '@weft/eventing';

/** Metadata of what follows from another service's contract: the event there is its cause. */
export const heard = ({ id, at, traceparent }: Message, step: string): Metadata => ({
  commandId: `${id}/${step}`,
  at,
  actor: { person: 'workforce', organisation: 'WEFT' },
  cause: id,
  ...(traceparent && { traceparent }),
});
