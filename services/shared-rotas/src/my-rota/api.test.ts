import { randomUUID } from 'node:crypto';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const on = (day: string, from: string, to: string) => ({
  date: day,
  start: `${day}T${from}:00Z`,
  end: `${day}T${to}:00Z`,
});
const duties = [
  aDuty('monday', { ...on('2026-03-02', '08:00', '16:00'), count: 2 }),
  aDuty('evening', on('2026-03-02', '12:00', '20:00')),
  aDuty('thursday', on('2026-03-05', '08:00', '16:00')),
];
const ada: Actor = { person: 'p1', organisation: 'RA4', roles: ['clinician'] };
const id = () => ({ commandId: randomUUID() });
const range = { from: '2026-02-01', to: '2026-03-29' };
let world: WriteSideWorld;
const mine = () => world.call(ada).myRota;
const fill = (duty: string, person: string) => world.call(manager).duties.fill({ ...id(), duty, person });

beforeEach(async () => {
  world = await startWriteSide(duties, ['p1', 'p2', 'p3']);
  await fill('monday', 'p1');
  await fill('monday', 'p2');
  await fill('evening', 'p3');
  await world.caughtUp();
});
afterEach(() => world.stop());
const publish = async () => {
  await world.call(manager).rotas.publish({ ...id(), rota: 'ent' });
  await world.caughtUp();
};

test('the next duty comes with the team that is there at the same time, and the dials name their rules', async () => {
  expect(await mine().get(range)).toMatchObject({ next: null, duties: [] });
  await publish();
  const { next, dials, asOf } = await mine().get(range);
  expect(asOf).toBe('2026-02-01T12:00:00.000Z');
  expect(next).toMatchObject({ duty: 'monday', siteName: 'Hospital RA430', travel: null });
  expect(next?.team.map(({ person, code }) => [person, code])).toEqual([
    ['p2', 'D'],
    ['p3', 'D'],
  ]);
  expect(await mine().team({ duty: 'monday' })).toEqual(next?.team);
  await expect(mine().team({ duty: 'evening' })).rejects.toThrow('not yours to see');
  expect(dials?.rolling).toMatchObject({ hours: 0, limit: 72, rule: { id: 'RD-72' } });
  expect(dials?.average).toMatchObject({ weeks: 26, limit: 48 });
});

test('notices tell a publication, a duty that came and one that went, with who and why; what was read is not new', async () => {
  expect(await mine().notices()).toEqual({ readUntil: null, unread: 0, notices: [] });
  await publish();
  await fill('thursday', 'p1');
  await world.call(manager).duties.clear({ ...id(), duty: 'monday', person: 'p1', reason: 'The list was cancelled.' });
  await world.caughtUp();
  const told = await mine().notices();
  expect(told.notices.map(({ kind, duty, reason }) => [kind, duty?.duty ?? null, reason])).toEqual(
    expect.arrayContaining([
      ['published', null, null],
      ['placed', 'thursday', null],
      ['taken-off', 'monday', 'The list was cancelled.'],
    ]),
  );
  expect(told.unread).toBe(3);
  await mine().noticesRead({ ...id(), until: told.notices[0]!.at });
  await world.caughtUp();
  expect(await mine().notices()).toMatchObject({ unread: 0 });
});

test('whoever is not touched by a version hears nothing of it', async () => {
  await publish();
  await fill('thursday', 'p3');
  await world.caughtUp();
  await publish();
  const { notices } = await mine().notices();
  expect(notices.map(({ text }) => text)).toEqual([
    'Version 1 of ENT was published: 1 of your duties are new or changed.',
  ]);
});

test('leave is shown with the duties and the cover that it would cost, and who else is away', async () => {
  await publish();
  await world.tell('workforce.LeaveApproved.v1', {
    ...{ id: 'l1', person: 'p2', kind: 'annual', from: '2026-03-02', to: '2026-03-04' },
  });
  await expect
    .poll(async () => (await mine().leaveImpact({ from: '2026-03-01', to: '2026-03-04' })).away)
    .toEqual([{ person: 'p2', name: 'Person p2', from: '2026-03-02', to: '2026-03-04' }]);
  const impact = await mine().leaveImpact({ from: '2026-03-01', to: '2026-03-04' });
  expect(impact.duties.map(({ duty }) => duty)).toEqual(['monday']);
  expect(impact.cover).toMatchObject([{ date: '2026-03-02', role: 'registrar', need: 3, have: 3, left: 2 }]);
  expect((await mine().leaveImpact({ from: '2026-03-03', to: '2026-03-05' })).duties).toEqual([]);
});

test('leave that was approved is among the notices, and so is leave that was taken back', async () => {
  const leave = { id: 'l1', person: 'p1', kind: 'study', from: '2026-03-02', to: '2026-03-04' };
  await world.tell('workforce.LeaveApproved.v1', leave);
  const told = async () =>
    (await mine().notices()).notices.map(({ text, leave: days, isNew }) => [text, days?.from, isNew]);
  const approved = ['Your study leave is approved and in the rota.', '2026-03-02', true];
  await expect.poll(told).toEqual([approved]);
  await world.tell('workforce.LeaveWithdrawn.v1', { person: 'p1', leave: 'l1' });
  await expect
    .poll(async () => (await told()).map(([text]) => text).sort())
    .toEqual(['Your study leave is approved and in the rota.', 'Your study leave was taken back.']);
  const other: Actor = { ...ada, person: 'p2' };
  expect((await world.call(other).myRota.notices()).notices).toEqual([]);
});
