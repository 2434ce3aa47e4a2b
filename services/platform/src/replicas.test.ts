import { newCommandId } from '@weft/client';
import { nodeClient } from '@weft/client/node';
import type { RecordedEvent } from '@weft/eventing';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { judgeLog } from './e2e/log-invariants.ts';
import { dayOf, recordSmallNetwork } from './e2e/small-network.ts';
import { startReplicas } from './replicas.fixture.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
let platform: Awaited<ReturnType<typeof startReplicas>>;
beforeAll(async () => {
  platform = await startReplicas(2);
});
afterAll(() => platform.stop());

const everything = async (): Promise<RecordedEvent[]> => {
  const all: RecordedEvent[] = [];
  for await (const { events } of platform.log.readAll({ after: null })) all.push(...events);
  return all;
};

/** Waits until every replica has taken in all, and nothing that they do about it is new. */
async function atRest() {
  for (let head = await platform.log.head(); head; ) {
    for (const { started } of platform.running) {
      await started.running.waitFor(head, 10_000);
      await started.running.waitForContracts(head, 10_000);
    }
    const now = await platform.log.head();
    if (now === head) return;
    head = now;
  }
}

test('two replicas of each service make each effect once', async () => {
  const { workforce, sharedRotas } = nodeClient({ url: platform.address, token: () => platform.operator });
  await recordSmallNetwork(nodeClient({ url: platform.address, token: () => platform.operator }), {
    people: 10,
    days: 5,
    perDay: 3,
  });
  const id = newCommandId;
  const duty = (day: number, n: number) => `zz-${dayOf(day)}-${n}`;
  const acknowledged: string[] = [];
  const under = () => {
    const commandId = id();
    acknowledged.push(commandId);
    return { commandId };
  };
  await Promise.all(
    [0, 1, 2, 3, 4].flatMap((day) =>
      [0, 1].map((n) =>
        sharedRotas.duties.fill.mutate({ ...under(), duty: duty(day, n), person: `zz-${day * 2 + n}` }),
      ),
    ),
  );
  for (let n = 0; n < 6; n++) {
    const leave = { person: `zz-${n}`, leave: `leave-${n}` };
    const days = { kind: 'annual' as const, from: dayOf(9), to: dayOf(11) };
    await workforce.leave.request.mutate({ ...under(), ...leave, ...days });
    await workforce.leave.approve.mutate({ ...under(), ...leave });
    if (n % 3 === 2) await workforce.leave.withdraw.mutate({ ...under(), ...leave });
  }
  await workforce.people.recordNumber.mutate({
    ...under(),
    person: 'zz-7',
    number: { body: 'GMC', number: '7012345' },
  });
  await Promise.all([
    sharedRotas.duties.clear.mutate({ ...under(), duty: duty(0, 0), person: 'zz-0' }),
    sharedRotas.duties.move.mutate({ ...under(), from: duty(0, 1), to: duty(0, 2), person: 'zz-1' }),
    sharedRotas.duties.reassign.mutate({ ...under(), duty: duty(1, 0), from: 'zz-2', to: 'zz-0' }),
    workforce.people.merge.mutate({ ...under(), person: 'zz-9', into: 'zz-8' }),
  ]);
  await atRest();

  const judged = await judgeLog(platform.log, acknowledged);
  expect(judged.filter(({ broken }) => broken.length > 0)).toEqual([]);
  const events = await everything();
  const count = (type: string, about: object) =>
    events.filter(
      (event) => event.type === type && Object.entries(about).every(([k, v]) => Object(event.data)[k] === v),
    ).length;
  for (let n = 0; n < 6; n++) expect([n, count('LeaveEntered', { id: `leave-${n}` })]).toEqual([n, 1]);
  expect(count('LeaveRemoved', { leave: 'leave-2' })).toBe(1);
  expect(count('TimeReleased', { person: 'zz-0', because: 'cleared' })).toBe(1);
  expect(count('TimeBooked', { person: 'zz-8', origin: 'zz-9' })).toBe(1);
  expect(count('DutyRepointed', { person: 'zz-8', from: 'zz-9' })).toBe(1);
});

test('a process that is started anew over rows of its own finds every effect done', async () => {
  const before = (await everything()).length;
  await platform.addReplicas();
  await atRest();
  expect((await everything()).length).toBe(before);
});
