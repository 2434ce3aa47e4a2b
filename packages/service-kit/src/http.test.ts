import { randomUUID } from 'node:crypto';
import {
  type EventLog,
  type EventOf,
  eventKind,
  handler,
  LogUnavailableError,
  memoryBus,
  memoryLog,
  openRows,
  reject,
  type View,
} from '@weft/eventing';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type Actor, tokensOf } from './actor.ts';
import { serve, type Web } from './http.ts';
import { accepted } from './refused.ts';
import { type Service, type ServiceDeps, type Started, startService } from './service.ts';
import { asks, commands, router } from './trpc.ts';

const kinds = [eventKind('SeatTaken', z.object({ by: z.string() }))] as const;
const [SeatTaken] = kinds;
type Happened = EventOf<typeof kinds>;
const clinics = {
  category: 'clinic',
  kinds,
  decider: {
    initial: [] as readonly string[],
    evolve: (taken: readonly string[], { data }: Happened) => [...taken, data.by],
    decide: (by: string, taken: readonly string[]) =>
      taken.length < places ? [SeatTaken.create({ by })] : reject('full', 'No seat is left.', { places }),
  },
};
const seats: View<Happened> = {
  name: 'seats',
  version: 1,
  tables: 'CREATE TABLE seats (by TEXT)',
  on: {
    SeatTaken(rows, { data }) {
      if (data.by === 'nobody') throw new Error('The name is no name.');
      rows.run('INSERT INTO seats VALUES (?)', data.by);
    },
  },
};

/** How many seats the clinic has. */
let places = 1;
/** What the procedure `slow` waits for. */
let begun = Promise.withResolvers<void>();
let release = Promise.withResolvers<void>();

const clinicService = ({ log, rows }: ServiceDeps): Service => {
  const clinic = handler(log, clinics);
  return {
    name: 'clinic',
    router: router({
      take: commands(['clinician'], { by: z.string() }).mutation(async ({ input, ctx }) =>
        accepted(await clinic.handle('1', input.by, ctx.metadata)),
      ),
      taken: asks('signed-in').query(() => rows.all<{ by: string }>('SELECT by FROM seats').map(({ by }) => by)),
      /** As many letters as are asked for, and how many were sent along. */
      letters: asks('anyone')
        .input(z.object({ count: z.number(), beside: z.string().optional() }))
        .query(({ input: { count, beside = '' } }) => ({ letters: 'x'.repeat(count), beside: beside.length })),
      slow: asks('anyone').query(async () => {
        begun.resolve();
        await release.promise;
        return 'done';
      }),
    }),
    categories: [clinics],
    views: [seats as View<never>],
    contractViews: [],
    reactions: [],
    contractReactions: [],
    publish: () => [],
  };
};

const logger = pino({ level: 'silent' });
const now = () => new Date('2026-03-01T09:00:00Z');
const tokens = tokensOf(new TextEncoder().encode('a key for these tests, and no other'), now);
const actor: Actor = { person: 'person-1', organisation: 'RZZ01', roles: ['clinician'] };
const start = (make: (deps: ServiceDeps) => Service, log: EventLog) =>
  startService(make, { log, bus: memoryBus(), rows: openRows(':memory:'), now, logger, tokens });
const listen = (services: readonly Started[], port = 0) =>
  serve(services, { port, host: 'localhost', pages: null, logger });

/** Holds subscriptions back until `open` resolves: views stay behind for so long. */
const held = (log: EventLog, open: Promise<void>): EventLog => ({
  ...log,
  async *subscribe(from) {
    await open;
    yield* log.subscribe(from);
  },
});

let started: Started;
let web: Web;
let headers: Record<string, string>;
beforeEach(async () => {
  places = 1;
  begun = Promise.withResolvers();
  release = Promise.withResolvers();
  started = await start(clinicService, memoryLog());
  web = await listen([started]);
  headers = { authorization: `Bearer ${await tokens.sign(actor)}`, 'content-type': 'application/json' };
});
afterEach(async () => {
  release.resolve();
  await web.stop();
  await started.stop();
});

const take = (by: string, commandId: string = randomUUID()) =>
  fetch(`${web.address}/api/clinic/take`, { method: 'POST', headers, body: JSON.stringify({ commandId, by }) });
const dataOf = async (response: Response) => ((await response.json()) as { result: { data: unknown } }).result.data;

test('a service with a procedure that does not state its needs does not start', async () => {
  const silent = (deps: ServiceDeps): Service => {
    const service = clinicService(deps);
    const open = asks('anyone').query(() => 'x');
    const { meta: _, ...rest } = open._def as typeof open._def & { meta: unknown };
    return { ...service, router: router({ told: open, silent: Object.assign(() => {}, { _def: rest }) as never }) };
  };
  await expect(start(silent, memoryLog())).rejects.toThrow(/clinic: silent do not state what they need.*asks\(\)/);
});

test('who has not signed in, or holds another role, is told what is missing', async () => {
  const { authorization: _, ...anonymous } = headers;
  const unsigned = await fetch(`${web.address}/api/clinic/taken`, { headers: anonymous });
  expect([unsigned.status, await unsigned.text()]).toEqual([401, expect.stringContaining('Sign in first.')]);
  headers.authorization = `Bearer ${await tokens.sign({ ...actor, roles: ['operator'] })}`;
  const other = await take('a');
  expect([other.status, await other.text()]).toEqual([403, expect.stringContaining('needs the role clinician')]);
});

test('a command sent again gets its first answer', async () => {
  const commandId = randomUUID();
  const first = await dataOf(await take('a', commandId));
  expect(first).toMatchObject({ events: [{ data: { by: 'a' } }], revision: 0 });
  expect(await dataOf(await take('a', commandId))).toEqual(first);
});

test('a refused command sent again gets the same refusal, also when its cause has gone', async () => {
  await take('a');
  const commandId = randomUUID();
  const refusal = async () => {
    const response = await take('b', commandId);
    const { error } = (await response.json()) as { error: { message: string; data: { refusal: unknown } } };
    return [response.status, error.message, error.data.refusal];
  };
  const first = await refusal();
  expect(first).toEqual([
    409,
    'No seat is left.',
    { rejected: 'full', because: 'No seat is left.', details: { places: 1 } },
  ]);
  places = 2;
  expect(await refusal()).toEqual(first);
  expect((await take('b')).status).toBe(200);
});

test('a body of 10 MB is refused with words', async () => {
  const response = await take('x'.repeat(10 * 1024 * 1024));
  expect(response.status).toBe(413);
  expect(await response.text()).toMatch(/larger than 6 MB.*Nothing was changed. Split the file/);
});

test('a stop lets a request under way finish, and takes no new one', async () => {
  const slow = fetch(`${web.address}/api/clinic/slow`);
  await begun.promise;
  const stopped = web.stop();
  release.resolve();
  expect(await dataOf(await slow)).toBe('done');
  await stopped;
  await expect(fetch(`${web.address}/health/live`)).rejects.toThrow();
});

test('a query that has seen a position waits until the views have passed it', async () => {
  const log = memoryLog();
  const open = Promise.withResolvers<void>();
  const behind = await start(clinicService, held(log, open.promise));
  const other = await listen([behind]);
  try {
    const body = JSON.stringify({ commandId: randomUUID(), by: 'a' });
    const made = await fetch(`${other.address}/api/clinic/take`, { method: 'POST', headers, body });
    const { position } = (await dataOf(made)) as { position: string };
    const patient = fetch(`${other.address}/api/clinic/taken`, { headers: { ...headers, 'weft-after': position } });
    expect(await dataOf(await fetch(`${other.address}/api/clinic/taken`, { headers }))).toEqual([]);
    open.resolve();
    expect(await dataOf(await patient)).toEqual(['a']);
  } finally {
    open.resolve();
    await other.stop();
    await behind.stop();
  }
});

test('ready while the views keep up; not ready, and the event is named, while one is stuck', async () => {
  const ready = async () => {
    const response = await fetch(`${web.address}/health/ready`);
    return [response.status, await response.json()];
  };
  await take('a');
  expect(await ready()).toEqual([200, { ready: true, faults: [], notes: [] }]);
  places = 2;
  await take('nobody');
  while (!started.running.failure()) await new Promise((resolve) => setImmediate(resolve));
  expect(await ready()).toEqual([
    503,
    {
      ready: false,
      faults: [expect.stringMatching(/clinic: View seats cannot take SeatTaken .*The name is no name/)],
      notes: [],
    },
  ]);
  expect((await fetch(`${web.address}/health/live`)).status).toBe(200);
});

test('a log that does not answer is said as such, so that the call is sent again', async () => {
  const away: EventLog = { ...memoryLog(), read: () => Promise.reject(new LogUnavailableError('The log is away.')) };
  const other = await start(clinicService, away);
  const there = await listen([other]);
  const body = JSON.stringify({ commandId: randomUUID(), by: 'a' });
  const answer = await fetch(`${there.address}/api/clinic/take`, { method: 'POST', headers, body });
  expect([answer.status, await answer.text()]).toEqual([503, expect.stringContaining('The log is away.')]);
  await there.stop();
  await other.stop();
});

test('a port in use is named, with what to do', async () => {
  const port = Number(new URL(web.address).port);
  await expect(listen([started], port)).rejects.toThrow(`Port ${port} is in use. Stop the program that holds it`);
});

test('one call and a batch of one are answered alike, whatever comes of it', async () => {
  const commandId = randomUUID();
  expect((await take('Ada', commandId)).status).toBe(200);
  const alike = async (path: string, { input, send }: { input?: unknown; send?: unknown }) => {
    const of = (suffix: string, wrap: (value: unknown) => unknown) =>
      fetch(
        `${web.address}/api/clinic/${path}?${suffix}${input === undefined ? '' : `&input=${encodeURIComponent(JSON.stringify(wrap(input)))}`}`,
        send === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(wrap(send)) },
      );
    const single = await of('', (value) => value);
    const batch = await of('batch=1', (value) => ({ 0: value }));
    expect([await single.json()]).toEqual(await batch.json());
    expect(single.status).toBe(batch.status);
    return single.status;
  };
  expect(await alike('taken', {})).toBe(200);
  expect(await alike('take', { send: { commandId, by: 'Ada' } })).toBe(200);
  expect(await alike('take', { send: { commandId: randomUUID(), by: 'Bo' } })).toBe(409);
  expect(await alike('take', { send: { commandId: 'none', by: 7 } })).toBe(400);
  expect(await alike('take', { input: {} })).toBe(405);
  expect(await alike('nothing', {})).toBe(404);
  headers.authorization = 'Bearer of nothing';
  expect(await alike('taken', {})).toBe(401);
});

test('a large answer is compressed for who takes that, alone and in a batch, and reads the same', async () => {
  const ask = async (count: number, { encoding, batch }: { encoding: string; batch: boolean }) => {
    const asked = batch ? { 0: { count } } : { count };
    const address = `${web.address}/api/clinic/letters?${batch ? 'batch=1&' : ''}input=${encodeURIComponent(JSON.stringify(asked))}`;
    const answer = await fetch(address, { headers: { ...headers, 'accept-encoding': encoding } });
    const [first] = [(await answer.json()) as { result: { data: { letters: string } } }].flat();
    return [answer.status, answer.headers.get('content-encoding'), first?.result.data.letters.length];
  };
  for (const batch of [false, true]) {
    expect(await ask(100_000, { encoding: 'gzip, br', batch })).toEqual([200, 'gzip', 100_000]);
    expect(await ask(100_000, { encoding: 'identity', batch })).toEqual([200, null, 100_000]);
    expect(await ask(100_000, { encoding: 'gzip;q=0', batch })).toEqual([200, null, 100_000]);
    expect(await ask(100, { encoding: 'gzip', batch })).toEqual([200, null, 100]);
  }
});

test('a query that is too long for an address may be sent', async () => {
  const body = JSON.stringify({ 0: { count: 1, beside: 'y'.repeat(50_000) } });
  const answer = await fetch(`${web.address}/api/clinic/letters?batch=1`, { method: 'POST', headers, body });
  expect(await answer.json()).toEqual([{ result: { data: { letters: 'x', beside: 50_000 } } }]);
});

test('what is no JSON is told so', async () => {
  const sent = await fetch(`${web.address}/api/clinic/take`, { method: 'POST', headers, body: '{"commandId":' });
  expect(sent.status).toBe(400);
});
