import { randomUUID } from 'node:crypto';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manager, startWriteSide, type WriteSideWorld } from './write-side.fixture.ts';

const stranger: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
const period = { from: '2026-03-23', to: '2026-04-13' };
const night = {
  id: 'night',
  rota: 'spring',
  site: 'RA430',
  service: 'ENT',
  role: 'registrar',
  grade: [],
  skill: null,
  count: 1,
  kind: 'shift' as const,
  code: 'N',
  startTime: '20:00',
  endTime: '08:00',
  breakMinutes: 90,
  expectedWorkMinutes: 0,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  publicHolidays: 'as-usual' as const,
  from: '2026-01-01',
  to: null,
  arrangement: null,
};
const clinic = {
  ...night,
  id: 'clinic',
  code: 'C',
  startTime: '09:00',
  endTime: '17:00',
  breakMinutes: 60,
  weekdays: [1, 2, 3, 4, 5],
  publicHolidays: 'closed' as const,
};

let world: WriteSideWorld;
const command = () => ({ commandId: randomUUID() });
const mine = () => world.call(manager);
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'accepted',
    (error: { code: string; cause?: { refusal?: { rejected: string } } }) =>
      error.cause?.refusal?.rejected ?? error.code,
  );

beforeEach(async () => {
  world = await startWriteSide([], ['p1', 'p2']);
  await mine().rotas.open({ ...command(), id: 'spring', name: 'Spring', owner: 'RA4', sites: ['RA430'], period });
  for (const template of [night, clinic]) await mine().demand.set({ ...command(), ...template });
});
afterEach(() => world.stop());

test('demand makes the same duties however often it is expanded, none on a closed holiday, and a short night in March', async () => {
  const expand = { ...command(), rota: 'spring' };
  expect(await mine().demand.expand(expand)).toMatchObject({ opened: 21 + 13, kept: 0, withdrawn: 0 });
  expect(await mine().demand.expand(expand)).toMatchObject({ opened: 21 + 13 });
  expect(await mine().demand.expand({ ...command(), rota: 'spring' })).toMatchObject({ opened: 0, kept: 34 });
  await world.caughtUp();
  const { duties } = await mine().rotas.board({ rota: 'spring', ...period });
  expect(duties).toHaveLength(34);
  expect(duties.filter(({ code }) => code === 'C').map(({ date }) => date)).not.toContain('2026-04-03');
  const short = duties.find(({ code, date }) => code === 'N' && date === '2026-03-28');
  expect(short).toMatchObject({ start: '2026-03-28T20:00:00.000Z', end: '2026-03-29T07:00:00.000Z' });
});

test('demand that is retired leaves the duties that somebody does, and withdraws the others', async () => {
  await mine().demand.expand({ ...command(), rota: 'spring' });
  await mine().duties.fill({ ...command(), duty: 'clinic~20260324', person: 'p1' });
  await mine().demand.retire({ ...command(), template: 'clinic' });
  expect(await mine().demand.expand({ ...command(), rota: 'spring' })).toMatchObject({ withdrawn: 12, opened: 0 });
  await world.caughtUp();
  const { duties } = await mine().rotas.board({ rota: 'spring', ...period });
  expect(duties.filter(({ code, withdrawn }) => code === 'C' && !withdrawn).map(({ date }) => date)).toEqual([
    '2026-03-24',
  ]);
});

test('a pattern is laid onto people, and what a rule stops comes back with its reason', async () => {
  await mine().demand.expand({ ...command(), rota: 'spring' });
  await mine().patterns.set({
    ...command(),
    id: 'five-nights',
    rota: 'spring',
    name: 'Five nights',
    weeks: [
      ['N', 'N', 'N', 'N', 'N', '', ''],
      ['', '', '', '', '', '', ''],
    ],
  });
  const people = [
    { person: 'p1', startWeek: 1 },
    { person: 'p2', startWeek: 2 },
  ];
  const laid = await mine().patterns.lay({ ...command(), pattern: 'five-nights', people });
  expect(laid.filled).toBe(12);
  expect(laid.refused.map(({ code }) => code)).toEqual(['hard-rule', 'hard-rule', 'hard-rule']);
});

test('a rota is published while nothing hard is open, with its notice, and again only after a change', async () => {
  await mine().demand.expand({ ...command(), rota: 'spring' });
  const override = { reason: 'Nobody else', role: 'Medical director', expires: '2026-05-01' };
  for (const day of ['23', '24', '25', '26'])
    await mine().duties.fill({ ...command(), duty: `night~202603${day}`, person: 'p1' });
  const fifth = { duty: 'night~20260327', person: 'p1' };
  expect(await refusal(mine().duties.fill({ ...command(), ...fifth }))).toBe('hard-rule');
  await mine().duties.fill({ ...command(), ...fifth, override });
  expect(await mine().rotas.publish({ ...command(), rota: 'spring' })).toMatchObject({ version: 1, leadDays: 50 });
  expect(await refusal(mine().rotas.publish({ ...command(), rota: 'spring' }))).toBe('nothing-changed');
  await mine().duties.clear({ ...command(), ...fifth });
  expect(await mine().rotas.publish({ ...command(), rota: 'spring' })).toMatchObject({ version: 2 });
  await world.tell('workforce.LeaveApproved.v1', {
    id: 'l1',
    person: 'p1',
    kind: 'annual',
    from: '2026-03-25',
    to: '2026-03-26',
  });
  await world.caughtUp();
  await mine().duties.fill({ ...command(), duty: 'clinic~20260324', person: 'p2' });
  expect(await refusal(mine().rotas.publish({ ...command(), rota: 'spring' }))).toBe('hard-findings-open');
});

test('a manager whom no arrangement brings here finds nothing to change', async () => {
  await mine().demand.expand({ ...command(), rota: 'spring' });
  const theirs = world.call(stranger);
  expect(await refusal(theirs.rotas.publish({ ...command(), rota: 'spring' }))).toBe('NOT_FOUND');
  expect(await refusal(theirs.rotas.extend({ ...command(), rota: 'spring', to: '2026-05-01' }))).toBe('NOT_FOUND');
  expect(await refusal(theirs.demand.list({ rota: 'spring' }))).toBe('NOT_FOUND');
  expect(await refusal(theirs.demand.expand({ ...command(), rota: 'spring' }))).toBe('NOT_FOUND');
  expect(await refusal(theirs.duties.fill({ ...command(), duty: 'night~20260323', person: 'p1' }))).toBe('NOT_FOUND');
  expect(await theirs.rotas.list()).toEqual([]);
});
