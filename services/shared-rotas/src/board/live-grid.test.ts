import { randomUUID } from 'node:crypto';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDuty, ids } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const stranger: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
const rota = ids.rota('ent');
let world: WriteSideWorld;

beforeEach(async () => {
  world = await startWriteSide(
    [aDuty('d1'), aDuty('d2', { start: '2026-03-03T08:00:00Z', end: '2026-03-03T16:00:00Z', date: '2026-03-03' })],
    ['p1', 'p2'],
  );
});
afterEach(() => world.stop());

const fill = async (duty: string, person: string) => {
  const commandId = randomUUID();
  await world
    .call(manager)
    .duties.fill({ commandId, duty: ids.duty(duty), person: ids.person(person), reason: 'Sick call' });
  await world.caughtUp();
  return commandId;
};
/** The data of what a subscription tells next. */
const next = async (told: AsyncIterator<unknown>) => {
  const { value } = await told.next();
  return (Array.isArray(value) ? value[1] : value) as Record<string, unknown> & { position: string };
};

test('who follows a board from what it drew hears each change, and fetches the rows that it names', async () => {
  const { grid, changes, gridRows } = world.call(manager).rotas;
  const before = await grid({ rota });
  expect(before.places.duty).toEqual([]);
  expect(before.position).not.toBeNull();
  const command = await fill('d1', 'p1');
  const told = (await changes({ rota, lastEventId: before.position }))[Symbol.asyncIterator]();
  const change = await next(told);
  expect(change).toMatchObject({
    reset: false,
    rota: false,
    duties: ['d1'],
    people: ['p1'],
    days: ['2026-03-02'],
    deeds: [{ command, by: 'm1', how: 'manual', reason: 'Sick call', cells: [{ person: 'p1', date: '2026-03-02' }] }],
  });
  const rows = await gridRows({ rota, people: change.people as never, duties: change.duties as never });
  expect([rows.people.length, rows.duties.id, rows.places.duty, rows.cover.have]).toEqual([1, ['d1'], [0], [1]]);
  const live = next(told);
  await fill('d2', 'p2');
  expect((await live).position > change.position).toBe(true);
  await told.return?.();
});

test('what was done is read back between two moments, with why', async () => {
  await fill('d1', 'p1');
  const told = await world
    .call(manager)
    .rotas.changesBetween({ rota, since: '2026-02-01T11:00:00Z', until: '2026-02-01T13:00:00Z' });
  expect(told[0]).toMatchObject({ by: 'm1', reason: 'Sick call', cells: [{ person: 'p1', date: '2026-03-02' }] });
  expect(told[0]?.sentence).toContain('D, Hospital RA430, 2026-03-02: Filled with Person p1');
});

test('others on the board are seen with their cell', async () => {
  const other: Actor = { ...manager, person: 'p2' };
  const told = (await world.call(manager).rotas.presence({ rota }))[Symbol.asyncIterator]();
  expect((await told.next()).value).toEqual([]);
  const live = told.next();
  const cell = { person: ids.person('p1'), date: '2026-03-02' };
  await world.call(other).rotas.here({ rota, cell });
  expect((await live).value).toEqual([{ who: 'p2', name: 'Person p2', cell }]);
  await told.return?.(undefined);
});

test('a rota of others is not there to be seen, followed or stood on', async () => {
  const { rotas } = world.call(stranger);
  const moment = { since: '2026-02-01T11:00:00Z', until: '2026-02-01T13:00:00Z' };
  for (const asked of [
    rotas.grid({ rota }),
    rotas.gridRows({ rota, people: [] }),
    rotas.changesBetween({ rota, ...moment }),
    rotas.here({ rota, cell: null }),
    rotas.presence({ rota }).then((told) => told[Symbol.asyncIterator]().next()),
    rotas.changes({ rota }).then((told) => told[Symbol.asyncIterator]().next()),
  ])
    await expect(asked).rejects.toThrow('Rota ent does not exist, or is not yours to see.');
  expect((await rotas.cover({ from: '2026-03-02', to: '2026-03-16' })).rotas).toEqual([]);
});

test('a board that would end before it begins, or is too long, is refused with words', async () => {
  const { grid, cover } = world.call(manager).rotas;
  await expect(grid({ rota, from: '2026-03-04', to: '2026-03-04' })).rejects.toThrow('not after its first day');
  await expect(cover({ from: '2026-01-01', to: '2027-01-01' })).rejects.toThrow('184 days at most');
});
