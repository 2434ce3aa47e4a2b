import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { startStandIn } from '@weft/eventstore-stand-in';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freshStream, idsOf, logOn, notes, take } from './checks/server-under-test.ts';

/** A way to the server whose open connections can be cut off without a word, as by a firewall that forgot them. */
async function wayTo(port: number) {
  const open = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    open.add([near, far]);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const pair of open) for (const socket of pair) socket.destroy();
    server.close();
  });
  return {
    url: `esdb://127.0.0.1:${(server.address() as AddressInfo).port}?tls=false`,
    connections: () => open.size,
    forget() {
      for (const [near, far] of open) {
        near.unpipe(far);
        far.unpipe(near);
        for (const socket of [near, far]) socket.pause();
      }
    },
  };
}

test('connections that lead nowhere are left for new ones: appends, reads and subscriptions go on', async () => {
  const standIn = await startStandIn({ path: ':memory:', port: 0 });
  onTestFinished(() => standIn.stop());
  const way = await wayTo(standIn.port);
  const log = await logOn({ url: way.url, standIn }, { callMs: 500, totalMs: 4000 });
  const [stream, before, after] = [freshStream(), notes(2), notes(2)];
  await log.append(stream, 'no-stream', before);
  const taken = take(log, 4, { after: null });
  await vi.waitFor(() => expect(standIn.counts().openSubscriptions).toBe(1), { timeout: 20_000 });
  const connections = way.connections();
  way.forget();
  expect((await log.append(stream, 1, after)).revision).toBe(3);
  expect((await log.read(stream)).revision).toBe(3);
  expect(idsOf(await taken)).toEqual(idsOf([...before, ...after]));
  expect(way.connections()).toBeGreaterThan(connections);
}, 60_000);
