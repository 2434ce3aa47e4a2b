import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { consumer, publisher } from '../bus-contract/participants.ts';
import { natsLeases } from '../work/nats-leases.ts';
import { natsWorkQueue } from '../work/nats-work-queue.ts';
import { openDeadLetters } from './dead-letters.ts';
import { natsBus } from './nats-bus.ts';
import { natsLink } from './nats-link.ts';
import { command, freePort, noServer } from './nats-server.fixture.ts';
import { quickSettings } from './quick-settings.fixture.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const signal = new AbortController().signal;

describe.skipIf(noServer !== null)('the users of infra/nats', { timeout: 20_000 }, () => {
  let folder: string;
  let port: number;
  let child: ChildProcess;
  const open: { close(): Promise<void> }[] = [];
  const log = () => join(folder, 'nats.log');
  /** What the server refused so far. */
  const refusals = () => readFileSync(log(), 'utf8').match(/.*Violation.*/g) ?? [];
  const keys = () => join(folder, 'infra/secrets/nats');
  const urlOf = (user: string, nkey = user) =>
    `tls://localhost:${port}?user=${user}&nkey=${join(keys(), `${nkey}.nk`)}&ca=${join(keys(), 'ca.pem')}`;
  const closedLater = <T extends { close(): Promise<void> }>(one: T): T => {
    open.push(one);
    return one;
  };
  const busOf = (user: string) => closedLater(natsBus(urlOf(user), quickSettings));
  const connectionOf = (user: string) => closedLater(natsLink(urlOf(user), user)).connected();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weft-users-'));
    mkdirSync(join(folder, 'infra/nats'), { recursive: true });
    copyFileSync(join(root, 'infra/nats/server.conf'), join(folder, 'infra/nats/server.conf'));
    const script = join(root, 'packages/eventing/bin/nats-users.ts');
    execFileSync(process.execPath, [script, '--users', join(root, 'infra/nats/users.json'), '--out', keys()]);
    port = await freePort();
    const args = ['-c', 'infra/nats/server.conf', '-a', '127.0.0.1', '-p', `${port}`, '-m', `${await freePort()}`];
    child = spawn(command, [...args, '-sd', join(folder, 'store'), '-l', log()], { cwd: folder, stdio: 'ignore' });
    await connectionOf('operator');
  }, 30_000);
  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  test('each service offers and takes in what is its own, and nothing is refused', async () => {
    const [network, workforce] = [publisher('network'), publisher('workforce')];
    const networkBus = busOf('network');
    const workforceBus = busOf('workforce');
    const rotasBus = busOf('shared-rotas');
    const staff = consumer('workforce-1', ['network.SiteOpened.v1']);
    const rotas = consumer('shared-rotas-2', ['network.SiteOpened.v1', 'workforce.PersonJoined.v1']);
    await networkBus.offer('network', network.replay, network.head);
    await workforceBus.offer('workforce', workforce.replay, workforce.head);
    await workforceBus.subscribe(staff.consumer);
    await rotasBus.subscribe(rotas.consumer);
    for (let i = 0; i < 5; i++) {
      const [site, person] = [network.publish('SiteOpened'), workforce.publish('PersonJoined')];
      await staff.reached('network', site);
      await rotas.reached('network', site);
      await rotas.reached('workforce', person);
    }
    for (const bus of [networkBus, workforceBus, rotasBus])
      await vi.waitFor(() => expect(bus.trouble()).toBe(null), { timeout: 5000 });
    const info = await (await jetstreamManager(await connectionOf('network'), { checkAPI: false })).streams.info(
      'weft-contracts-network',
    );
    expect(info.state.consumer_count).toBe(2);
    expect(refusals()).toEqual([]);
  });

  test('the operator reads and replays what a service set aside', async () => {
    const network = publisher('network');
    const rotas = consumer('shared-rotas-1', ['network.SiteOpened.v1']);
    rotas.refuse('network-7');
    await busOf('network').offer('network', network.replay, network.head);
    await busOf('shared-rotas').subscribe(rotas.consumer);
    await rotas.reached('network', network.publish('SiteOpened'));
    const dead = closedLater(await openDeadLetters(urlOf('operator')));
    const [letter] = await dead.list();
    rotas.refuse(null);
    expect(await dead.replay(letter?.number ?? 0)).toBe(null);
    expect(await dead.list()).toEqual([]);
    expect(refusals()).toEqual([]);
  });

  test('shared-rotas puts work in and a roster worker does it; every service takes leases', async () => {
    const settings = { queue: 'roster' };
    const rotas = closedLater(natsWorkQueue(urlOf('shared-rotas'), settings));
    const worker = closedLater(natsWorkQueue(urlOf('roster-worker'), settings));
    const told: unknown[] = [];
    rotas.onProgress((_id, progress) => told.push(progress));
    const stop = await worker.take(async (piece) => {
      piece.keep({ half: true });
      piece.tell('half');
      return { result: piece.input };
    }, 1);
    expect(await rotas.run('job-1', { input: async () => ({ rota: 1 }), signal })).toEqual({ result: { rota: 1 } });
    await rotas.drop('job-1');
    await stop();
    for (const user of ['network', 'workforce', 'shared-rotas']) {
      const leases = closedLater(natsLeases(urlOf(user)));
      expect(await leases.onlyOne('import-1', signal, async () => user)).toBe(user);
    }
    expect(refusals()).toEqual([]);
  });

  test("nobody publishes another one's contracts, reads dead letters, or hears another one's replies", async () => {
    const workforce = await connectionOf('workforce');
    const refused = /permission|Permissions Violation/i;
    const asked = (subject: string) => workforce.request(subject, '{}', { timeout: 2000 });
    await expect(asked('weft.contracts.network.SiteOpened.v1')).rejects.toThrow(refused);
    await expect(jetstream(workforce).publish('weft.contracts.network.SiteOpened.v1', '{}')).rejects.toThrow(refused);
    await expect(asked('weft.position.network')).rejects.toThrow(refused);
    await expect(asked('$JS.API.STREAM.MSG.GET.weft-dead-letters')).rejects.toThrow(refused);
    await expect(asked('$JS.API.CONSUMER.CREATE.weft-dead-letters.spy')).rejects.toThrow(refused);
    await expect(asked('$JS.API.STREAM.DELETE.weft-contracts-network')).rejects.toThrow(refused);
    await expect(asked('weft.redeliver.shared-rotas-1')).rejects.toThrow(refused);
    await expect(asked('weft.work.roster.jobs.x')).rejects.toThrow(refused);
    for (const subject of ['_INBOX_network.>', 'weft.>', 'weft.page.network', 'weft.dead.>']) {
      const heard = workforce.subscribe(subject);
      await expect(
        (async () => {
          for await (const _ of heard);
        })(),
      ).rejects.toThrow(refused);
    }
    expect(refusals().length).toBeGreaterThan(0);
  });

  test("a user without a key, or with another one's, is told so, and so is a server that nobody vouches for", async () => {
    const troubles: [string, RegExp][] = [
      [`tls://localhost:${port}?ca=${join(keys(), 'ca.pem')}`, /authorization/i],
      [`tls://localhost:${port}?nkey=${join(keys(), 'network.nk')}`, /certificate/i],
    ];
    for (const [url, said] of troubles) {
      const bus = closedLater(natsBus(url, quickSettings));
      await vi.waitFor(() => expect(bus.trouble()).toMatch(said), { timeout: 5000 });
    }
    const mistaken = closedLater(natsBus(urlOf('workforce', 'network'), quickSettings));
    await mistaken.offer('workforce', publisher('workforce').replay);
    await vi.waitFor(() => expect(mistaken.trouble()).toMatch(/permission|may not/i), { timeout: 10_000 });
  });
});
