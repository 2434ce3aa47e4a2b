/**
 * Measures the bus on this machine: `node packages/eventing/bench/bus.ts [--messages 20000] [--paced 2000] [--bytes 300]
 * [--bus nats://…]`. Without `--bus` it starts a `nats-server` of its own (NATS_SERVER, else the PATH). Publisher and
 * consumer have a connection each. Prints one line of JSON for each measurement: `paced` sends 200 a second and tells how
 * long one takes from the publisher's log to the end of the consumer's handling; `position` the same for events that
 * publish nothing; `burst` sends all at once; `pages` fills a consumer that knows nothing.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Consumer, Message, Replay } from '../src/bus.ts';
import { Position } from '../src/event.ts';
import { openBus } from '../src/index.ts';
import { natsServer } from '../src/nats/nats-server.fixture.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '20000' },
    paced: { type: 'string', default: '2000' },
    bytes: { type: 'string', default: '300' },
    bus: { type: 'string' },
  },
});
const count = z.coerce.number().int().positive();
const [messages, paced, bytes] = [values.messages, values.paced, values.bytes].map((one) => count.parse(one));
const text = 'x'.repeat(bytes as number);

const at = (place: number) => Position.parse(String(place).padStart(20, '0'));
const log: { readonly position: Position; readonly message: Message | null }[] = [];
const waiting = new Set<() => void>();
/** Writes to the publisher's log in memory; every event publishes one contract, or none. */
function append(publishes: boolean): Position {
  const position = at(log.length + 1);
  const message = {
    id: `e${log.length}`,
    subject: 'bench.NoteWritten.v1',
    position,
    at: '2026-03-01T09:00:00.000Z',
    data: { text },
  };
  log.push({ position, message: publishes ? message : null });
  for (const wake of [...waiting]) wake();
  return position;
}
const replay: Replay = async function* (after, signal) {
  let place = after === null ? 0 : Number(after);
  while (!signal.aborted) {
    const next = log.slice(place, place + 500);
    place += next.length;
    if (next.length > 0)
      yield {
        source: 'bench',
        messages: next.flatMap(({ message }) => message ?? []),
        position: at(place),
        live: place === log.length,
      };
    else
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake, { once: true });
      });
  }
};
function reader(name: string) {
  let handled: Position | null = null;
  const pending: { readonly position: Position; readonly done: () => void }[] = [];
  const reached = async (position: Position) => {
    handled = position;
    while (pending[0] && pending[0].position <= position) pending.shift()?.done();
  };
  const consumer: Consumer = {
    name,
    subjects: ['bench.NoteWritten.v1'],
    after: () => handled,
    deliver: ({ position }) => reached(position),
    setAside: ({ position }) => reached(position),
    redeliver: async () => {},
  };
  return {
    consumer,
    handled: (position: Position) => new Promise<void>((done) => void pending.push({ position, done })),
  };
}

const server = values.bus ? null : await natsServer();
await server?.start();
const url = values.bus ?? (server?.url as string);
const [offering, taking] = [await openBus(url), await openBus(url)];
try {
  const one = reader('bench');
  append(true);
  await offering.offer('bench', replay, async () => log.at(-1)?.position ?? null);
  const first = one.handled(at(1));
  await taking.subscribe(one.consumer);
  await first;

  for (const [name, publishes] of [
    ['paced', true],
    ['position', false],
  ] as const) {
    const took: number[] = [];
    const all: Promise<void>[] = [];
    const begun = performance.now();
    for (let sent = 0; sent < (paced as number); sent++) {
      await pause(Math.max(0, begun + sent * 5 - performance.now()));
      const from = performance.now();
      all.push(one.handled(append(publishes)).then(() => void took.push(performance.now() - from)));
    }
    await Promise.all(all);
    took.sort((a, b) => a - b);
    const ms = (share: number) => Number((took[Math.floor(took.length * share)] as number).toFixed(2));
    console.log(JSON.stringify({ name, count: paced, bytes, medianMs: ms(0.5), p99Ms: ms(0.99), mostMs: ms(0.9999) }));
  }
  const rate = async (name: string, work: () => Promise<number>) => {
    const begun = performance.now();
    const done = await work();
    console.log(
      JSON.stringify({ name, count: done, bytes, perSecond: Math.round(done / ((performance.now() - begun) / 1000)) }),
    );
  };
  await rate('burst', async () => {
    for (let sent = 1; sent < (messages as number); sent++) append(true);
    await one.handled(append(true));
    return messages as number;
  });
  await rate('pages', async () => {
    const two = reader('bench-2');
    const all = two.handled(at(log.length));
    await taking.subscribe(two.consumer);
    await all;
    return log.length;
  });
} finally {
  await taking.close();
  await offering.close();
  await server?.dispose();
}
