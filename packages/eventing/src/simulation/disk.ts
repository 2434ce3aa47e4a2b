import type { Position } from '../event.ts';
import { type Batch, type EventLog, LogUnavailableError, type ReadFrom } from '../log.ts';
import { memoryLog } from '../memory-log.ts';
import type { Life, Turns } from './turns.ts';

/** When a write is durable. The right one: 'at-once', before anybody sees it or is told. */
type Commit = 'at-once' | 'after-the-answer' | 'after-it-is-seen';

/** How a disk works: the right one commits at once, and never splits an append in two. */
export type DiskFaults = { readonly commit: Commit; readonly splits: boolean };

/** The disk below the log: it outlives every process, and a power cut takes what was not committed. */
export type Disk = {
  /** The log as one process sees it: each request and each answer takes its turn, and some get lost. */
  logFor(life: Life): EventLog;
  /** What lies there now. */
  content(): EventLog;
  powerCut(): Promise<void>;
  /** No answer is lost from now on. */
  calm(): void;
};

/** A disk for one simulated run, empty. */
export function diskFor(turns: Turns, { commit, splits }: DiskFaults): Disk {
  const machine: Life = { alive: true };
  const history: Parameters<EventLog['append']>[] = [];
  const waiting = new Set<() => void>();
  let content = memoryLog();
  let committed = 0;
  let lost = 0.03;

  async function write(...append: Parameters<EventLog['append']>) {
    const answer = await content.append(...append);
    history.push(append);
    const written = history.length;
    for (const wake of [...waiting]) wake();
    const commitNow = () => {
      committed = Math.max(committed, written);
    };
    if (commit === 'at-once') commitNow();
    else if (commit === 'after-the-answer')
      void turns
        .turn(machine)
        .then(() => turns.turn(machine))
        .then(commitNow);
    else
      await turns
        .turn(machine)
        .then(() => turns.turn(machine))
        .then(commitNow);
    return answer;
  }

  async function writeInTwo(life: Life, ...[stream, expected, events]: Parameters<EventLog['append']>) {
    const first = await write(stream, expected, events.slice(0, 1));
    if (events.length === 1) return first;
    await turns.turn(life);
    return write(stream, first.revision, events.slice(1));
  }

  /** Up to three events after a position: batches are small here, so that there are many borders. */
  async function some({ after, categories }: ReadFrom): Promise<Batch | undefined> {
    for await (const batch of content.readAll({ after, ...(categories && { categories }) })) {
      const most = 1 + turns.below(3);
      if (batch.events.length <= most) return batch;
      const events = batch.events.slice(0, most);
      return { events, position: events.at(-1)?.position as Position, live: false };
    }
    return undefined;
  }

  const arrival = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const wake = () => {
        waiting.delete(wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });

  return {
    content: () => content,
    calm() {
      lost = 0;
    },
    async powerCut() {
      const kept = history.splice(0).slice(0, committed);
      content = memoryLog();
      for (const append of kept) {
        await content.append(...append);
        history.push(append);
      }
      waiting.clear();
    },
    logFor: (life) => ({
      async append(...append) {
        await turns.turn(life);
        if (turns.chance(lost)) throw new LogUnavailableError('The request was lost.');
        const answer = splits ? await writeInTwo(life, ...append) : await write(...append);
        await turns.turn(life);
        if (turns.chance(lost)) throw new LogUnavailableError('The answer was lost.');
        return answer;
      },
      async read(stream, from) {
        await turns.turn(life);
        const answer = await content.read(stream, from);
        await turns.turn(life);
        return answer;
      },
      readAll: (from) => content.readAll(from),
      async *subscribe({ after, categories, signal }) {
        let from = after;
        while (!signal.aborted) {
          await turns.turn(life);
          const batch = await some({ after: from, ...(categories && { categories }) });
          if (!batch) {
            await arrival(signal);
            continue;
          }
          from = batch.position;
          yield batch;
        }
      },
      async head() {
        await turns.turn(life);
        return content.head();
      },
      async close() {},
    }),
  };
}
