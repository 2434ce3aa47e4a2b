import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { natsAddress } from './nats-address.ts';
import { natsLink } from './nats-link.ts';
import { natsServer, noServer } from './nats-server.fixture.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe.skipIf(noServer !== null)('a link to NATS', { timeout: 20_000 }, () => {
  test.each([-1, 1])('is made again after a loss when the clock has jumped by %i h', async (hours) => {
    const server = await natsServer();
    await server.start();
    const link = natsLink(server.url, 'test');
    const { lost } = await link.session();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + hours * 3_600_000);
    await server.kill();
    await vi.waitFor(() => expect(lost.aborted).toBe(true), { timeout: 5000 });
    expect(link.up()).toBe(null);
    await server.start();
    await link.session();
    expect(link.trouble()).toBe(null);
    await link.close();
    await expect(link.session()).rejects.toThrow(/is closed/);
    await server.dispose();
  });
});

test.each([
  ['http://localhost:4222', /is none/],
  ['nats://', /is none/],
  ['nats://user:secret@localhost:4222', /is none/],
  ['nats://localhost:4222?colour=red', /"colour", which means nothing/],
  ['nats://localhost:4222?prefix=a.b', /prefix=a.b, but wants letters/],
  ['nats://localhost:4222?replicas=2', /1, 3 or 5 replicas/],
  ['nats://localhost:4222?nkey=/nowhere/at-all.nk', /nkey of the NATS address cannot be read: ENOENT/],
])('the address %s is refused', (url, said) => {
  expect(() => natsAddress(url)).toThrow(said);
});

test('an address names servers, prefix, user, keys and replicas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-address-'));
  const seed = `SU${'A'.repeat(56)}`;
  writeFileSync(join(folder, 'one.nk'), `# a comment\n${seed}\n`);
  writeFileSync(join(folder, 'none.nk'), 'nothing\n');
  const address = natsAddress(`tls://one,two:5222?prefix=w&user=u&nkey=${join(folder, 'one.nk')}&ca=ca.pem&replicas=3`);
  expect(address).toMatchObject({
    servers: ['one:4222', 'two:5222'],
    prefix: 'w',
    user: 'u',
    caFile: 'ca.pem',
    isTls: true,
    replicas: 3,
  });
  expect(new TextDecoder().decode(address.seed ?? undefined)).toBe(seed);
  expect(() => natsAddress(`nats://one?nkey=${join(folder, 'none.nk')}`)).toThrow(/holds no seed/);
  rmSync(folder, { recursive: true });
});
