import { randomUUID } from 'node:crypto';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Duty } from '../duty/events.ts';
import { aDuty, hearPerson, ids, type Projected } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const on = (from: string, to: string): Pick<Duty, 'date' | 'start' | 'end'> => ({
  date: '2026-03-03',
  start: `2026-03-03T${from}:00Z`,
  end: `2026-03-03T${to}:00Z`,
});
const duties = [
  aDuty('round', { ...on('16:00', '17:30'), code: 'R', breakMinutes: 0 }),
  aDuty('theatre', { ...on('08:00', '14:00'), code: 'T' }),
  aDuty('clinic', { ...on('13:00', '16:00'), code: 'C', grades: ['registrar', 'nurse'] }),
  aDuty('ward', { date: '2026-03-05', start: '2026-03-05T08:00:00Z', end: '2026-03-05T16:00:00Z', code: 'W' }),
];
let world: WriteSideWorld;

const place = (duty: string, person: string) =>
  world.call(manager).duties.fill({ commandId: randomUUID(), duty: ids.duty(duty), person: ids.person(person) });
const holders = async (duty: string) => (await world.streams.duty.state(duty)).state.places.map((one) => one.person);
const propose = (asked: object, who: Actor = manager) =>
  world.call(who).repair.propose({ rota: ids.rota('ent'), ...asked });
const away = (person: string, from = '2026-03-03', to = '2026-03-04') => ({ person: ids.person(person), from, to });
type Proposed = Awaited<ReturnType<typeof propose>>;
const take = ({ cells, position }: Proposed) =>
  world.call(manager).rotas.edit({
    ...{ commandId: randomUUID(), rota: ids.rota('ent'), cells, how: 'repaired' as const },
    ...(position && { seen: position as never }),
  });
const told = ({ changes }: Proposed) =>
  changes.map(({ code, out, in: joins }) => `${code}: ${out?.name ?? '-'} > ${joins?.name ?? '-'}`);

beforeEach(async () => {
  world = await startWriteSide(duties, ['p1', 'p2']);
  const hear = { hear: (subject: string, data: unknown) => void world.tell(subject, data) } as unknown as Projected;
  hearPerson(hear, { person: 'n1', name: 'Nurse n1', grade: 'nurse' });
  await place('theatre', 'p1');
  await place('clinic', 'p2');
  await place('round', 'p2');
  await world.caughtUp();
});
afterEach(() => world.stop());

test('somebody is ill: the chain of moves is told with its reasons, and taken and undone as one edit', async () => {
  const proposal = await propose({ absent: [away('p1')] });
  expect(told(proposal)).toEqual(['T: Person p1 > Person p2', 'C: Person p2 > Nurse n1']);
  expect(proposal.changes.map(({ out }) => out?.reason)).toEqual([
    'Absent from 2026-03-03 until 2026-03-04.',
    'Is needed for T on 2026-03-03 at the same time.',
  ]);
  expect(proposal).toMatchObject({ gaps: [], disturbed: { people: 2, atShortNotice: 2 } });
  expect(proposal.cost.before.gaps).toBeGreaterThan(0);
  expect(proposal.cost.after.gaps).toBe(proposal.cost.before.gaps - 10_000);
  expect(await take(proposal)).toMatchObject({ refused: [] });
  expect(await Promise.all(['theatre', 'clinic', 'round'].map(holders))).toEqual([['p2'], ['n1'], ['p2']]);
  const undone = await world.call(manager).rotas.undoEdit({ commandId: randomUUID(), rota: ids.rota('ent') });
  expect(undone.words).toBe('Repaired 3 cells');
  expect(await Promise.all(['theatre', 'clinic', 'round'].map(holders))).toEqual([['p1'], ['p2'], ['p2']]);
});

test('a duty that was opened already is filled the same way', async () => {
  await world
    .call(manager)
    .duties.clear({ commandId: randomUUID(), duty: ids.duty('theatre'), person: ids.person('p1') });
  await world.caughtUp();
  const proposal = await propose({ fill: [ids.duty('theatre')], absent: [away('p1')] });
  expect(told(proposal)).toEqual(['T: - > Person p2', 'C: Person p2 > Nurse n1']);
  expect(await take(proposal)).toMatchObject({ refused: [] });
});

test('what somebody changed since the proposal was made is not written over: nothing of it is', async () => {
  const proposal = await propose({ absent: [away('p1')] });
  await world.call({ ...manager, person: 'm2' }).duties.clear({
    ...{ commandId: randomUUID(), duty: ids.duty('clinic'), person: ids.person('p2') },
  });
  await world.caughtUp();
  expect(await take(proposal)).toMatchObject({ done: [], refused: [{ code: 'changed-meanwhile' }] });
  expect(await holders('theatre')).toEqual(['p1']);
});

test('a duty is cancelled: whoever had it is free for what is to be filled', async () => {
  await place('ward', 'p1');
  await world.caughtUp();
  const proposal = await propose({ cancelled: [ids.duty('clinic')], absent: [away('p1')] });
  expect(told(proposal)).toEqual(['T: Person p1 > Person p2', 'C: Person p2 > -']);
  expect(proposal.changes[1]?.out?.reason).toBe('The duty is cancelled.');
});

test('what nobody can take stays open, with the reasons', async () => {
  const proposal = await propose({ absent: [away('p1'), away('p2')] });
  const reasons = [{ reason: 'on-leave', people: 2 }];
  expect(proposal.gaps.map(({ code, reasons: why }) => [code, why])).toEqual([
    ['T', reasons],
    ['R', reasons],
  ]);
});

test('managers of other organisations, clinicians, and duties of other rotas are turned away', async () => {
  const stranger: Actor = { person: 'm9', organisation: 'RBD', roles: ['rota-manager'] };
  await expect(propose({ absent: [away('p1')] }, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  const clinician: Actor = { ...manager, roles: ['clinician'] };
  await expect(propose({ absent: [away('p1')] }, clinician)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(propose({ fill: [ids.duty('nothing')] })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(propose({ absent: [away('p1', '2026-03-04', '2026-03-03')] })).rejects.toMatchObject({
    code: 'BAD_REQUEST',
  });
});

test('somebody who is not known here is no reason to fail', async () => {
  expect(told(await propose({ absent: [away('ghost')] }))).toEqual([]);
});
