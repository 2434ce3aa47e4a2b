import { randomUUID } from 'node:crypto';
import { DutyId, PatternId, TemplateId } from '@weft/contracts';
import { type Delivery, type Message, memoryBus, memoryLog, openRows, type Position } from '@weft/eventing';
import { rowDifferences } from '@weft/eventing/testing';
import { type Actor, type ServiceDeps, startService, tokensOf } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sharedRotasService } from './service.ts';
import { hearNetwork, hearPerson, ids } from './testing.ts';

const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
const partner: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
const stranger: Actor = { person: 'm3', organisation: 'RCF', roles: ['rota-manager'] };
const clock = () => new Date('2026-02-01T12:00:00.000Z');
const END = '9'.repeat(20) as Position;
const rota = ids.rota('ent');

const arrangement = {
  id: 'visiting-ent',
  name: 'Visiting ENT',
  type: 'visiting-service',
  from: '2026-01-01',
  to: null,
  providers: ['RBD'],
  hosts: ['RA4'],
  sites: ['RA430'],
  services: [],
  staffGroups: [],
  parties: {
    ...{ employer: null, payer: null, hostSite: null, hostOrganisation: null, operator: 'RBD', governance: null },
    ...{ indemnifier: null, dataController: null, rotaOwner: null },
  },
  credentials: [],
};

/** Ada of the host, Cy of the partner with an induction at the host, Di of the partner without one. */
async function* facts(source: string, signal: AbortSignal): AsyncIterable<Delivery> {
  const messages: Message[] = [];
  const hear = (subject: string, data: unknown) =>
    messages.push({
      id: `${messages.length}`,
      subject,
      position: String(messages.length + 1).padStart(20, '0') as Position,
      at: '2026-01-01T00:00:00.000Z',
      data,
    });
  const world = { hear } as never;
  hearNetwork(world);
  hear('network.ArrangementRecorded.v1', arrangement);
  hearPerson(world, { person: 'p1', name: 'Ada Example', wte: 1 });
  hearPerson(world, { person: 'p2', name: 'Cy Sample', employer: 'RBD', homeSite: 'RBD01', wte: 1 });
  hearPerson(world, { person: 'p3', name: 'Di Pattern', employer: 'RBD', homeSite: 'RBD01', wte: 1 });
  const induction = { id: 'c1', kind: 'induction', host: 'RA4', detail: 'ENT', from: '2026-01-01', to: null };
  hear('workforce.CredentialRecorded.v1', { person: 'p2', credential: induction });
  const own = messages.filter(({ subject }) => subject.startsWith(source));
  yield { source, messages: own, position: END, live: true };
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}

async function start(log: ReturnType<typeof memoryLog>) {
  const rows = openRows(':memory:');
  const bus = memoryBus();
  for (const source of ['network', 'workforce']) await bus.offer(source, (_after, signal) => facts(source, signal));
  const logger = { info() {}, error() {}, warn() {} } as unknown as ServiceDeps['logger'];
  const tokens = tokensOf(new Uint8Array(32), clock);
  let service: ReturnType<typeof sharedRotasService> | null = null;
  const make = (deps: ServiceDeps) => {
    service = sharedRotasService(deps);
    return service;
  };
  const started = await startService(make, { log, bus, rows, now: clock, logger, tokens });
  await started.running.waitForContracts(END, 5000);
  const made = service as unknown as ReturnType<typeof sharedRotasService>;
  const call = (actor: Actor, after: Position | null = null) =>
    made.router.createCaller({
      actor,
      tokenFault: null,
      traceparent: undefined,
      after,
      log,
      now: clock,
      caughtUp: started.deps.live.caughtUp,
      setTokenCookie: () => {},
    });
  return { started, call, rows, service: made };
}

let log: ReturnType<typeof memoryLog>;
let world: Awaited<ReturnType<typeof start>>;

/** Asks as somebody who has seen all that the log holds. */
const ask = async (actor: Actor) => world.call(actor, await log.head());
const command = () => ({ commandId: randomUUID() });

const opened = {
  id: rota,
  name: 'ENT',
  owner: ids.organisation('RA4'),
  organisations: [ids.organisation('RBD')],
  arrangements: [arrangement.id as never],
  sites: [ids.site('RA430')],
  period: { from: '2026-03-23', to: '2026-04-20' },
};
const day = {
  id: TemplateId.parse('ent-day'),
  rota,
  site: ids.site('RA430'),
  service: 'ENT',
  role: 'registrar',
  grade: ['registrar'],
  skill: null,
  count: 1,
  kind: 'shift' as const,
  code: 'D',
  startTime: '08:00',
  endTime: '16:00',
  breakMinutes: 30,
  expectedWorkMinutes: 0,
  weekdays: [1, 2, 3, 4, 5],
  publicHolidays: 'closed' as const,
  from: '2026-01-01',
  to: null,
  arrangement: null,
};
const night = {
  ...day,
  id: TemplateId.parse('ent-night'),
  code: 'N',
  startTime: '20:00',
  endTime: '08:00',
  weekdays: [6],
  publicHolidays: 'as-usual' as const,
  arrangement: arrangement.id as never,
};
const dutyOn = (template: string, date: string) => DutyId.parse(`${template}~${date.replaceAll('-', '')}`);

beforeEach(async () => {
  log = memoryLog();
  world = await start(log);
  const { call } = world;
  await call(manager).rotas.open({ ...command(), ...opened });
  await call(manager).demand.set({ ...command(), ...day });
  await call(manager).demand.set({ ...command(), ...night });
});
afterEach(() => world.started.stop());

test('demand expands into duties: closed on public holidays, an hour shorter over the change of the clock', async () => {
  const { call } = world;
  const first = command();
  const expanded = await call(manager).demand.expand({ ...first, rota });
  expect(expanded).toMatchObject({ opened: 22, changed: 0, kept: 0, withdrawn: 0 });
  expect(await call(manager).demand.expand({ ...first, rota })).toEqual(expanded);
  const again = await call(manager).demand.expand({ ...command(), rota });
  expect(again).toMatchObject({ opened: 0, kept: 22, position: null });
  const board = await (await ask(manager)).rotas.board({ rota });
  const dates = board.duties.filter(({ code }) => code === 'D').map(({ date }) => date);
  expect(dates).not.toContain('2026-04-03');
  expect(board.days.find(({ date }) => date === '2026-04-03')?.publicHoliday).toBe('Good Friday');
  const changing = board.duties.find(({ id }) => id === dutyOn('ent-night', '2026-03-28'));
  expect(changing).toMatchObject({ start: '2026-03-28T20:00:00.000Z', end: '2026-03-29T07:00:00.000Z' });
  expect(changing?.parties).toEqual({ operator: 'RBD' });
});

test('demand that changes keeps who is placed, changes what is empty and withdraws what nobody needs', async () => {
  const { call } = world;
  await call(manager).demand.expand({ ...command(), rota });
  const duty = dutyOn('ent-day', '2026-03-23');
  await call(manager).duties.fill({ ...command(), duty, person: ids.person('p1') });
  await call(manager).demand.set({ ...command(), ...day, weekdays: [2], endTime: '17:00' });
  const again = await call(manager).demand.expand({ ...command(), rota });
  expect(again).toMatchObject({ opened: 0, changed: 4, kept: 5, withdrawn: 13 });
  const board = await (await ask(manager)).rotas.board({ rota });
  expect(board.duties.find(({ id }) => id === duty)?.filled).toMatchObject([{ person: 'p1' }]);
});

test('two organisations staff one rota by a pattern, and its owner publishes it', async () => {
  const { call } = world;
  await call(manager).demand.expand({ ...command(), rota });
  const pattern = PatternId.parse('two-weeks');
  const weeks = [
    ['D', 'D', 'D', 'D', 'D', '', ''],
    ['', '', '', '', '', '', ''],
  ];
  await call(partner).patterns.set({ ...command(), id: pattern, rota, name: 'Two weeks', weeks });
  const people = [
    { person: ids.person('p1'), startWeek: 1 },
    { person: ids.person('p2'), startWeek: 2 },
  ];
  const laid = await call(manager).patterns.lay({ ...command(), pattern, people });
  expect(laid).toMatchObject({ filled: 18, there: 0 });
  expect(laid.refused.map(({ person, date, code }) => [person, date, code])).toEqual([
    ['p2', '2026-04-03', 'no-place'],
    ['p1', '2026-04-06', 'no-place'],
  ]);
  expect(await call(manager).patterns.lay({ ...command(), pattern, people })).toMatchObject({ filled: 0, there: 18 });
  const open = { ...command(), duty: dutyOn('ent-night', '2026-03-28'), person: ids.person('p3') };
  await expect(call(manager).duties.fill(open)).rejects.toThrow('local induction for Trust RA4 is missing');
  const diff = await (await ask(partner)).rotas.publicationDiff({ rota });
  expect(diff.added).toHaveLength(18);
  expect(diff.findings.hardOpen).toEqual([]);
  await expect(call(partner).rotas.publish({ ...command(), rota })).rejects.toThrow('belongs to Trust RA4');
  const published = await call(manager).rotas.publish({ ...command(), rota });
  expect(published).toMatchObject({ version: 1, leadDays: 50, leadDaysAsked: 42, leadOk: true });
  await expect(call(manager).rotas.publish({ ...command(), rota })).rejects.toThrow('Nothing has changed');
});

test('leave that comes after a placement is a hard finding, and publication names it', async () => {
  const { call } = world;
  await call(manager).demand.expand({ ...command(), rota });
  const duty = dutyOn('ent-day', '2026-03-23');
  await call(manager).duties.fill({ ...command(), duty, person: ids.person('p1') });
  const at = clock().toISOString();
  const leave = { id: 'l1', person: 'p1', kind: 'annual', from: '2026-03-23', to: '2026-03-24', origin: null };
  const metadata = { commandId: 'leave-1', at, actor: { person: 'm1', organisation: 'RA4' } };
  await log.append('diary-p1', 'any', [{ id: randomUUID(), type: 'LeaveEntered', version: 1, data: leave, metadata }]);
  await expect(call(manager).rotas.publish({ ...command(), rota })).rejects.toMatchObject({
    cause: { refusal: { rejected: 'hard-findings-open', details: { findings: [{ rule: 'LEAVE', duties: [duty] }] } } },
  });
  await call(manager).duties.clear({ ...command(), duty, person: ids.person('p1') });
  expect(await call(manager).rotas.publish({ ...command(), rota })).toMatchObject({ version: 1 });
});

test('whoever takes no part sees nothing and does nothing', async () => {
  await world.call(manager).demand.expand({ ...command(), rota });
  const duty = dutyOn('ent-day', '2026-03-23');
  const asked = await ask(stranger);
  expect(await asked.rotas.list()).toEqual([]);
  const weeks = [['', '', '', '', '', '', '']];
  const tried = [
    asked.rotas.board({ rota }),
    asked.demand.list({ rota }),
    asked.demand.set({ ...command(), ...day }),
    asked.demand.retire({ ...command(), template: day.id }),
    asked.demand.expand({ ...command(), rota }),
    asked.patterns.set({ ...command(), id: PatternId.parse('x'), rota, name: 'x', weeks }),
    asked.duties.fill({ ...command(), duty, person: ids.person('p1') }),
    asked.rotas.publish({ ...command(), rota }),
    asked.rotas.extend({ ...command(), rota, to: '2026-05-01' }),
  ];
  for (const one of await Promise.allSettled(tried))
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND' } });
  await expect(asked.rotas.open({ ...command(), ...opened, id: ids.rota('mine') })).rejects.toThrow('belongs to');
});

test('a rota stands on arrangements: organisations and sites without one are refused', async () => {
  const open = (changes: object) =>
    world.call(manager).rotas.open({ ...command(), ...opened, id: ids.rota('b'), ...changes });
  const refused = (rejected: string) => ({ cause: { refusal: { rejected } } });
  await expect(open({ arrangements: [] })).rejects.toMatchObject(refused('organisation-without-arrangement'));
  await expect(open({ arrangements: ['none'] })).rejects.toMatchObject(refused('arrangement-unknown'));
  await expect(open({ sites: ['RBD01'] })).rejects.toMatchObject(refused('site-not-covered'));
  await expect(open({ sites: ['XXX99'] })).rejects.toMatchObject(refused('site-unknown'));
});

test('a roster job and a file fill rotas, and every view equals its rebuild', async () => {
  const { call } = world;
  await call(manager).demand.expand({ ...command(), rota, to: '2026-03-30' });
  const { job } = await call(manager).jobs.start({ ...command(), rotas: [rota], to: '2026-03-28', steps: 20 });
  for await (const _ of await call(manager).jobs.progress({ job }));
  expect(await call(manager).jobs.accept({ ...command(), job })).toMatchObject({ filled: 5, refused: [] });
  const rotaFile = await (await ask(manager)).exports.rotaFile({ rota });
  const freed = (await (await ask(manager)).rotas.board({ rota })).duties.find(({ filled }) => filled.length > 0)!;
  await call(manager).duties.clear({ ...command(), duty: freed.id, person: freed.filled[0]!.person as never });
  const copy = ids.rota('copy');
  const read = await call(manager).imports.rotaFile({ ...command(), rotaFile: { ...rotaFile }, rota: copy });
  expect(read.refused).toEqual([]);
  const taken = await call(manager).imports.accept({ ...command(), import: read.import });
  expect(taken.refused.map(({ because }) => because)).toEqual(
    Array(4).fill('This person is already working at that time.'),
  );
  const { duties } = await (await ask(manager)).rotas.board({ rota: copy });
  expect(duties.flatMap(({ filled }) => filled)).toHaveLength(1);
  await call(manager).rotas.publish({ ...command(), rota });
  await world.started.running.waitFor((await log.head()) as Position, 5000);
  const rebuilt = await start(log);
  await rebuilt.started.running.waitFor((await log.head()) as Position, 5000);
  const { views, contractViews } = world.service;
  expect(rowDifferences(world.rows, rebuilt.rows, [...views, ...contractViews])).toEqual([]);
  await rebuilt.started.stop();
});
