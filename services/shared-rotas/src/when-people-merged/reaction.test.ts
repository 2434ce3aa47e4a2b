import { randomUUID } from 'node:crypto';
import type { Position } from '@weft/eventing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { heldIn } from '../diary/booking.ts';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';
import { whenPeopleMerged } from './reaction.ts';

const duties = ['2026-03-02', '2026-03-04', '2026-03-06'].map((date, index) =>
  aDuty(`d${index}`, { date, start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z` }),
);
let world: WriteSideWorld;
beforeEach(async () => {
  world = await startWriteSide(duties, ['p1', 'p2', 'p3']);
});
afterEach(() => world.stop());

const fill = (duty: string, person: string) =>
  world.call(manager).duties.fill({ commandId: randomUUID(), duty, person });
const tell = async (subject: string, data: unknown) => {
  await world.tell(subject, data);
  await world.caughtUp();
};
/** Duties and leave in a diary. */
const diary = async (person: string) => {
  const { state } = await world.streams.diary.state(person);
  return [
    heldIn(state)
      .map(({ duty }) => duty as string)
      .sort(),
    [...state.leave.keys()].sort(),
  ];
};
const holders = () =>
  Promise.all(duties.map(async ({ duty }) => (await world.streams.duty.state(duty)).state.places[0]?.person ?? null));
const merge = (person: string, into: string) => tell('workforce.PeopleMerged.v1', { person, into });
const unmerge = (person: string, from: string) => tell('workforce.PeopleUnmerged.v1', { person, from });
const leave = (person: string, id: string) =>
  tell('workforce.LeaveApproved.v1', { id, person, kind: 'annual', from: '2026-03-09', to: '2026-03-11' });

test('two people who are one have one diary, and the duties name the one who stays', async () => {
  await fill('d0', 'p1');
  await fill('d1', 'p2');
  await leave('p1', 'l1');
  await merge('p1', 'p2');
  expect(await diary('p1')).toEqual([[], []]);
  expect(await diary('p2')).toEqual([['d0', 'd1'], ['l1']]);
  expect(await holders()).toEqual(['p2', 'p2', null]);
  await fill('d2', 'p1');
  expect(await holders()).toEqual(['p2', 'p2', 'p2']);
});

test('what came from the other goes back when it was wrong; what was booked meanwhile stays', async () => {
  await fill('d0', 'p1');
  await leave('p1', 'l1');
  await merge('p1', 'p2');
  await fill('d1', 'p1');
  await leave('p1', 'l2');
  await unmerge('p1', 'p2');
  expect(await diary('p1')).toEqual([['d0'], ['l1', 'l2']]);
  expect(await diary('p2')).toEqual([['d1'], []]);
  expect(await holders()).toEqual(['p1', 'p2', null]);
});

test('of three who were one, each gets back their own, step by step', async () => {
  await fill('d0', 'p1');
  await fill('d1', 'p2');
  await merge('p1', 'p2');
  await merge('p2', 'p3');
  expect(await diary('p3')).toEqual([['d0', 'd1'], []]);
  await unmerge('p2', 'p3');
  expect(await diary('p2')).toEqual([['d0', 'd1'], []]);
  await unmerge('p1', 'p2');
  expect(await holders()).toEqual(['p1', 'p2', null]);
});

test('a duty that was cleared before the merge is not filled by it again', async () => {
  await fill('d0', 'p1');
  await world.call(manager).duties.clear({ commandId: randomUUID(), duty: 'd0', person: 'p1' });
  await fill('d1', 'p1');
  await merge('p1', 'p2');
  await world.call(manager).duties.clear({ commandId: randomUUID(), duty: 'd1', person: 'p1' });
  expect(await diary('p2')).toEqual([[], []]);
  expect(await holders()).toEqual([null, null, null]);
});

test('a file that names one person by two ids is placed under the one that they go by', async () => {
  await merge('p1', 'p2');
  const placements = [
    { duty: 'd0', person: 'p1' },
    { duty: 'd1', person: 'p2' },
    { duty: 'd0', person: 'p2' },
  ];
  const { filled, refused } = await world.call(manager).duties.fillMany({ commandId: randomUUID(), placements });
  expect(filled).toBe(2);
  expect(refused).toMatchObject([{ duty: 'd0', code: 'already-on-duty' }]);
  expect(await holders()).toEqual(['p2', 'p2', null]);
});

test('what is booked between a crash in the middle and the next try arrives before it is let go', async () => {
  const { streams } = world;
  const handle: typeof streams.diary.handle = (id, command, metadata) =>
    command.type === 'HandOver'
      ? Promise.reject(new Error('The process dies here.'))
      : streams.diary.handle(id, command, metadata);
  const reactIn = (through: typeof streams) =>
    whenPeopleMerged(through).on['workforce.PeopleMerged.v1']!({
      ...{ id: 'merged', subject: 'workforce.PeopleMerged.v1', data: { person: 'p1', into: 'p2' } },
      ...{ position: '00000000000000000001' as Position, at: '2026-03-01T09:00:00.000Z' },
    });
  await fill('d0', 'p1');
  await expect(reactIn({ ...streams, diary: { ...streams.diary, handle } })).rejects.toThrow('dies here');
  await fill('d1', 'p1');
  await reactIn(streams);
  expect(await diary('p1')).toEqual([[], []]);
  expect(await diary('p2')).toEqual([['d0', 'd1'], []]);
  expect(await holders()).toEqual(['p2', 'p2', null]);
});
