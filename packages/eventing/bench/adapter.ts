import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type EventLog, handler, memoryBus, openLog, openRows, type Position, run } from '../src/index.ts';
import { atOnce, atRate, type Measured } from './measure.ts';
import type { Place } from './places.ts';
import { type Rebuilt, rebuild } from './rebuild.ts';
import { notebook, STREAM_EVENTS, under, uuidOf, type Workload, wardNotes } from './workload.ts';

/** How much is measured. */
export type Sizes = { readonly appends: number; readonly events: number };

const CALLERS = [1, 8, 64, 256];
const PATIENCE_MS = 600_000;

/** A step's writers: each writes one event an append to a stream of its own, and begins another when it is long. */
export function writers(
  log: EventLog,
  work: Workload,
  step: number,
): (caller: number, done: number) => Promise<unknown> {
  const streams: string[] = [];
  let made = 0;
  return (caller, done) => {
    const revision = done % STREAM_EVENTS;
    if (revision === 0) streams[caller] = work.stream();
    return log.append(streams[caller] as string, revision === 0 ? 'no-stream' : revision - 1, [
      work.event(revision, uuidOf(step, made++)),
    ]);
  };
}

/** Appends, commands and a view that listens, all on one log that grows. */
export async function measureWriting(log: EventLog, work: Workload, sizes: Sizes, folder: string): Promise<Measured[]> {
  const found: Measured[] = [];
  let step = 0;
  await atOnce('warm-up', { count: Math.ceil(sizes.appends / 10), callers: 64 }, writers(log, work, ++step));
  for (const callers of CALLERS) {
    const count = Math.ceil(sizes.appends * Math.max(0.1, Math.min(1, callers / 64)));
    found.push(await atOnce(`append, ${callers} at once`, { count, callers }, writers(log, work, ++step)));
  }
  const notes = handler(log, notebook);
  for (const callers of [64, 256]) {
    step += 1;
    const command = (caller: number, done: number) =>
      notes.handle(
        `${step}.${caller}.${Math.floor(done / STREAM_EVENTS)}`,
        work.text(),
        under(`${step}.${caller}.${done}`),
      );
    found.push(await atOnce(`command, ${callers} at once`, { count: sizes.appends, callers }, command));
  }
  found.push(
    await atRate('command, 200 a second', { perSecond: 200, seconds: 5 }, (nth) =>
      notes.handle(`paced.${nth % 50}`, work.text(), under(`paced.${nth}`)),
    ),
  );
  found.push(await measureLive(log, work, { count: sizes.appends, step: ++step, folder }));
  return found;
}

/** Writers at work until the view has their last event. */
async function measureLive(
  log: EventLog,
  work: Workload,
  { count, step, folder }: { readonly count: number; readonly step: number; readonly folder: string },
): Promise<Measured> {
  mkdirSync(folder, { recursive: true });
  const rows = openRows(join(folder, 'live.db'));
  const running = await run({ log, bus: memoryBus(), rows }, wardNotes);
  await running.waitFor((await log.head()) as Position, PATIENCE_MS);
  const from = performance.now();
  const written = await atOnce('append into a view, 64 at once', { count, callers: 64 }, writers(log, work, step));
  await running.waitFor((await log.head()) as Position, PATIENCE_MS);
  const seconds = (performance.now() - from) / 1000;
  await running.stop();
  rows.close();
  return { ...written, perSecond: Math.round(count / seconds) };
}

/** Fills an empty log with `events` events, reads them, and builds the view from nothing. */
export async function measureHistory(
  place: Place,
  work: Workload,
  { events, folder, batch }: { readonly events: number; readonly folder: string; readonly batch: number },
): Promise<Measured[]> {
  mkdirSync(folder, { recursive: true });
  let log = await openLog(place.url);
  let made = 0;
  const appends = Math.ceil(events / batch);
  const filled = await atOnce(`fill, ${batch} an append, 64 at once`, { count: appends, callers: 64 }, () => {
    const all = Array.from({ length: Math.min(batch, events - made) }, (_, nth) => work.event(nth, uuidOf(99, made++)));
    return log.append(work.stream(), 'no-stream', all);
  });
  const read = await measureRead(log);
  let bytes: number | null = null;
  let built: Rebuilt;
  const path = join(folder, 'rebuilt.db');
  if (place.outlives) {
    await log.close();
    bytes = place.bytes();
    built = await rebuildApart(place.url, path);
    log = await openLog(place.url);
  } else built = await rebuild(log, path);
  await log.close();
  return [
    { ...filled, count: events, perSecond: filled.perSecond * batch },
    { ...read, ...(bytes !== null && { bytesPerEvent: Math.round(bytes / events) }) },
    {
      what: place.outlives ? 'rebuild the view' : 'rebuild the view (log in the same process)',
      count: events,
      perSecond: Math.round(events / built.seconds),
      seconds: built.seconds,
      peakMb: built.peakMb,
    },
  ];
}

/** Reads all that the log holds. */
export async function measureRead(log: EventLog): Promise<Measured> {
  const from = performance.now();
  let count = 0;
  for await (const batch of log.readAll({ after: null })) count += batch.events.length;
  const seconds = (performance.now() - from) / 1000;
  return { what: 'read all', count, perSecond: Math.round(count / seconds), seconds };
}

/** Rebuilds in a process of its own. */
export async function rebuildApart(url: string, path: string): Promise<Rebuilt> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'rebuild.ts'), url, path]);
  return JSON.parse(stdout);
}
