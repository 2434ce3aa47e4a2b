import { randomUUID } from 'node:crypto';
import { workforceContracts } from '@weft/contracts';
import type { RecordedEvent } from '@weft/eventing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { publish } from '../publish.ts';
import {
  code,
  command,
  employment,
  manager,
  operator,
  person,
  startWorkforce,
  type Workforce,
} from '../workforce.fixture.ts';

let workforce: Workforce;
beforeEach(async () => {
  workforce = await startWorkforce();
  await workforce.places();
});
afterEach(() => workforce.stop());

const GMC = (number: string) => ({ body: 'GMC', number });
const api = () => workforce.as(operator);
const get = (id: string) => api().people.get({ person: person(id) });
const ada = {
  id: person('p-ada'),
  name: 'Ada Example',
  number: GMC('0000001'),
  optOut48: true,
  employments: [employment('RA4', '1-1')],
  credentials: [{ id: 'dbs', kind: 'dbs' as const, host: null, detail: '', from: '2025-01-01', to: '2026-04-01' }],
  leave: [{ id: 'l1' as never, kind: 'annual' as const, from: '2026-04-06', to: '2026-04-11' }],
  roles: [{ organisation: code('RA4'), role: 'clinician' as const }],
};
const twin = {
  id: person('p-twin'),
  name: 'Dr Ada Éxample',
  employments: [employment('RBD', '2-1')],
  credentials: [{ id: 'ind', kind: 'induction' as const, host: code('RBD'), detail: '', from: '2025-01-01', to: null }],
  leave: [{ id: 'l2' as never, kind: 'study' as const, from: '2026-05-04', to: '2026-05-06' }],
};
const record = async (...people: Parameters<ReturnType<typeof api>['recordMany']>[0]['people']) =>
  workforce.seen(await api().recordMany({ ...command(), people }));

async function eventsIn(...categories: string[]): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const batch of workforce.log.readAll({ after: null, categories })) events.push(...batch.events);
  return events;
}

describe('one person is one person', () => {
  test('a number belongs to one person, however many bring it at once', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        api().people.register({ ...command(), name: `Person ${i}`, number: GMC('000 0005') }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = tries.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason.message).toContain('is the number of a person who is known already');
    expect((await eventsIn('person')).filter(({ type }) => type === 'PersonRegistered')).toHaveLength(1);
  });

  test('two employers who import the same number have the same person', async () => {
    await record(ada);
    const { people } = await record({ ...twin, number: GMC('0000001'), id: person('their-id') });
    expect(people).toEqual([{ id: 'their-id', person: 'p-ada' }]);
    expect((await get('p-ada')).employments.map(({ employer }) => employer)).toEqual(['RA4', 'RBD']);
    await expect(get('their-id')).rejects.toThrow('does not exist');
  });

  test('an employer without an arrangement employs somebody by their number, and sees only that employment', async () => {
    await record(ada);
    const mine = workforce.as(manager('RXX'));
    await expect(mine.people.get({ person: ada.id })).rejects.toThrow('does not exist');
    workforce.seen(
      await mine.employments.record({ ...command(), number: GMC('0000001'), employment: employment('RXX', '3-1') }),
    );
    expect((await mine.people.get({ person: ada.id })).employments.map(({ employer }) => employer)).toEqual(['RXX']);
  });

  test('likely duplicates are listed with the reason, and two numbers of one register are two people', async () => {
    await record(ada, twin, { id: person('p-third'), name: 'Ada Example', number: GMC('0000002') });
    const pairs = await api().duplicates.list();
    expect(pairs.map(({ people, why }) => [...people.map((one) => one.person), why])).toEqual([
      ['p-ada', 'p-twin', 'The same name, and only one has a professional number (GMC).'],
      ['p-third', 'p-twin', 'The same name, and only one has a professional number (GMC).'],
    ]);
    expect((await workforce.as(manager('RA4')).duplicates.list()).map(({ people }) => people[1].person)).toEqual([
      'p-twin',
    ]);
  });

  test('a merge shows all under the survivor, and an un-merge restores both exactly', async () => {
    await record(ada, twin);
    const before = [await get('p-ada'), await get('p-twin'), await api().people.list()];
    workforce.seen(await api().people.merge({ ...command(), person: ada.id, into: twin.id }));
    const survivor = await get('p-twin');
    expect(survivor).toMatchObject({
      number: GMC('0000001'),
      merged: [{ person: 'p-ada', name: 'Ada Example', number: GMC('0000001') }],
    });
    expect(survivor.employments.map(({ assignment }) => assignment)).toEqual(['1-1', '2-1']);
    expect(survivor.credentials.map(({ id }) => id)).toEqual(['dbs', 'ind']);
    expect(await get('p-ada')).toMatchObject({ mergedInto: 'p-twin' });
    expect((await api().people.list()).people.map(({ id }) => id)).toEqual(['p-twin']);
    expect((await api().people.list({ search: '0000001' })).people.map(({ id }) => id)).toEqual(['p-twin']);
    expect((await api().leave.list({ from: '2026-01-01', to: '2027-01-01' })).map((one) => one.person)).toEqual([
      'p-twin',
      'p-twin',
    ]);
    expect(await api().duplicates.list()).toEqual([]);
    expect((await record({ ...twin, number: GMC('0000001') })).people[0]?.person).toBe('p-twin');
    await expect(api().people.rename({ ...command(), person: ada.id, name: 'X' })).rejects.toThrow(
      'is merged into another',
    );
    await expect(
      api().leave.request({
        ...command(),
        person: twin.id,
        leave: 'l3' as never,
        kind: 'other',
        from: '2026-04-10',
        to: '2026-04-12',
      }),
    ).rejects.toThrow('overlaps annual leave');
    workforce.seen(await api().people.unmerge({ ...command(), person: ada.id }));
    expect([await get('p-ada'), await get('p-twin'), await api().people.list()]).toEqual(before);
  });

  test('two merges that cross each other leave one of them or none, never a circle', async () => {
    await record(ada, twin);
    await Promise.allSettled([
      api().people.merge({ ...command(), person: ada.id, into: twin.id }),
      api().people.merge({ ...command(), person: twin.id, into: ada.id }),
    ]);
    workforce.seen({ position: await workforce.log.head() });
    const merged = [await get('p-ada'), await get('p-twin')].filter(({ mergedInto }) => mergedInto !== null);
    expect(merged.length).toBeLessThanOrEqual(1);
  });
});

describe('employments', () => {
  test('an assignment number is never another person’s, nor another post’s', async () => {
    await record(ada, twin);
    const at = (who: typeof ada.id, more: Parameters<typeof employment>[2]) =>
      api().employments.record({ ...command(), person: who, employment: employment('RA4', '1-1', more) });
    await expect(at(twin.id, {})).rejects.toThrow("another person's post");
    workforce.seen(await at(ada.id, { to: '2026-08-05' }));
    expect((await eventsIn('employment')).map(({ type }) => type)).toEqual([
      'EmploymentStarted',
      'EmploymentStarted',
      'EmploymentEnded',
    ]);
    await expect(at(ada.id, { from: '2026-09-01' })).rejects.toThrow('Another post needs another number');
    await expect(at(ada.id, { from: '2026-09-01', to: '2026-09-01' })).rejects.toThrow(
      'would end before its first day',
    );
    await expect(
      api().employments.record({ ...command(), person: ada.id, employment: employment('RA5', '1-2') }),
    ).rejects.toThrow('Write RA4, if that is meant');
  });
});

describe('a retry', () => {
  test('with the same command id gets the same answer and takes effect once', async () => {
    const register = { ...command(), name: 'Once Example', number: GMC('0000003') };
    const first = workforce.seen(await api().people.register(register));
    expect(await api().people.register(register)).toEqual(first);
    const many = { ...command(), people: [ada, twin] };
    const answer = workforce.seen(await api().recordMany(many));
    expect(await api().recordMany(many)).toEqual(answer);
    const rename = { ...command(), person: ada.id, name: 'Ada Renamed' };
    const renamed = workforce.seen(await api().people.rename(rename));
    workforce.seen(await api().people.rename({ ...command(), person: ada.id, name: 'Ada Later' }));
    expect(await api().people.rename(rename)).toEqual(renamed);
    expect((await get('p-ada')).name).toBe('Ada Later');
    const merge = { ...command(), person: twin.id, into: ada.id };
    const merged = workforce.seen(await api().people.merge(merge));
    expect(await api().people.merge(merge)).toEqual(merged);
    expect((await eventsIn('person')).filter(({ type }) => type === 'PersonMerged')).toHaveLength(1);
  });

  test('of a refused command hears the same refusal, even when it would be taken by now', async () => {
    await record(ada);
    const unmerge = { ...command(), person: ada.id };
    const say = () =>
      api()
        .people.unmerge(unmerge)
        .catch((error: Error) => error.message);
    const first = await say();
    expect(first).toContain('is not merged into anybody');
    workforce.seen(await api().people.register({ ...command(), person: person('p-s'), name: 'Survivor' }));
    workforce.seen(await api().people.merge({ ...command(), person: ada.id, into: person('p-s') }));
    expect(await say()).toBe(first);
  });

  test('in bulk, the same facts under a new command id write nothing', async () => {
    await record(ada, twin);
    const events = await eventsIn('person', 'employment', 'leave', 'access', 'professionalNumber');
    expect((await api().recordMany({ ...command(), people: [ada, twin] })).position).toBe(null);
    expect(await eventsIn('person', 'employment', 'leave', 'access', 'professionalNumber')).toEqual(events);
  });
});

test('of many people none is recorded when one is refused, and each refusal is told', async () => {
  const wrong = {
    ...twin,
    leave: [...twin.leave, { id: 'l9' as never, kind: 'sick' as const, from: '2026-05-05', to: '2026-05-07' }],
  };
  await expect(api().recordMany({ ...command(), people: [ada, wrong] })).rejects.toThrow(
    'Nothing was recorded, because 1 of 2 people cannot be taken. The first, p-twin: This overlaps study leave',
  );
  expect(await eventsIn('person', 'employment', 'leave', 'access')).toEqual([]);
});

test('credentials that end soon are counted, and listed by their end', async () => {
  await record(ada, twin);
  expect((await api().people.list()).people.map(({ credentialsExpiringSoon }) => credentialsExpiringSoon)).toEqual([
    1, 0,
  ]);
  expect(
    (await api().credentials.list({ expiringBefore: '2026-05-01' })).map(({ person: who, id }) => [who, id]),
  ).toEqual([['p-ada', 'dbs']]);
});

test('what is published is what the contracts say, and no more', async () => {
  await record(ada, twin);
  workforce.seen(await api().people.merge({ ...command(), person: twin.id, into: ada.id }));
  workforce.seen(await api().people.unmerge({ ...command(), person: twin.id }));
  workforce.seen(await api().leave.withdraw({ ...command(), person: ada.id, leave: 'l1' as never }));
  workforce.seen(await api().credentials.withdraw({ ...command(), person: ada.id, credential: 'dbs' }));
  workforce.seen(await api().people.rename({ ...command(), person: ada.id, name: 'New' }));
  const contracts = (await eventsIn('person', 'employment', 'leave', 'access', 'professionalNumber', 'import')).flatMap(
    (event) => publish(event as never),
  );
  for (const { subject, data } of contracts) {
    const contract = workforceContracts[subject as keyof typeof workforceContracts];
    expect(contract.parse(data)).toEqual(data);
  }
  expect(new Set(contracts.map(({ subject }) => subject))).toEqual(new Set(Object.keys(workforceContracts)));
});

describe('what a crash leaves half done is finished', () => {
  const metadata = (commandId: string) => ({
    commandId,
    at: '2026-03-02T09:00:00.000Z',
    actor: { person: 'operator', organisation: 'WEFT' },
  });
  const append = async (stream: string, type: string, data: unknown, commandId: string) => {
    const { position } = await workforce.log.append(stream, 'any', [
      { id: randomUUID(), type, version: 1, data, metadata: metadata(commandId) },
    ]);
    workforce.seen({ position });
  };

  test('a claimed number: the person is registered', async () => {
    await append(
      'professionalNumber-GMC.0000008',
      'NumberClaimed',
      { number: GMC('0000008'), person: 'p-half', name: 'Half Done' },
      'cmd/number',
    );
    await workforce.until(async () =>
      get('p-half').then(
        ({ name }) => name === 'Half Done',
        () => false,
      ),
    );
  });

  test('a merge: the other record points to the survivor', async () => {
    await record(ada, twin);
    await append('person-p-ada', 'PersonAbsorbed', { person: 'p-twin' }, 'cmd/absorb');
    await workforce.until(async () => (await get('p-twin')).mergedInto === 'p-ada');
  });

  test('an un-merge: the survivor lets go, and may be merged again', async () => {
    await record(ada, twin);
    workforce.seen(await api().people.merge({ ...command(), person: twin.id, into: ada.id }));
    await append('person-p-twin', 'PersonUnmerged', { from: 'p-ada' }, 'cmd/part');
    workforce.seen({ position: await workforce.log.head() });
    workforce.seen(await api().people.merge({ ...command(), person: ada.id, into: twin.id }));
    expect(await get('p-ada')).toMatchObject({ mergedInto: 'p-twin' });
  });
});
