import { newCommandId } from '@weft/client';
import { nodeClient } from '@weft/client/node';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { dayOf, recordSmallNetwork } from '../e2e/small-network.ts';
import { startReplicas } from '../replicas.fixture.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
let platform: Awaited<ReturnType<typeof startReplicas>>;
const client = () => nodeClient({ url: platform.address, token: () => platform.operator });

beforeAll(async () => {
  platform = await startReplicas(2);
  await recordSmallNetwork(client(), { people: 4, days: 4, perDay: 2 });
});
afterAll(() => platform.stop());

const asJson = { 'content-type': 'application/json' };

test('a sign-in at one replica is valid at the other', async () => {
  const [one, other] = platform.at('workforce').map(({ web }) => nodeClient({ url: web.address }));
  const chosen = { person: 'operator', organisation: 'WEFT', commandId: newCommandId() };
  const { token } = await one!.workforce.signIn.choose.mutate(chosen);
  expect(token).not.toBe('');
  const [, there] = platform.at('workforce').map(({ web }) => nodeClient({ url: web.address, token: () => token }));
  expect((await there!.workforce.signIn.me.query()).actor).toMatchObject({ person: 'operator', roles: ['operator'] });
  await expect(other!.workforce.signIn.me.query()).rejects.toThrow('Sign in first');
});

test('what a command did at one replica, a query shows whichever replica it reaches', async () => {
  const mine = client();
  for (let n = 0; n < 8; n++) {
    const person = `zz-${n % 4}`;
    const place = { duty: `zz-${dayOf(n % 4)}-0`, person };
    if (n < 4) await mine.sharedRotas.duties.fill.mutate({ commandId: newCommandId(), ...place });
    else await mine.sharedRotas.duties.clear.mutate({ commandId: newCommandId(), ...place });
    const [rota] = await mine.sharedRotas.rotas.list.query();
    expect(rota?.gaps).toBe(n < 4 ? 7 - n : n + 1);
  }
});

test('a body that is too large is refused in the same words as everywhere', async () => {
  const body = JSON.stringify({ 0: { text: 'x'.repeat(7 * 1024 * 1024) } });
  const url = `${platform.address}/api/workforce/people.list`;
  const answer = await fetch(url, { method: 'POST', headers: asJson, body });
  expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('larger than 6 MB')]);
});

test('it is ready while one replica of each service is, and what is none of a service’s is a page that is not there', async () => {
  const ready = await fetch(`${platform.address}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, faults: [], notes: [] }]);
  expect((await fetch(`${platform.address}/api/payroll/x`)).status).toBe(404);
  const answer = await fetch(`${platform.address}/api/network/nothing.here`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('a live board goes on at the other replica when its own dies, and commands meet no gap', async () => {
  const mine = client();
  const told: string[] = [];
  let wake = () => {};
  const subscription = mine.sharedRotas.rotas.changes.subscribe(
    { rota: 'zz-rota' } as never,
    {
      onData({ data }: { data: unknown }) {
        told.push(JSON.stringify(data));
        wake();
      },
    } as never,
  );
  const toldOf = async (duty: string) => {
    while (!told.some((text) => text.includes(duty)))
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
  };
  const duties = [0, 1, 2].map((day) => `zz-${dayOf(day)}-1`) as [string, string, string];
  const fill = (duty: string, person: string) =>
    mine.sharedRotas.duties.fill.mutate({ commandId: newCommandId(), duty, person });
  await fill(duties[0], 'zz-0');
  await toldOf(duties[0]);
  const [first, second] = platform.at('shared-rotas');
  await first!.web.stop();
  await fill(duties[1], 'zz-1');
  await toldOf(duties[1]);
  await fill(duties[2], 'zz-2');
  await toldOf(duties[2]);
  subscription.unsubscribe();
  await second!.web.stop();
  const nobody = await fetch(`${platform.address}/api/shared-rotas/rotas.list`);
  expect([nobody.status, nobody.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await nobody.text()).toContain('No process of shared-rotas answers');
  const ready = await fetch(`${platform.address}/health/ready`);
  expect([ready.status, await ready.text()]).toEqual([503, expect.stringContaining('shared-rotas: ')]);
});
