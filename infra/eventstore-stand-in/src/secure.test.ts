import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccessDeniedError, persistentSubscriptionToStreamSettingsFromDefaults } from '@eventstore/db-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientForTest, seats, seatsOf, standInForTest } from './testing.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A certificate for 127.0.0.1 that lasts a day, made for this test. */
function certificateForTest() {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [certificate, key] = [join(folder, 'node.crt'), join(folder, 'node.key')];
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost';
  const names = ['-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  execFileSync('openssl', [...request.split(' '), ...names, '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  return { file: certificate, tls: { certificate: readFileSync(certificate), key: readFileSync(key) } };
}

describe.skipIf(!hasOpenssl)('with a certificate (skipped where openssl is not on the PATH)', () => {
  async function started() {
    const { file, tls } = certificateForTest();
    const standIn = await standInForTest({ tls, credentials: { admin: 'changeit', desk: 'secret' } });
    const as = (user: string) =>
      clientForTest({ url: `esdb://${user}127.0.0.1:${standIn.port}?tls=true&tlsCAFile=${file}` });
    return { standIn, as };
  }

  it('a user with the right password writes and reads', async () => {
    const { as } = await started();
    const client = as('desk:secret@');
    await client.appendToStream('clinic-1', seats(1, 2), {});
    expect(await seatsOf(client, 'clinic-1')).toEqual([1, 2]);
  });

  it('a wrong password, and none, are denied', async () => {
    const { as } = await started();
    for (const user of ['desk:wrong@', 'nobody:secret@', '']) {
      await expect(as(user).appendToStream('clinic-1', seats(1, 1), {})).rejects.toBeInstanceOf(AccessDeniedError);
      await expect(seatsOf(as(user), '$users')).rejects.toBeInstanceOf(AccessDeniedError);
    }
  });

  it('groups are made by administrators', async () => {
    const { as } = await started();
    const create = (user: string) =>
      as(user).createPersistentSubscriptionToStream(
        'clinic-1',
        'desk',
        persistentSubscriptionToStreamSettingsFromDefaults(),
      );
    await expect(create('desk:secret@')).rejects.toBeInstanceOf(AccessDeniedError);
    await create('admin:changeit@');
  });
});

it('discovery by gossip finds the leader', async () => {
  const leader = await standInForTest();
  const follower = await standInForTest({ faults: { notLeader: { host: leader.host, port: leader.port } } });
  const client = clientForTest({ url: `esdb+discover://${follower.host}:${follower.port}?tls=false` });
  await client.appendToStream('clinic-1', seats(1, 1), { requiresLeader: true });
  expect(leader.counts().appends).toBe(1);
  expect(follower.counts().appends).toBe(0);
});
