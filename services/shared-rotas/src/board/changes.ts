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

/** Which rota is watched, and whose time away or elsewhere shows on its board. */
export type Watched = { readonly rota: string; readonly isOnBoard: (person: string) => boolean };

type Named = { readonly rota?: string; readonly duty?: string; readonly person?: string };

/** What a stretch of events changed on a rota's board; null when nothing. Of other rotas it names people only. */
export function changeOf({ rota, isOnBoard }: Watched, events: readonly Seen[]): BoardChange | null {
  const dataOf = ({ data }: Seen) => (data ?? {}) as Named;
  const told = events.filter((event) => {
    const named = dataOf(event);
    return named.rota === rota || (named.person !== undefined && isOnBoard(named.person));
  });
  const last = told.at(-1);
  if (!last) return null;
  const own = told.filter((event) => dataOf(event).rota === rota);
  return {
    position: last.position,
    duties: [...new Set(own.flatMap((event) => dataOf(event).duty ?? []))],
    people: [...new Set(told.flatMap((event) => dataOf(event).person ?? []))],
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
  watched: Watched,
  { after, signal }: { readonly after: string | null; readonly signal: AbortSignal },
): AsyncGenerator<BoardChange> {
  const waiting: BoardChange[] = [];
  let wake = () => {};
  const stop = live.onChange((events) => {
    const change = changeOf(watched, events);
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
        const change = changeOf(watched, events);
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
