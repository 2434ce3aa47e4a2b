import type { Actor, ServiceDeps, Web } from '@weft/service-kit';
import { serve, tokensOf } from '@weft/service-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { code, command, employment, operator, person, startWorkforce, type Workforce } from '../workforce.fixture.ts';

let now = new Date('2026-03-02T09:00:00Z');
let workforce: Workforce;
let web: Web;
let lines: string[] = [];

const note = (...said: unknown[]) => {
  lines.push(JSON.stringify(said));
};
const logger = {
  level: 'info',
  trace: note,
  debug: note,
  info: note,
  warn: note,
  error: note,
  fatal: note,
  child: () => logger,
} as unknown as ServiceDeps['logger'];

beforeEach(async () => {
  now = new Date('2026-03-02T09:00:00Z');
  lines = [];
  workforce = await startWorkforce({ now: () => now });
  await workforce.places();
  web = await serve([workforce.started], { port: 0, host: '127.0.0.1', pages: null, logger });
  const facts = (id: string, name: string, roles: ('rota-manager' | 'clinician')[]) => ({
    id: person(id),
    name,
    employments: [employment('RA4', `a-${id}`, { grade: 'Consultant' })],
    roles: roles.map((role) => ({ organisation: code('RA4'), role })),
  });
  workforce.seen(
    await workforce.as(operator).recordMany({
      ...command(),
      people: [
        facts('p-mia', 'Mia Manager', ['rota-manager']),
        facts('p-cy', 'Cy Clinician', ['clinician']),
        facts('p-no', 'No Role', []),
      ],
    }),
  );
});
afterEach(async () => {
  await web.stop();
  await workforce.stop();
});

type Answer = {
  readonly status: number;
  readonly data: unknown;
  readonly message: string;
  readonly cookie: string | null;
};

async function call(
  path: string,
  { input, token, cookie }: { input?: unknown; token?: string; cookie?: string } = {},
): Promise<Answer> {
  const response = await fetch(`${web.address}/api/workforce/${path}`, {
    ...(input !== undefined && { method: 'POST', body: JSON.stringify(input) }),
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie }),
    },
  });
  const body = (await response.json()) as { result?: { data: unknown }; error?: { message: string } };
  return {
    status: response.status,
    data: body.result?.data,
    message: body.error?.message ?? '',
    cookie: response.headers.get('set-cookie'),
  };
}

const signIn = async (who: string, organisation: string) =>
  call('signIn.choose', { input: { ...command(), person: who, organisation } });

test('the sign-in page lists people with roles, the operator first, and finds them by name and organisation', async () => {
  const all = (await call('signIn.people')).data as { person: string; note: string; organisationName: string }[];
  expect(all.map((one) => one.person)).toEqual(['operator', 'p-mia', 'p-cy']);
  expect(all[1]).toMatchObject({
    note: 'Consultant',
    organisationName: 'Yeovil District Hospital',
    roles: ['rota-manager'],
  });
  const search = async (text: string) =>
    (
      (await call(`signIn.people?input=${encodeURIComponent(JSON.stringify({ search: text }))}`)).data as {
        person: string;
      }[]
    ).map((one) => one.person);
  expect(await search('clini')).toEqual(['p-cy']);
  expect(await search('yeovil')).toEqual(['p-mia', 'p-cy']);
  expect(await search('nobody of that name')).toEqual([]);
});

test('whoever signs in by choosing acts as that person, by token or by cookie', async () => {
  const chosen = await signIn('p-mia', 'RA4');
  const { token, name } = chosen.data as { token: string; name: string };
  expect(name).toBe('Mia Manager');
  expect(chosen.cookie).toMatch(/^weft-token=.+; HttpOnly; SameSite=Strict/);
  const actor: Actor = { person: 'p-mia', organisation: 'RA4', roles: ['rota-manager'] };
  expect((await call('signIn.me', { token })).data).toEqual({ actor, name, demonstration: true });
  expect((await call('signIn.me', { cookie: chosen.cookie?.split(';')[0] as string })).data).toMatchObject({ actor });
  expect((await call('people.list', { token })).status).toBe(200);
  expect((await call('signIn.out', { input: command() })).cookie).toContain('Max-Age=0');
});

test('the operator is built in', async () => {
  const { token, actor } = (await signIn('operator', 'WEFT')).data as { token: string; actor: Actor };
  expect(actor.roles).toEqual(['operator']);
  expect((await call('access.list', { token })).data).toHaveLength(2);
  expect((await signIn('operator', 'RA4')).status).toBe(403);
});

test('nobody signs in with a role that they do not hold', async () => {
  expect(await signIn('p-no', 'RA4')).toMatchObject({
    status: 403,
    message: 'p-no holds no role at RA4. Choose somebody from the sign-in page.',
  });
  expect(await signIn('p-mia', 'RBD')).toMatchObject({ status: 403 });
  expect(await signIn('p-unknown', 'RA4')).toMatchObject({ status: 403 });
});

test('a merged person signs in as the survivor, with the roles of both', async () => {
  workforce.seen(
    await workforce.as(operator).people.merge({ ...command(), person: person('p-cy'), into: person('p-mia') }),
  );
  const { actor } = (await signIn('p-cy', 'RA4')).data as { actor: Actor };
  expect(actor).toEqual({ person: 'p-mia', organisation: 'RA4', roles: ['clinician', 'rota-manager'] });
});

test('without a token, with an expired one and with forged ones, each says what to do', async () => {
  const { token } = (await signIn('p-mia', 'RA4')).data as { token: string };
  expect(await call('people.list')).toMatchObject({ status: 401, message: 'Sign in first.' });
  const [header, , signature] = token.split('.');
  const payload = Buffer.from(
    JSON.stringify({ iss: 'weft', sub: 'p-mia', organisation: 'RA4', roles: ['operator'], exp: 4e9 }),
  ).toString('base64url');
  const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
  const other = await tokensOf(new Uint8Array(32).fill(9), () => now).sign({
    person: 'p-mia',
    organisation: 'RA4',
    roles: ['operator'],
  });
  for (const forged of [`${header}.${payload}.${signature}`, `${unsigned}.${payload}.`, other, 'nonsense', `${token}x`])
    expect(await call('people.list', { token: forged })).toMatchObject({
      status: 401,
      message: 'This sign-in was not given out here. Sign in again.',
    });
  now = new Date('2026-03-02T21:00:01Z');
  expect(await call('people.list', { token })).toMatchObject({
    status: 401,
    message: 'Your sign-in has run out. Sign in again; nothing that you saved is lost.',
  });
});

test('a clinician is told which role a procedure needs', async () => {
  const { token } = (await signIn('p-cy', 'RA4')).data as { token: string };
  expect(await call('people.list', { token })).toMatchObject({
    status: 403,
    message: 'This needs the role rota-manager or operator; you hold clinician at RA4.',
  });
});

test('where the demonstration sign-in is off, nobody signs in by it', async () => {
  const closed = await startWorkforce({ demonstration: false });
  await closed.places();
  await expect(closed.as(null).signIn.people()).rejects.toThrow('switched off');
  await expect(
    closed.as(null).signIn.choose({ ...command(), person: person('operator'), organisation: code('WEFT') }),
  ).rejects.toThrow('switched off');
  await closed.stop();
});

test('log lines hold ids, never a name', async () => {
  const { token } = (await signIn('p-mia', 'RA4')).data as { token: string };
  await call('people.list', { token });
  await call('people.rename', { token, input: { ...command(), person: 'p-cy', name: 'Cyril Newname' } });
  await call('people.rename', { token, input: { ...command(), person: 'p-other', name: 'Cyril Newname' } });
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.join('\n')).not.toMatch(/Mia|Cyril|Clinician/);
});
