import { randomUUID } from 'node:crypto';
import { DutyId, PersonId, RotaId } from '@weft/contracts';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const second: Actor = { person: 'm9', organisation: 'RA4', roles: ['rota-manager'] };
const stranger: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
const rota = RotaId.parse('ent');
const on = (day: string) => ({
  date: `2026-03-${day}`,
  start: `2026-03-${day}T08:00:00.000Z`,
  end: `2026-03-${day}T16:00:00.000Z`,
});

let world: WriteSideWorld;
const command = () => ({ commandId: randomUUID() });
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => 'accepted',
    (error: { code: string; cause?: { refusal?: { rejected: string } } }) =>
      error.cause?.refusal?.rejected ?? error.code,
  );
const fill = (duty: string, person: string) =>
  world.call(manager).duties.fill({ ...command(), duty: DutyId.parse(duty), person: PersonId.parse(person) });

beforeEach(async () => {
  world = await startWriteSide(
    [
      aDuty('d1', on('03')),
      aDuty('d2', on('04')),
      aDuty('senior', { ...on('03'), role: 'consultant', grades: ['consultant'] }),
    ],
    ['p1', 'p2', 'm1', 'm9'],
  );
  await fill('d1', 'p1');
  await world.caughtUp();
});
afterEach(() => world.stop());

test('the check tells what stops a publication, what warns, and who will notice', async () => {
  const check = await world.call(manager).rotas.publicationCheck({ rota });
  expect(check).toMatchObject({ version: null, isOwn: true, request: null });
  expect(check.lead.map(({ rule, days, limit, isKept }) => [rule, days, limit, isKept])).toEqual([
    ['RD-PUB8', 29, 56, false],
    ['RD-PUB6', 29, 42, false],
  ]);
  expect(check.rows.map(({ section, severity, duty }) => [section, severity, duty])).toEqual([
    ['gaps', 'warning', 'senior'],
    ['skill-mix', 'warning', 'senior'],
    ['gaps', 'warning', 'd2'],
  ]);
  expect(check.people.map(({ name, placed, takenOff }) => [name, placed.length, takenOff.length])).toEqual([
    ['Person p1', 1, 0],
  ]);
  await world.tell('workforce.LeaveApproved.v1', {
    id: 'l1',
    person: 'p1',
    kind: 'annual',
    from: '2026-03-03',
    to: '2026-03-04',
  });
  await world.caughtUp();
  const [worst] = (await world.call(manager).rotas.publicationCheck({ rota })).rows;
  expect(worst).toMatchObject({ section: 'leave', severity: 'error', person: 'p1', date: '2026-03-03', duty: 'd1' });
  expect(await refusal(world.call(manager).rotas.askPublication({ ...command(), rota }))).toBe('hard-findings-open');
  expect(await refusal(world.call(stranger).rotas.publicationCheck({ rota }))).toBe('NOT_FOUND');
});

test('one manager asks, another approves: both stamps are read, and only who is touched is told', async () => {
  expect(await refusal(world.call(stranger).rotas.askPublication({ ...command(), rota }))).toBe('NOT_FOUND');
  await world.call(manager).rotas.askPublication({ ...command(), rota, reason: 'Ready' });
  await fill('d2', 'p2');
  await world.caughtUp();
  const asked = await world.call(second).rotas.publicationCheck({ rota });
  expect(asked.request).toMatchObject({
    by: 'm1',
    byName: 'Person m1',
    reason: 'Ready',
    stands: 'open',
    changedSince: 1,
  });
  expect(await refusal(world.call(manager).rotas.approvePublication({ ...command(), rota }))).toBe('own-request');
  const approve = { ...command(), rota };
  expect(await world.call(second).rotas.approvePublication(approve)).toMatchObject({ version: 1, leadDays: 29 });
  expect(await world.call(second).rotas.approvePublication(approve)).toMatchObject({ version: 1 });
  await world.caughtUp();
  const [version] = await world.call(manager).rotas.publications({ rota });
  expect(version).toMatchObject({ version: 1, by: 'm9', requested: { by: 'm1', byName: 'Person m1' } });
  expect((await world.call(manager).rotas.publicationCheck({ rota })).people).toEqual([]);
});

test('a request that is declined says why, and a publication in one step has one stamp', async () => {
  await world.call(manager).rotas.askPublication({ ...command(), rota });
  await world.call(second).rotas.declinePublication({ ...command(), rota, because: 'Tuesday is thin' });
  await world.caughtUp();
  expect((await world.call(manager).rotas.publicationCheck({ rota })).request).toMatchObject({
    stands: 'declined',
    because: 'Tuesday is thin',
    endedBy: 'Person m9',
  });
  expect(await refusal(world.call(second).rotas.approvePublication({ ...command(), rota }))).toBe('not-requested');
  await world.call(manager).rotas.publish({ ...command(), rota });
  await world.caughtUp();
  expect((await world.call(manager).rotas.publications({ rota }))[0]).toMatchObject({ version: 1, requested: null });
});

test('somebody off sick leaves gaps that say why, the history says no more than that they are not available', async () => {
  await fill('d2', 'p1');
  await world.call(manager).rotas.publish({ ...command(), rota });
  await world.caughtUp();
  const days = { from: '2026-03-03' as never, to: '2026-03-05' as never };
  const person = PersonId.parse('p1');
  const held = await world.call(manager).duties.heldBy({ person, ...days });
  expect(held.duties.map(({ duty, code, isUnderWay }) => [duty, code, isUnderWay])).toEqual([
    ['d1', 'D', false],
    ['d2', 'D', false],
  ]);
  expect(await world.call(stranger).duties.heldBy({ person, ...days })).toEqual({ duties: [], elsewhere: 2 });
  await world.tell('workforce.LeaveApproved.v1', { id: 'l1', person: 'p1', kind: 'sick', ...days });
  const duties = held.duties.map(({ duty }) => DutyId.parse(duty));
  const vacate = { ...command(), person, duties, reason: 'Not available' };
  expect(await refusal(world.call(stranger).duties.vacate({ ...vacate, ...command() }))).toBe('NOT_FOUND');
  expect(await world.call(manager).duties.vacate(vacate)).toMatchObject({ cleared: ['d1', 'd2'], refused: [] });
  expect(await world.call(manager).duties.vacate(vacate)).toMatchObject({ cleared: ['d1', 'd2'], refused: [] });
  await world.caughtUp();
  const first = await world.call(manager).gaps.list({ rota, order: 'harm', limit: 2 });
  expect(first).toMatchObject({ total: 3, gaps: [{ duty: 'd1' }, { duty: 'senior' }] });
  const rest = await world.call(manager).gaps.list({ rota, order: 'harm', after: first.next ?? '' });
  expect(rest.next).toBe(null);
  const gaps = [...first.gaps, ...rest.gaps];
  expect(gaps.map(({ duty, cause, harm }) => [duty, cause, harm])).toEqual([
    ['d1', 'on-leave', 3],
    ['senior', 'never-filled', 3],
    ['d2', 'on-leave', 3],
  ]);
  const asked = await world.call(manager).duties.whoCanFill({ duty: DutyId.parse('d1') });
  expect(asked.map(({ person: who, group, payer }) => [who, group, payer])).toEqual([
    ['m1', 'free', 'Trust RA4'],
    ['m9', 'free', 'Trust RA4'],
    ['p2', 'free', 'Trust RA4'],
    ['p1', 'away', 'Trust RA4'],
  ]);
  const analysis = await world.call(manager).rotas.analysis({ rota });
  expect(analysis.gaps.map(({ cause }) => cause)).toEqual(['on-leave', 'never-filled', 'on-leave']);
  expect(analysis.people.find(({ person: who }) => who === 'p1')).toMatchObject({
    hours: 0,
    shortNotice: 2,
    withinWeek: 0,
  });
  expect(analysis.weeks).toEqual([
    { week: '2026-03-02', needed: 3, filled: 0 },
    { week: '2026-03-09', needed: 0, filled: 0 },
  ]);
});
