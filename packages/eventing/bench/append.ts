/**
 * Measures the embedded log on this machine: `node packages/eventing/bench/append.ts [--appends 20000] [--bytes 300]`.
 * Prints one line of JSON for each measurement. The data folder is a new one below the system's temporary folder, or
 * the one that `--folder` names: a disk in memory would flatter the log.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { eventKind, handler, type Metadata, type NewEvent, openLog } from '../src/index.ts';

const { values } = parseArgs({
  options: {
    appends: { type: 'string', default: '20000' },
    bytes: { type: 'string', default: '300' },
    folder: { type: 'string', default: tmpdir() },
  },
});
const { appends, bytes } = z
  .object({ appends: z.coerce.number().int().positive(), bytes: z.coerce.number().int().nonnegative() })
  .parse(values);
const folder = mkdtempSync(join(values.folder, 'weft-bench-'));
const log = await openLog(`sqlite:${join(folder, 'log.db')}`);

const metadata = (commandId: string): Metadata => ({
  commandId,
  at: '2026-03-01T09:00:00.000Z',
  actor: { person: 'person-1', organisation: 'RZZ01' },
});
const text = 'x'.repeat(bytes);
const event = (id: string): NewEvent => ({
  id,
  type: 'NoteWritten',
  version: 1,
  data: { text },
  metadata: metadata(id),
});

/** Runs `work` so many times, `writers` at once, and prints how many a second and how long one took. */
async function measure(name: string, { count, writers }: { count: number; writers: number }, work: Work) {
  const took: number[] = [];
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let done = 0; next < count; done++) {
        next += 1;
        const from = performance.now();
        await work(writer, done);
        took.push(performance.now() - from);
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  took.sort((one, other) => one - other);
  const at = (share: number) => Number((took[Math.floor(took.length * share)] as number).toFixed(2));
  const perSecond = Math.round(count / seconds);
  console.log(JSON.stringify({ name, count, writers, bytes, perSecond, medianMs: at(0.5), p99Ms: at(0.99) }));
}
type Work = (writer: number, done: number) => Promise<unknown>;

const Written = eventKind('NoteWritten', z.object({ text: z.string() }));
const notes = handler<number, string, ReturnType<typeof Written.create>, never>(log, {
  category: 'note',
  kinds: [Written],
  decider: { initial: 0, evolve: (count) => count + 1, decide: (note) => [Written.create({ text: note })] },
});

try {
  for (const writers of [1, 64, 256])
    await measure('append', { count: writers === 1 ? Math.ceil(appends / 10) : appends, writers }, (writer, done) =>
      log.append(`plain-${writers}.${writer}`, done === 0 ? 'no-stream' : done - 1, [event(`${writer}/${done}`)]),
    );
  for (const writers of [64, 256])
    await measure('command', { count: appends, writers }, (writer, done) =>
      notes.handle(`${writers}.${writer}`, text, metadata(`${writers}.${writer}/${done}`)),
    );
  const begun = performance.now();
  let events = 0;
  for await (const batch of log.readAll({ after: null })) events += batch.events.length;
  const perSecond = Math.round(events / ((performance.now() - begun) / 1000));
  console.log(JSON.stringify({ name: 'read all', count: events, bytes, perSecond }));
} finally {
  await log.close();
  rmSync(folder, { recursive: true });
}
