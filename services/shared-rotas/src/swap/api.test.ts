import { randomUUID } from 'node:crypto';
import type { Rejection } from '@weft/eventing';
import type { Actor } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldIn } from '../diary/booking.ts';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

const on = (day: string, from: string, to: string) => ({
  date: day,
  start: `${day}T${from}:00Z`,
  end: `${day}T${to}:00Z`,
});
const duties = [
  aDuty('monday', on('2026-03-02', '08:00', '16:00')),
  aDuty('friday', on('2026-03-06', '08:00', '16:00')),
  aDuty('late', on('2026-03-03', '14:00', '23:00')),
  aDuty('early', on('2026-03-04', '06:00', '12:00')),
  aDuty('noon', on('2026-03-02', '12:00', '20:00')),
  aDuty('free', on('2026-03-10', '08:00', '16:00')),
];
const clinician = (person: string): Actor => ({ person, organisation: 'RA4', roles: ['clinician'] });
const [ada, bo, cy] = ['p1', 'p2', 'p3'].map(clinician) as [Actor, Actor, Actor];
let world: WriteSideWorld;
const id = () => ({ commandId: randomUUID() });
const swaps = (actor: Actor) => world.call(actor).swaps;
const holders = async (of: string) => (await world.streams.duty.state(of)).state.places.map(({ person }) => person);
const diaryOf = async (person: string) =>
  heldIn((await world.streams.diary.state(person)).state)
    .map(({ duty }) => duty as string)
    .sort();

async function refusal(call: Promise<unknown>): Promise<Rejection> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const { cause } = error as { cause?: { refusal?: Rejection } };
  if (!cause?.refusal) throw new Error(`Expected a refusal, got ${String(error)}`);
  return cause.refusal;
}

beforeEach(async () => {
  world = await startWriteSide(duties, ['p1', 'p2', 'p3']);
  for (const [duty, person] of [
    ['monday', 'p1'],
    ['friday', 'p2'],
    ['late', 'p2'],
  ] as const)
    await world.call(manager).duties.fill({ ...id(), duty, person });
  await world.caughtUp();
  await world.call(manager).rotas.publish({ ...id(), rota: 'ent' });
  await world.caughtUp();
});
afterEach(() => world.stop());

test('two people exchange duties: both agree, a manager approves, and the rota, both diaries and the history say so', async () => {
  const possible = await swaps(ada).possible({ duty: 'monday' });
  expect(possible.takers.map(({ person }) => person)).toEqual(['p2', 'p3']);
  expect(possible.exchanges.map(({ person, duty }) => `${person} ${duty.duty}`).sort()).toEqual([
    'p2 friday',
    'p2 late',
  ]);
  const { swap } = await swaps(ada).request({ ...id(), duty: 'monday', to: 'p2', inReturn: 'friday' });
  await world.caughtUp();
  expect(await swaps(bo).mine()).toMatchObject([{ swap, stage: 'asked', mine: 'taker', can: ['consent', 'decline'] }]);
  expect(await swaps(cy).mine()).toEqual([]);
  await swaps(bo).consent({ ...id(), swap });
  await world.caughtUp();
  expect(await swaps(manager).waitingCount()).toEqual({ count: 1 });
  const [waiting] = await swaps(manager).waiting({});
  expect(waiting).toMatchObject({ swap, stage: 'agreed', check: { isPossible: true } });
  expect(
    waiting?.weeks.map(({ person, weeks }) => [
      person,
      weeks.flatMap((week) => week.duties.map(({ duty, change }) => `${duty} ${change}`)),
    ]),
  ).toEqual([
    ['p1', ['monday given', 'friday taken']],
    ['p2', ['monday taken', 'late null', 'friday given']],
  ]);
  const command = { ...id(), swap };
  const done = await swaps(manager).approve(command);
  expect(done).toMatchObject({ done: true, because: null });
  expect(await swaps(manager).approve(command)).toEqual(done);
  expect([await holders('monday'), await holders('friday')]).toEqual([['p2'], ['p1']]);
  expect([await diaryOf('p1'), await diaryOf('p2')]).toEqual([['friday'], ['late', 'monday']]);
  await world.caughtUp();
  expect((await swaps(ada).mine())[0]).toMatchObject({ stage: 'completed', can: [] });
  const history = await world.call(manager).duties.history({ duty: 'friday' });
  expect(history.sentences.map(({ reason }) => reason)).toContain('A swap that both sides agreed to.');
});

test('duties that overlap are exchanged all the same: each side lets go of the one as it takes the other', async () => {
  await world.call(manager).duties.fill({ ...id(), duty: 'noon', person: 'p3' });
  await world.caughtUp();
  const { exchanges } = await swaps(ada).possible({ duty: 'monday' });
  expect(exchanges.map(({ duty }) => duty.duty)).toContain('noon');
  const { swap } = await swaps(ada).request({ ...id(), duty: 'monday', to: 'p3', inReturn: 'noon' });
  await swaps(cy).consent({ ...id(), swap });
  expect(await swaps(manager).approve({ ...id(), swap })).toMatchObject({ done: true });
  expect([await holders('monday'), await holders('noon')]).toEqual([['p3'], ['p1']]);
});

test('whoever takes an offer may want a duty in return, and then the first side says yes as well', async () => {
  const { swap } = await swaps(ada).request({ ...id(), duty: 'monday' });
  await swaps(bo).consent({ ...id(), swap, inReturn: 'friday' });
  await world.caughtUp();
  expect((await swaps(ada).mine())[0]).toMatchObject({ stage: 'answered', can: ['consent', 'decline', 'withdraw'] });
  expect((await refusal(swaps(manager).approve({ ...id(), swap }))).rejected).toBe('swap-not-agreed');
  await swaps(ada).consent({ ...id(), swap });
  expect(await swaps(manager).approve({ ...id(), swap })).toMatchObject({ done: true });
  expect([await holders('monday'), await holders('friday')]).toEqual([['p2'], ['p1']]);
});

test('a request ends with the day that was chosen, or when the first duty begins', async () => {
  await swaps(ada).request({ ...id(), duty: 'monday', to: 'p2', inReturn: 'friday' });
  expect((await refusal(swaps(bo).request({ ...id(), duty: 'friday' }))).because).toContain('another open request');
  await swaps(bo).request({ ...id(), duty: 'late', until: '2026-02-10' });
  await world.caughtUp();
  expect((await swaps(ada).mine()).map(({ giver, expires }) => [giver.person, expires]).sort()).toEqual([
    ['p1', '2026-03-02T08:00:00.000Z'],
    ['p2', '2026-02-11T00:00:00.000Z'],
  ]);
  const past = swaps(ada).request({ ...id(), duty: 'monday', until: '2026-01-10' });
  expect((await refusal(past)).rejected).toBe('swap-too-late');
});

test('an offer is shown to whoever may have it, taken by one, and given by the manager', async () => {
  const { swap } = await swaps(ada).request({ ...id(), duty: 'monday' });
  await world.caughtUp();
  expect((await swaps(cy).mine()).map(({ mine, can }) => [mine, can])).toEqual([['offered', ['consent', 'decline']]]);
  await swaps(bo).decline({ ...id(), swap });
  await world.caughtUp();
  expect(await swaps(bo).mine()).toEqual([]);
  await swaps(cy).consent({ ...id(), swap });
  expect((await refusal(swaps(bo).consent({ ...id(), swap }))).rejected).toBe('not-asked');
  expect(await swaps(manager).approve({ ...id(), swap })).toMatchObject({ done: true });
  expect([await holders('monday'), await diaryOf('p1'), await diaryOf('p3')]).toEqual([['p3'], [], ['monday']]);
});

test('what breaks a rule on either side is neither asked, agreed to nor approved', async () => {
  await world.call(manager).duties.fill({ ...id(), duty: 'early', person: 'p1' });
  await world.caughtUp();
  expect((await swaps(ada).possible({ duty: 'early' })).takers.map(({ person }) => person)).toEqual(['p3']);
  const late = await refusal(swaps(ada).request({ ...id(), duty: 'early', to: 'p2' }));
  expect(late.rejected).toBe('swap-not-possible');
  expect(late.because).toBe('A rule, leave or work stands against it for Person p2.');
  const { swap } = await swaps(ada).request({ ...id(), duty: 'early', to: 'p3' });
  await world.call(manager).duties.reassign({ ...id(), duty: 'late', from: 'p2', to: 'p3' });
  expect((await refusal(swaps(cy).consent({ ...id(), swap }))).because).toContain('rest');
});

test('strangers, other clinicians and drafts: nothing is there for them', async () => {
  const { swap } = await swaps(ada).request({ ...id(), duty: 'monday', to: 'p2' });
  await expect(swaps(cy).consent({ ...id(), swap })).rejects.toThrow('not yours to see');
  await expect(swaps(bo).request({ ...id(), duty: 'free' })).rejects.toThrow('not yours to see');
  await expect(swaps(ada).approve({ ...id(), swap })).rejects.toThrow('role');
  const stranger: Actor = { person: 'm2', organisation: 'RBD', roles: ['rota-manager'] };
  await expect(swaps(stranger).approve({ ...id(), swap })).rejects.toThrow('not yours to see');
  await world.caughtUp();
  expect([await swaps(stranger).waiting({}), await swaps(stranger).waitingCount()]).toEqual([[], { count: 0 }]);
  expect((await refusal(swaps(ada).request({ ...id(), duty: 'monday' }))).rejected).toBe('swap-open');
});

test('a manager refuses with words; whoever asked withdraws, and asks again', async () => {
  const first = await swaps(ada).request({ ...id(), duty: 'monday', to: 'p2' });
  await swaps(manager).refuse({ ...id(), swap: first.swap, because: 'The clinic needs Ada.' });
  const second = await swaps(ada).request({ ...id(), duty: 'monday' });
  await swaps(ada).withdraw({ ...id(), swap: second.swap });
  await world.caughtUp();
  const told = await swaps(ada).mine();
  expect(told.map(({ stage }) => stage).sort()).toEqual(['refused', 'withdrawn']);
  expect(told.flatMap(({ steps }) => steps.map(({ reason }) => reason))).toContain('The clinic needs Ada.');
});
