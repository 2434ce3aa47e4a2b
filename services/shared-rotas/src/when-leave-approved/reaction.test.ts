import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aDuty } from '../testing.ts';
import { manager, startWriteSide, type WriteSideWorld } from '../write-side.fixture.ts';

let world: WriteSideWorld;
beforeEach(async () => {
  world = await startWriteSide([aDuty('d0')], ['p1']);
});
afterEach(() => world.stop());

const tell = async (subject: string, data: unknown) => {
  await world.tell(subject, data);
  await world.caughtUp();
};
const approve = (to: string) =>
  tell('workforce.LeaveApproved.v1', { id: 'l1', person: 'p1', kind: 'annual', from: '2026-03-02', to });
const leave = async () => [...(await world.streams.diary.state('p1')).state.leave.values()].map(({ to }) => to);
const fill = () => world.call(manager).duties.fill({ commandId: randomUUID(), duty: 'd0', person: 'p1' });

test('leave stops a placement; withdrawn, it stops none', async () => {
  await approve('2026-03-05');
  const refused = await fill().catch((error: { cause: { refusal: { rejected: string; because: string } } }) => error);
  expect(refused).toMatchObject({
    cause: { refusal: { rejected: 'hard-rule', details: { findings: [{ rule: 'LEAVE' }] } } },
  });
  await tell('workforce.LeaveWithdrawn.v1', { person: 'p1', leave: 'l1' });
  expect(await leave()).toEqual([]);
  await expect(fill()).resolves.toMatchObject({ person: 'p1' });
});

test('leave is entered on top of duties, and changes when it is approved anew', async () => {
  await fill();
  await approve('2026-03-05');
  await approve('2026-03-09');
  expect(await leave()).toEqual(['2026-03-09']);
  expect((await world.streams.duty.state('d0')).state.places).toHaveLength(1);
});
