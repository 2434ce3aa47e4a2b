import { randomUUID } from 'node:crypto';
import {
  type Delivery,
  type Event,
  eventIdOf,
  handler,
  type Message,
  memoryBus,
  memoryLog,
  openRows,
  type Position,
} from '@weft/eventing';
import { rowDifferences } from '@weft/eventing/testing';
import { type Actor, router, type Service, type ServiceDeps, startService, tokensOf } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demandTemplateKinds } from './demand-template/events.ts';
import { diaryKinds, overrideRecorded } from './diary/events.ts';
import { type Duty, dutyKinds, dutyOpened } from './duty/events.ts';
import { networkFacts } from './facts/network-facts.ts';
import { workforceFacts } from './facts/workforce-facts.ts';
import { hashOf } from './feed/routes.ts';
import { importStream } from './imports/decider.ts';
import { patternKinds } from './pattern/events.ts';
import { readSide, type WriteSide } from './read-side.ts';
import { rostersHere } from './roster-job/rosters-here.ts';
import { rotaKinds, rotaOpened, rotaPublished } from './rota/events.ts';
import { streamsOf } from './streams.ts';
import { aDuty, aPlace, aRota, hearNetwork, hearPerson, ids } from './testing.ts';

const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
const stranger: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
const ada: Actor = { person: 'p1', organisation: 'RA4', roles: ['clinician'] };
const operator: Actor = { person: 'o1', organisation: 'WEFT', roles: ['operator'] };
const clock = () => new Date('2026-02-01T12:00:00.000Z');

/** The read side as a service of its own; places are written by the test, so that no write side is needed. */
async function start(log: ReturnType<typeof memoryLog>, rows = openRows(':memory:')) {
  const bus = memoryBus();
  for (const source of ['network', 'workforce']) await bus.offer(source, (_after, signal) => facts(source, signal));
  const make = (deps: ServiceDeps) => serviceOf(deps, log);
  const logger = { info() {}, error() {}, warn() {} } as unknown as ServiceDeps['logger'];
  const tokens = tokensOf(new Uint8Array(32), clock);
  const started = await startService(make as (deps: ServiceDeps) => Service, {
    log,
    bus,
    rows,
    now: clock,
    logger,
    tokens,
  });
  const service = started.service as unknown as ReturnType<typeof serviceOf>;
  const call = (actor: Actor) =>
    service.router.createCaller({
      actor,
      tokenFault: null,
      traceparent: undefined,
      after: null,
      log,
      now: clock,
      caughtUp: started.deps.live.caughtUp,
      setTokenCookie: () => {},
    });
  return { started, call, rows, service, bus };
}

async function* facts(source: string, signal: AbortSignal): AsyncIterable<Delivery> {
  const messages: Message[] = [];
  const world = {
    hear: (subject: string, data: unknown) =>
      messages.push({
        id: `${messages.length}`,
        subject,
        position: String(messages.length + 1).padStart(20, '0') as Position,
        at: '2026-01-01T00:00:00.000Z',
        data,
      }),
  };
  hearNetwork(world as never);
  hearPerson(world as never, { person: 'p1', name: 'Ada Example' });
  hearPerson(world as never, { person: 'p2', name: 'Bo Sample' });
  const own = messages.filter(({ subject }) => subject.startsWith(source));
  yield { source, messages: own, position: '9'.padStart(20, '0') as Position, live: true };
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

function serviceOf(deps: ServiceDeps, log: ReturnType<typeof memoryLog>) {
  const place = async (duty: string, person: string) => {
    const state = (await streams.duty.state(duty)).state.duty as Duty;
    const [booked, filled] = aPlace(state, person);
    await append(log, `diary-${person}`, booked);
    await append(log, `duty-${duty}`, filled);
  };
  const streams = streamsOf(log);
  const write: WriteSide = {
    streams,
    mustEdit: () => {},
    holidayOn: () => null,
    filling: {
      async fillMany(places) {
        for (const { duty, person } of places) await place(duty, person);
        return { filled: places.length, refused: [], position: await log.head() };
      },
      clearMany: async () => null,
    },
    planning: {
      templatesOf: () => [],
      patternsOf: () => [],
      dutyOn: ({ code }, date, more) => aDuty(`${code}-${date}-${more}`, { code, date }),
      dutyWith: (rota, fields) =>
        aDuty(fields.duty, { ...fields, rota: ids.rota(rota), date: fields.start.slice(0, 10) }),
    },
  };
  const read = readSide({ ...deps, rosterWork: rostersHere(deps.rows) }, write);
  const api = router({
    rotas: router(read.rotas),
    duties: router(read.duties),
    gaps: router(read.gaps),
    findings: router(read.findings),
    overrides: router(read.overrides),
    jobs: router(read.jobs),
    myRota: router(read.myRota),
    feed: router(read.feed),
    imports: router(read.imports),
    exports: router(read.exports),
  });
  return {
    name: 'shared-rotas',
    router: api,
    categories: [
      { category: 'rota', kinds: rotaKinds },
      { category: 'duty', kinds: dutyKinds },
      { category: 'diary', kinds: diaryKinds },
      { category: 'demandTemplate', kinds: demandTemplateKinds },
      { category: 'pattern', kinds: patternKinds },
      ...read.categories,
    ],
    views: read.views as never,
    contractViews: [networkFacts, workforceFacts],
    reactions: [],
    contractReactions: [],
    publish: () => [],
    start: read.start,
    routes: read.routes,
  };
}

let count = 0;
async function append(log: ReturnType<typeof memoryLog>, stream: string, { type, data }: Event) {
  const commandId = `test-${++count}`;
  const metadata = { commandId, at: clock().toISOString(), actor: { person: 'm1', organisation: 'RA4' } };
  await log.append(stream, 'any', [{ id: eventIdOf(stream, commandId, 0), type, version: 1, data, metadata }]);
}

const published = rotaPublished.create({
  rota: ids.rota('ent'),
  version: 1,
  period: aRota().period,
  at: '2026-02-01T12:00:00.000Z',
  leadDays: 29,
  leadDaysAsked: 42,
  gaps: 1,
  overridden: 0,
  rulePack: 'x',
});
const days = ['2026-03-02', '2026-03-03', '2026-03-04'];

let log: ReturnType<typeof memoryLog>;
let world: Awaited<ReturnType<typeof start>>;
const settle = async () => {
  const head = await log.head();
  if (head) await world.started.running.waitFor(head, 5000);
};

beforeEach(async () => {
  log = memoryLog();
  await append(log, 'rota-ent', rotaOpened.create(aRota()));
  for (const [index, date] of days.entries()) {
    const duty = aDuty(`d${index}`, { date, start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z` });
    await append(log, `duty-d${index}`, dutyOpened.create(duty));
  }
  world = await start(log);
  await world.started.running.waitForContracts('9'.padStart(20, '0') as Position, 5000);
  await settle();
});
afterEach(() => world.started.stop());

test('a manager rosters, applies and reads the board; a stranger finds nothing there', async () => {
  const { call } = world;
  const { job } = await call(manager).jobs.start({ commandId: randomUUID(), rotas: [ids.rota('ent')], steps: 20 });
  const seen: string[] = [];
  for await (const told of await call(manager).jobs.progress({ job })) seen.push(dataOf(told).stage);
  expect(seen.at(-1)).toBe('found');
  const applied = await call(manager).jobs.accept({ commandId: randomUUID(), job });
  expect(applied).toMatchObject({ filled: 3, refused: [], gaps: [] });
  await settle();
  const board = await call(manager).rotas.board({ rota: ids.rota('ent') });
  expect(board.duties.map(({ filled }) => filled.length)).toEqual([1, 1, 1]);
  expect(await call(manager).rotas.list()).toMatchObject([{ id: 'ent', gaps: 0, version: null }]);
  expect((await call(manager).jobs.list({ rota: ids.rota('ent') }))[0]).toMatchObject({ stage: 'applied' });
  const { sentences } = await call(manager).duties.history({ duty: ids.duty('d0') });
  expect(sentences.map(({ text }) => text.split(' ')[0])).toEqual(['Opened', 'Filled']);
  expect(await call(stranger).rotas.list()).toEqual([]);
  await expect(call(stranger).rotas.board({ rota: ids.rota('ent') })).rejects.toThrow('not yours to see');
  await expect(call(stranger).jobs.get({ job })).rejects.toThrow('not yours to see');
  await expect(call(stranger).duties.history({ duty: ids.duty('d0') })).rejects.toThrow('not yours to see');
});

test('an operator reads the problem of a search, without names; nobody else does', async () => {
  const { call } = world;
  const asked = { rotas: [ids.rota('ent')], keep: 'pins' as const };
  const problem = await call(operator).jobs.problem({ ...asked, past: true });
  expect((await call(operator).jobs.problem({ ...asked, from: '2026-03-03' })).duties).toHaveLength(2);
  expect(problem.people.map(({ id }) => id)).toEqual(['p1', 'p2']);
  expect(problem.duties.map(({ id }) => id)).toEqual(['d0', 'd1', 'd2']);
  expect(JSON.stringify(problem)).not.toContain('Ada');
  await expect(call(manager).jobs.problem(asked)).rejects.toThrow('operator');
});

test('a spreadsheet is previewed, refused row by row, and applied once', async () => {
  const { call } = world;
  const text = 'name,2026-03-02,2026-03-03\nAda Example,D,D\nNobody Known,D,\n';
  const commandId = randomUUID();
  const upload = {
    commandId,
    kind: 'rota' as const,
    rota: ids.rota('ent'),
    fileName: 'rota.csv',
    contentBase64: Buffer.from(text).toString('base64'),
  };
  const preview = await call(manager).imports.preview(upload);
  expect(preview.changes.map(({ row }) => row)).toEqual([2, 2]);
  expect(preview.refused).toMatchObject([{ row: 3, column: 'name', value: 'Nobody Known' }]);
  expect(await call(manager).imports.preview(upload)).toMatchObject({ import: commandId, changes: preview.changes });
  const apply = { import: preview.import };
  await expect(call(manager).imports.accept({ ...apply, commandId: randomUUID() })).rejects.toThrow('Row 3 is wrong');
  const done = await call(manager).imports.accept({ ...apply, commandId: randomUUID(), refuseRows: [3] });
  expect(done).toMatchObject({ applied: 2, refused: [] });
  await settle();
  expect(await call(manager).imports.status(apply)).toMatchObject({ stage: 'applied', rota: 'ent' });
  expect((await call(manager).exports.csv({ kind: 'rota', rota: ids.rota('ent') })).text).toContain(
    'Ada Example,,p1,D,D,',
  );
});

test('a person sees published duties and their clock, and a calendar at a secret address until it is revoked', async () => {
  const { call, service } = world;
  const [booked, filled] = aPlace(aDuty('d0'), 'p1');
  await append(log, 'diary-p1', booked);
  await append(log, 'duty-d0', filled);
  await settle();
  const asked = { from: '2026-03-01', to: '2026-03-15' };
  expect((await call(ada).myRota.get(asked)).duties).toEqual([]);
  await append(log, 'rota-ent', published);
  await settle();
  const mine = await call(ada).myRota.get(asked);
  expect(mine.duties).toMatchObject([{ duty: 'd0', status: 'confirmed', siteName: 'Hospital RA430' }]);
  expect(mine.clock).toMatchObject({ hours168: 0, nights: 0, worst168: { hours: 8 } });
  const commandId = randomUUID();
  const { url } = await call(ada).feed.open({ commandId });
  expect((await call(ada).feed.open({ commandId })).url).toBe(url);
  await settle();
  const secret = url.split('/').at(-1) as string;
  expect(JSON.stringify((await log.read('feed-p1')).events)).not.toContain(secret.replace('.ics', ''));
  expect(JSON.stringify((await log.read('feed-p1')).events)).toContain(hashOf(secret.replace('.ics', '')));
  const get = await feedOf(service.routes);
  expect(await get(secret)).toMatchObject({ status: 200, body: expect.stringContaining('SUMMARY:D: registrar') });
  expect(await get('wrong-secret-of-some-length.ics')).toMatchObject({ status: 404 });
  await call(ada).feed.revoke({ commandId: randomUUID() });
  await settle();
  expect(await get(secret)).toMatchObject({ status: 404 });
});

test('a live reader of the board hears of a change with its position', async () => {
  const changes = await world.call(manager).rotas.changes({ rota: ids.rota('ent') });
  const iterator = changes[Symbol.asyncIterator]();
  const next = iterator.next();
  const [, filled] = aPlace(aDuty('d1'), 'p2');
  await append(log, 'duty-d1', filled);
  const { value } = await next;
  expect(value && dataOf(value)).toMatchObject({ duties: ['d1'], people: ['p2'], by: ['m1'] });
  await iterator.return?.();
});

test('what is wrong, empty and changed can be read before a rota is published', async () => {
  const { call } = world;
  const rota = ids.rota('ent');
  const night = aDuty('night', { start: '2026-03-02T20:00:00Z', end: '2026-03-03T06:00:00Z' });
  await append(log, 'duty-night', dutyOpened.create(night));
  for (const duty of [aDuty('d0'), night]) {
    const [booked, filled] = aPlace(duty, 'p1');
    await append(log, 'diary-p1', booked);
    await append(log, `duty-${duty.duty}`, filled);
  }
  const override = {
    person: ids.person('p1'),
    rule: 'RD-REST11',
    from: '2026-03-01',
    to: '2026-03-08',
    reason: 'Nobody else',
    role: 'Medical director',
    expires: '2026-04-01',
    at: '2026-02-01T12:00:00.000Z',
  };
  await append(log, 'diary-p1', overrideRecorded.create(override));
  await settle();
  const findings = await call(manager).findings.list({ rota });
  expect(findings.find(({ rule }) => rule === 'RD-REST11')).toMatchObject({
    name: 'Ada Example',
    overridden: { role: 'Medical director' },
  });
  expect(await call(manager).overrides.list({ rota })).toMatchObject([{ rule: 'RD-REST11', holds: true }]);
  const diff = await call(manager).rotas.publicationDiff({ rota });
  expect(diff).toMatchObject({ version: null, leadDays: 29, leadOk: false, noticeDays: 29 });
  expect(diff.added.map(({ duty, name }) => [duty, name])).toEqual([
    ['d0', 'Ada Example'],
    ['night', 'Ada Example'],
  ]);
  expect(diff.findings.overridden.map(({ rule }) => rule)).toContain('RD-REST11');
  expect(diff.findings.hardOpen.map(({ rule }) => rule)).not.toContain('RD-REST11');
  const { gaps } = await call(manager).gaps.list({ rota, withReasons: 1 });
  expect(gaps.map(({ duty, missing }) => [duty, missing])).toEqual([
    ['d1', 1],
    ['d2', 1],
  ]);
  expect(gaps[0]?.reasons).toContainEqual({ reason: 'free', people: 1 });
  const asked = await call(manager).duties.whoCanFill({ duty: ids.duty('d1') });
  expect(asked.map(({ person, ok }) => [person, ok])).toEqual([
    ['p2', true],
    ['p1', false],
  ]);
  const check = await call(manager).duties.check({ duty: ids.duty('d1'), person: ids.person('p1') });
  expect(check).toMatchObject({ gate: { ok: true }, isWorking: false, hoursAfter: { rostered: 26, contracted: 40 } });
  expect(check.findings.map(({ rule }) => rule)).toContain('RD-13');
  await append(log, 'rota-ent', published);
  await settle();
  expect(await call(manager).rotas.publications({ rota })).toMatchObject([{ version: 1, leadDays: 29, leadOk: false }]);
  expect((await call(manager).rotas.publicationDiff({ rota })).added).toEqual([]);
});

test('an import that a stop cut short goes on at the next start', async () => {
  const imports = handler(log, importStream);
  const id = randomUUID();
  const metadata = (step: string) => ({
    commandId: `${id}/${step}`,
    at: clock().toISOString(),
    actor: { person: 'm1', organisation: 'RA4' },
  });
  const change = {
    row: 2,
    what: 'Ada Example: D on 2026-03-02.',
    act: { do: 'place' as const, duty: ids.duty('d0'), person: ids.person('p1'), open: null },
  };
  const read = { kind: 'rota' as const, rota: ids.rota('ent'), fileName: 'r.csv', rows: 1, changes: 1, problems: [] };
  await world.started.stop();
  await imports.handle(id, { type: 'KeepImport', read }, metadata('keep'));
  await imports.handle(id, { type: 'KeepPart', changes: [change] }, metadata('part'));
  await imports.handle(id, { type: 'BeginImport', refuseRows: [], asItStood: true }, metadata('begin'));
  world = await start(log);
  await untilThereIs('ImportApplied');
  expect((await imports.state(id)).state.applied).toEqual({ applied: 1, overridden: 0, refused: [] });
  await settle();
  expect((await world.call(manager).gaps.list({ rota: ids.rota('ent') })).gaps.map(({ duty }) => duty)).toEqual([
    'd1',
    'd2',
  ]);
});

test('every view equals its rebuild', async () => {
  const { call, rows, service } = world;
  const { job } = await call(manager).jobs.start({ commandId: randomUUID(), rotas: [ids.rota('ent')], steps: 20 });
  for await (const _ of await call(manager).jobs.progress({ job }));
  await call(manager).jobs.accept({ commandId: randomUUID(), job });
  await append(log, 'rota-ent', published);
  await call(ada).feed.open({ commandId: randomUUID() });
  await settle();
  const rebuilt = await start(log);
  const head = await log.head();
  await rebuilt.started.running.waitFor(head as Position, 5000);
  await rebuilt.started.running.waitForContracts('9'.padStart(20, '0') as Position, 5000);
  expect(rowDifferences(rows, rebuilt.rows, [...service.views, ...service.contractViews])).toEqual([]);
  await rebuilt.started.stop();
});

/** Resolves when the log holds an event of the type. */
async function untilThereIs(wanted: string) {
  const stop = new AbortController();
  for await (const { events } of log.subscribe({ after: null, signal: stop.signal }))
    if (events.some(({ type }) => type === wanted)) stop.abort();
}

/** What a tracked message of a subscription carries beside its id. */
const dataOf = <Data>(message: { readonly data: Data }): Data =>
  (Array.isArray(message) ? message[1] : message.data) as Data;

/** Calls the feed's route as Fastify would. */
async function feedOf(routes: NonNullable<Service['routes']>) {
  type Handler = (request: { params: { file: string } }, reply: unknown) => Promise<unknown>;
  let handle: Handler | undefined;
  routes({
    get: (_path: string, handler: Handler) => {
      handle = handler;
    },
  } as never);
  return async (file: string) => {
    const answer = { status: 200, body: '' };
    const reply = {
      code(status: number) {
        answer.status = status;
        return reply;
      },
      type: () => reply,
      header: () => reply,
      send(body: string) {
        answer.body = body;
        return reply;
      },
    };
    await handle?.({ params: { file } }, reply);
    return answer;
  };
}
