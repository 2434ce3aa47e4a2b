import { type EventLog, Position, type Recorded } from '@weft/eventing';
import type { Live } from '@weft/service-kit';

/** Something on a rota changed: draw again what it names. */
type BoardChange = {
  readonly position: string;
  readonly duties: readonly string[];
  readonly people: readonly string[];
  /** Ids of those who did it. */
  readonly by: readonly string[];
};

type Seen = Pick<Recorded, 'position' | 'metadata'> & { readonly data: unknown };

/** What a stretch of events changed on a rota; null when nothing. */
export function changeOf(rota: string, events: readonly Seen[]): BoardChange | null {
  const own = events.filter(({ data }) => (data as { rota?: string } | null)?.rota === rota);
  const last = own.at(-1);
  if (!last) return null;
  const named = (key: 'duty' | 'person') => [
    ...new Set(own.flatMap(({ data }) => (data as Record<string, string | undefined>)[key] ?? [])),
  ];
  return {
    position: last.position,
    duties: named('duty'),
    people: named('person'),
    by: [...new Set(own.map(({ metadata }) => metadata.actor.person))],
  };
}

const CATEGORIES = ['rota', 'duty', 'diary'];

/**
 * Changes of a rota after a position that the reader has seen, then those to come, until `signal` aborts. Each is told
 * when the views show it. Listening begins before the history is read, so that nothing falls between the two.
 */
export async function* changesOf(
  { log, live }: { readonly log: EventLog; readonly live: Live },
  { rota, after, signal }: { readonly rota: string; readonly after: string | null; readonly signal: AbortSignal },
): AsyncGenerator<BoardChange> {
  const waiting: BoardChange[] = [];
  let wake = () => {};
  const stop = live.onChange((events) => {
    const change = changeOf(rota, events);
    if (!change) return;
    waiting.push(change);
    wake();
  });
  signal.addEventListener('abort', () => wake());
  try {
    let told = after ?? '';
    const from = Position.safeParse(after);
    if (from.success) {
      for await (const { events } of log.readAll({ after: from.data, categories: CATEGORIES })) {
        const change = changeOf(rota, events);
        if (!change) continue;
        await live.caughtUp(Position.parse(change.position));
        told = change.position;
        yield change;
      }
    }
    while (!signal.aborted) {
      const next = waiting.shift();
      if (next) {
        if (next.position > told) yield next;
        continue;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (signal.aborted || waiting.length > 0) resolve();
      });
    }
  } finally {
    await stop();
  }
}
