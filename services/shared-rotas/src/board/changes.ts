import { type EventLog, Position } from '@weft/eventing';
import type { Live } from '@weft/service-kit';
import { changeOf, type Watched } from './change-of.ts';
import type { BoardChange } from './change-shape.ts';

const CATEGORIES = ['rota', 'duty', 'diary', 'edits'];
/** Who missed more events than this draws the whole board again: that is quicker than hearing of each. */
const MOST_MISSED = 10_000;

/** Before every event. */
const BEGINNING = '0'.repeat(20);

const resetAt = (position: string): BoardChange => ({
  position,
  reset: true,
  rota: false,
  duties: [],
  people: [],
  days: [],
  by: [],
  deeds: [],
});

type Deps = { readonly log: EventLog; readonly live: Live };

/**
 * Changes of a rota after a position that the reader has seen, then those to come, until `signal` aborts. Each is told
 * when the views show it. Listening begins before the history is read, so that nothing falls between the two. Where
 * more than `mostMissed` events were missed, or the position is not of this log, one reset stands for all of them.
 */
export async function* changesOf(
  { log, live }: Deps,
  watched: Watched,
  {
    after,
    signal,
    mostMissed = MOST_MISSED,
  }: { readonly after: string | null; readonly signal: AbortSignal; readonly mostMissed?: number },
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
    if (after !== null)
      for await (const change of missedOf({ log, live }, watched, { after, mostMissed })) {
        told = change.position;
        yield change;
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

/** What was missed after a position, or one reset. */
async function* missedOf(
  { log, live }: Deps,
  watched: Watched,
  { after, mostMissed }: { readonly after: string; readonly mostMissed: number },
): AsyncGenerator<BoardChange> {
  const head = await log.head();
  const from = Position.safeParse(after);
  if (head === null || !from.success || from.data > head) {
    yield resetAt(head ?? BEGINNING);
    return;
  }
  let count = 0;
  const missed: BoardChange[] = [];
  for await (const { events } of log.readAll({ after: from.data, categories: CATEGORIES })) {
    count += events.length;
    if (count > mostMissed) {
      await live.caughtUp(head);
      yield resetAt(head);
      return;
    }
    const change = changeOf(watched, events);
    if (change) missed.push(change);
  }
  for (const change of missed) {
    await live.caughtUp(Position.parse(change.position));
    yield change;
  }
}
