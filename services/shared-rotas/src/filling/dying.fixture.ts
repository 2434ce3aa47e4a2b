import { type EventLog, LogUnavailableError } from '@weft/eventing';

/** What a process that died says. */
export class Died extends LogUnavailableError {}

/** A log that dies at its nth append, before the events are written or after; and at every append from then on. */
export function dying(log: EventLog, dies: { after: number; written: boolean } | null): EventLog {
  let left = dies?.after ?? Number.POSITIVE_INFINITY;
  return {
    ...log,
    async append(stream, expected, events) {
      if (left < 0) throw new Died('The process is dead.');
      if (left-- > 0) return log.append(stream, expected, events);
      if (dies?.written) await log.append(stream, expected, events);
      throw new Died('The process dies here.');
    },
  };
}
