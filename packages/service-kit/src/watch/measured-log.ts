import { type EventLog, inSpan } from '@weft/eventing';
import type { Metrics } from './metrics.ts';

const categoryOf = (stream: string) => stream.split('-', 1)[0] as string;

/** The same log; each append is measured by its category and by how it ended, and is a span of the trace it is in. */
export function measuredLog(log: EventLog, metrics: Pick<Metrics, 'appended'>): EventLog {
  return {
    async append(stream, expected, events) {
      const from = performance.now();
      const ended = (outcome: string) =>
        metrics.appended({
          category: categoryOf(stream),
          outcome,
          events: events.length,
          seconds: (performance.now() - from) / 1000,
        });
      try {
        const appended = await inSpan(`append ${categoryOf(stream)}`, { 'weft.events': events.length }, () =>
          log.append(stream, expected, events),
        );
        ended('written');
        return appended;
      } catch (error) {
        ended(outcomeOf(error));
        throw error;
      }
    },
    read: (stream, from) => log.read(stream, from),
    readAll: (from) => log.readAll(from),
    subscribe: (from) => log.subscribe(from),
    head: () => log.head(),
    close: () => log.close(),
  };
}

/** The port's own errors by their code, so that the label stays small. */
function outcomeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  const known = ['wrong-revision', 'log-unavailable', 'disk-full', 'invalid-append'];
  return typeof code === 'string' && known.includes(code) ? code : 'failed';
}
