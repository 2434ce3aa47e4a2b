import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrangementOf } from './network.fixture.ts';
import {
  clinician,
  command,
  employment,
  manager,
  operator,
  person,
  site,
  startWorkforce,
  type Workforce,
} from './workforce.fixture.ts';

let workforce: Workforce;
const ada = person('p-ada');
const LEAVE = { person: ada, leave: 'CANARY-leave' as never };
let imported = '';

/** Ada works at RBD, which brings medical staff to RA4; everything about her carries the word CANARY. */
beforeAll(async () => {
  workforce = await startWorkforce();
  await workforce.places();
  workforce.seen(
    await workforce.as(operator).recordMany({
      ...command(),
      people: [
        {
          id: ada,
          name: 'CANARY Ada',
          number: { body: 'GMC', number: '0000001' },
          optOut48: true,
          employments: [employment('RBD', 'CANARY-1', { grade: 'CANARY grade', homeSite: site('RA430') })],
          credentials: [
            { id: 'every', kind: 'dbs', host: null, detail: 'CANARY every host', from: '2025-01-01', to: '2026-04-01' },
            {
              id: 'here',
              kind: 'induction',
              host: 'RA4' as never,
              detail: 'CANARY ward',
              from: '2025-01-01',
              to: null,
            },
            {
              id: 'home',
              kind: 'competence',
              host: 'RBD' as never,
              detail: 'SECRET home',
              from: '2025-01-01',
              to: null,
            },
          ],
          leave: [{ id: LEAVE.leave, kind: 'sick', from: '2026-03-01', to: '2026-04-01' }],
          roles: [{ organisation: 'RBD' as never, role: 'clinician' }],
        },
        {
          id: person('p-twin'),
          name: 'Ada, CANARY',
          employments: [employment('RBD', 'CANARY-2', { staffGroup: 'nursing' })],
        },
      ],
    }),
  );
  workforce.seen(
    await workforce.as(operator).people.register({ ...command(), person: person('p-merged'), name: 'CANARY Old' }),
  );
  workforce.seen(await workforce.as(operator).people.merge({ ...command(), person: person('p-merged'), into: ada }));
  const file = 'number,name\n0000001,CANARY Ada\n';
  imported = workforce.seen(
    await workforce.as(manager('RBD')).imports.preview({
      ...command(),
      kind: 'people',
      fileName: 'CANARY.csv',
      contentBase64: Buffer.from(file).toString('base64'),
    }),
  ).import;
});
afterAll(() => workforce.stop());

type Api = ReturnType<Workforce['as']>;
const own = employment('RXX', 'x-1');
const credential = { id: 'every', kind: 'dbs', host: null, detail: '', from: '2025-01-01', to: null } as const;
const upload = (text: string) => ({ fileName: 'x.csv', contentBase64: Buffer.from(text).toString('base64') });

/** Each procedure, as somebody with nothing to do with Ada would try it; 'refused' for those that must not answer. */
const attempts: Readonly<Record<string, readonly ['refused' | 'answers', (api: Api) => Promise<unknown>]>> = {
  'people.list': ['answers', (api) => api.people.list({ search: 'CANARY' })],
  'people.get': ['refused', (api) => api.people.get({ person: ada })],
  'people.register': ['refused', (api) => api.people.register({ ...command(), person: ada, name: 'X' })],
  'people.rename': ['refused', (api) => api.people.rename({ ...command(), person: ada, name: 'X' })],
  'people.recordNumber': [
    'refused',
    (api) => api.people.recordNumber({ ...command(), person: ada, number: { body: 'GMC', number: '0000009' } }),
  ],
  'people.merge': ['refused', (api) => api.people.merge({ ...command(), person: person('p-twin'), into: ada })],
  'people.unmerge': ['refused', (api) => api.people.unmerge({ ...command(), person: person('p-merged') })],
  'duplicates.list': ['answers', (api) => api.duplicates.list()],
  'employments.record': ['refused', (api) => api.employments.record({ ...command(), person: ada, employment: own })],
  'optOut.record': ['refused', (api) => api.optOut.record({ ...command(), person: ada, optOut48: false })],
  'credentials.list': ['answers', (api) => api.credentials.list()],
  'credentials.record': ['refused', (api) => api.credentials.record({ ...command(), person: ada, credential })],
  'credentials.withdraw': [
    'refused',
    (api) => api.credentials.withdraw({ ...command(), person: ada, credential: 'every' }),
  ],
  'leave.list': ['answers', (api) => api.leave.list({ from: '2026-01-01', to: '2027-01-01' })],
  'leave.request': [
    'refused',
    (api) =>
      api.leave.request({
        ...command(),
        person: ada,
        leave: 'x' as never,
        kind: 'annual',
        from: '2026-05-01',
        to: '2026-05-02',
      }),
  ],
  'leave.approve': ['refused', (api) => api.leave.approve({ ...command(), ...LEAVE })],
  'leave.refuse': ['refused', (api) => api.leave.refuse({ ...command(), ...LEAVE, because: 'x' })],
  'leave.withdraw': ['refused', (api) => api.leave.withdraw({ ...command(), ...LEAVE })],
  'access.grant': [
    'refused',
    (api) => api.access.grant({ ...command(), person: ada, organisation: 'RBD' as never, role: 'rota-manager' }),
  ],
  'access.revoke': [
    'refused',
    (api) => api.access.revoke({ ...command(), person: ada, organisation: 'RBD' as never, role: 'clinician' }),
  ],
  'access.list': ['answers', (api) => api.access.list()],
  recordMany: [
    'refused',
    (api) => api.recordMany({ ...command(), people: [{ id: ada, name: 'X', employments: [own] }] }),
  ],
  'imports.preview': [
    'answers',
    (api) =>
      api.imports.preview({
        ...command(),
        kind: 'credentials',
        ...upload('number,kind,first day\n0000001,dbs,2025-01-01\n'),
      }),
  ],
  'imports.accept': ['refused', (api) => api.imports.accept({ ...command(), import: imported })],
  'imports.status': ['refused', (api) => api.imports.status({ import: imported })],
  'imports.list': ['answers', (api) => api.imports.list()],
  'exports.csv': [
    'answers',
    async (api) =>
      Promise.all(
        (['people', 'employments', 'credentials', 'leave'] as const).map((kind) => api.exports.csv({ kind })),
      ),
  ],
  'signIn.me': ['answers', (api) => api.signIn.me()],
};
/** The demonstration sign-in shows whoever asks whom they may sign in as: see its own tests. */
const OPEN = ['signIn.people', 'signIn.choose', 'signIn.out'];

const outcomeOf = async (attempt: (api: Api) => Promise<unknown>, api: Api) => {
  try {
    return { answer: await attempt(api), refused: false };
  } catch (error) {
    return { answer: `${(error as Error).message} ${JSON.stringify((error as Error).cause ?? '')}`, refused: true };
  }
};
/** What a caller sent themselves is no secret to them. */
const told = (answer: unknown) => JSON.stringify(answer).replaceAll('CANARY-leave', '');

describe('a manager of an organisation without an arrangement', () => {
  test('every procedure is tried below', () => {
    const procedures = Object.keys(workforce.service.router._def.procedures);
    expect(procedures.filter((name) => !(name in attempts) && !OPEN.includes(name))).toEqual([]);
    expect(Object.keys(attempts).filter((name) => !procedures.includes(name))).toEqual([]);
  });

  test.each(Object.entries(attempts))('%s tells and does nothing of others', async (_name, [expected, attempt]) => {
    const before = await workforce.log.read(`person-${ada}`);
    const { answer, refused } = await outcomeOf(attempt, workforce.as(manager('RXX')));
    expect(refused).toBe(expected === 'refused');
    expect(told(answer)).not.toContain('CANARY');
    expect(await workforce.log.read(`person-${ada}`)).toEqual(before);
  });

  test('employs nobody by an id that they guess, with a number that is not theirs', async () => {
    const api = workforce.as(manager('RXX'));
    const number = { body: 'GMC', number: '0000099' };
    await expect(
      api.recordMany({ ...command(), people: [{ id: ada, name: 'X', number, employments: [own] }] }),
    ).rejects.toThrow('is not employed by RXX');
    await expect(api.employments.record({ ...command(), person: ada, number, employment: own })).rejects.toThrow(
      'not yours to see',
    );
    const row = 'p-ada,0000099,RXX,x-1,WTR,1,ST4,medical,2025-08-06';
    const seen = await api.imports.preview({
      ...command(),
      kind: 'employments',
      ...upload(`person,number,employer,assignment,contract,wte,grade,staff group,first day\n${row}\n`),
    });
    expect(seen.refused).toMatchObject([{ row: 2, column: 'number' }]);
  });

  test.each(Object.entries(attempts))('%s asks who is there', async (_name, [, attempt]) => {
    const { answer, refused } = await outcomeOf(attempt, workforce.as(null));
    expect(refused).toBe(true);
    expect(answer).toContain('Sign in first');
  });

  test.each(Object.entries(attempts))(
    '%s tells a clinician of elsewhere nothing of others',
    async (_name, [, attempt]) => {
      const { answer } = await outcomeOf(attempt, workforce.as(clinician('p-other', 'RXX')));
      expect(told(answer)).not.toContain('CANARY');
    },
  );
});

describe('a manager of the host in an arrangement', () => {
  test('sees the name, grade and skills of the provider’s people, and credentials for the own host', async () => {
    const api = workforce.as(manager('RA4'));
    const { people } = await api.people.list();
    expect(people.map(({ id, name }) => [id, name])).toEqual([['p-ada', 'CANARY Ada']]);
    const seen = await api.people.get({ person: ada });
    expect(seen).toMatchObject({ standing: 'shared', number: null, optOut48: null });
    expect(seen.employments).toMatchObject([
      { employer: 'RBD', grade: 'CANARY grade', assignment: null, wte: null, pack: null, annualLeaveDays: null },
    ]);
    expect(seen.credentials.map(({ id }) => id)).toEqual(['every', 'here']);
    expect(JSON.stringify([people, seen, await api.credentials.list()])).not.toMatch(/CANARY-1|0000001|SECRET/);
    expect(await api.leave.list({ from: '2026-01-01', to: '2027-01-01' })).toEqual([]);
    expect((await api.people.list({ search: '0000001' })).total).toBe(0);
  });

  test('does not see staff whom the arrangement does not cover, nor anybody once it has ended', async () => {
    await expect(workforce.as(manager('RA4')).people.get({ person: person('p-twin') })).rejects.toThrow(
      'not yours to see',
    );
    const later = await startWorkforce({ log: workforce.log, now: () => new Date('2027-03-02T09:00:00Z') });
    const position = await workforce.network.publish(
      'network.ArrangementRecorded.v1',
      arrangementOf('ent', { providers: ['RBD'], hosts: ['RA4'], to: '2027-01-01' }),
    );
    later.seen({ position });
    await expect(later.as(manager('RA4')).people.get({ person: ada })).rejects.toThrow('not yours to see');
    await later.stop();
  });

  test('records an induction at the own host, and nothing else about them', async () => {
    const api = workforce.as(manager('RA4'));
    const induction = { ...credential, id: 'ward-2', kind: 'induction' as const, host: 'RA4' as never };
    workforce.seen(await api.credentials.record({ ...command(), person: ada, credential: induction }));
    workforce.seen(await api.credentials.withdraw({ ...command(), person: ada, credential: 'ward-2' }));
    await expect(
      api.credentials.record({ ...command(), person: ada, credential: { ...induction, id: 'home' } }),
    ).rejects.toThrow();
    for (const host of [null, 'RBD'])
      await expect(
        api.credentials.record({
          ...command(),
          person: ada,
          credential: { ...induction, id: 'x', host: host as never },
        }),
      ).rejects.toThrow('Only a rota manager of the person');
    await expect(api.people.rename({ ...command(), person: ada, name: 'X' })).rejects.toThrow('Only a rota manager');
  });
});

describe('the person and their own manager', () => {
  test('a clinician sees all of their own record and leave, and asks for leave', async () => {
    const api = workforce.as(clinician('p-ada', 'RBD'));
    const seen = await api.people.get({ person: ada });
    expect(seen).toMatchObject({
      standing: 'self',
      number: { number: '0000001' },
      merged: [{ person: 'p-merged', name: 'CANARY Old' }],
    });
    expect(seen.credentials).toHaveLength(3);
    expect(await api.leave.list({ from: '2026-01-01', to: '2027-01-01' })).toHaveLength(1);
    const wish = { person: ada, leave: 'wish' as never, kind: 'annual' as const };
    await expect(api.leave.request({ ...command(), ...wish, from: '2026-03-20', to: '2026-03-22' })).rejects.toThrow(
      'overlaps sick leave',
    );
    workforce.seen(await api.leave.request({ ...command(), ...wish, from: '2026-05-01', to: '2026-05-03' }));
    await expect(api.leave.approve({ ...command(), person: ada, leave: wish.leave })).rejects.toThrow('needs the role');
    workforce.seen(await workforce.as(manager('RBD')).leave.approve({ ...command(), person: ada, leave: wish.leave }));
    expect(await api.leave.list({ from: '2026-05-01', to: '2026-05-02' })).toMatchObject([
      { id: 'wish', stands: 'approved' },
    ]);
    workforce.seen(await api.leave.withdraw({ ...command(), person: ada, leave: wish.leave }));
  });

  test('nobody approves their own leave', async () => {
    const self = { person: 'p-ada', organisation: 'RBD', roles: ['rota-manager' as const] };
    workforce.seen(
      await workforce.as(self).leave.request({
        ...command(),
        person: ada,
        leave: 'own' as never,
        kind: 'study',
        from: '2026-06-01',
        to: '2026-06-02',
      }),
    );
    await expect(
      workforce.as(self).leave.approve({ ...command(), person: ada, leave: 'own' as never }),
    ).rejects.toThrow('their own leave');
  });

  test('a manager gives roles of the own organisation only, and never the operator’s', async () => {
    const api = workforce.as(manager('RBD'));
    workforce.seen(
      await api.access.grant({ ...command(), person: ada, organisation: 'RBD' as never, role: 'rota-manager' }),
    );
    expect((await api.access.list()).map(({ role }) => role)).toEqual(['clinician', 'rota-manager']);
    await expect(
      api.access.grant({ ...command(), person: ada, organisation: 'RBD' as never, role: 'operator' }),
    ).rejects.toThrow('Only the operator');
    await expect(
      api.access.grant({ ...command(), person: ada, organisation: 'RA4' as never, role: 'clinician' }),
    ).rejects.toThrow('belongs to RA4');
  });
});
