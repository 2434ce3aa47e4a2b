import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { newCommandId } from './client.ts';
import { nodeClient } from './node-client.ts';

vi.setConfig({ testTimeout: 60_000 });
let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A platform that answers as told, and a client of it. */
async function against(answer: RequestListener) {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const waits: number[] = [];
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { client: nodeClient({ url, onWait: (forMs) => waits.push(forMs) }), waits };
}

const asJson = { 'content-type': 'application/json' };
const refusal = (httpStatus: number) =>
  JSON.stringify({ error: { message: 'no', code: -32603, data: { code: 'SERVICE_UNAVAILABLE', httpStatus } } });

test.each([
  ['an ingress with nobody behind it', refusal(503)],
  ['an ingress that speaks HTML', '<html>Bad gateway</html>'],
])('%s is asked again, with the same command id, and the wait is told once', async (_name, body) => {
  const ids: string[] = [];
  const { client, waits } = await against((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk;
    });
    request.on('end', () => {
      ids.push(text.match(/"commandId":"([^"]+)"/)?.[1] ?? '');
      if (ids.length < 3)
        response.writeHead(503, body.startsWith('{') ? asJson : { 'content-type': 'text/html' }).end(body);
      else response.writeHead(200, asJson).end(JSON.stringify([{ result: { data: { position: null } } }]));
    });
  });
  const commandId = newCommandId();
  await client.sharedRotas.duties.clear.mutate({ commandId, duty: 'd', person: 'p' });
  expect([ids, waits]).toEqual([[commandId, commandId, commandId], [15_000]]);
});

test('a connection that is cut before the answer is asked again', async () => {
  let asked = 0;
  const { client, waits } = await against((request, response) => {
    asked += 1;
    if (asked === 1) request.socket.destroy();
    else response.writeHead(200, asJson).end(JSON.stringify([{ result: { data: [] } }]));
  });
  expect(await client.workforce.signIn.people.query({ search: '' })).toEqual([]);
  expect([asked, waits]).toEqual([2, [15_000]]);
});

test('what is broken there is not asked again', async () => {
  let asked = 0;
  const { client, waits } = await against((_request, response) => {
    asked += 1;
    response.writeHead(500, asJson).end(refusal(500));
  });
  await expect(client.workforce.signIn.people.query({ search: '' })).rejects.toThrow('no');
  expect([asked, waits]).toEqual([1, []]);
});

test('a live page whose process dies goes on at the next one, also when nobody is there in between', async () => {
  let asked = 0;
  const { client } = await against((_request, response) => {
    asked += 1;
    if (asked === 2) return response.writeHead(503, asJson).end(refusal(503));
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: connected\ndata: {}\n\n');
    response.write(`id: ${asked}\ndata: {"job":"j","stage":"running","progress":null}\n\n`);
    if (asked === 1) return setImmediate(() => response.destroy());
    return response.write('event: return\ndata:\n\n');
  });
  const stages: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.sharedRotas.jobs.progress.subscribe(
      { job: newCommandId() as never },
      { onData: ({ data }) => stages.push(data.stage), onComplete: resolve, onError: reject },
    );
  });
  expect([asked, stages]).toEqual([3, ['running', 'running']]);
});
