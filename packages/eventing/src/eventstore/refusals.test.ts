import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttp2, createSecureServer } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { createServer as createTcp } from 'node:net';
import { promisify } from 'node:util';
import { type StandInOptions, startStandIn } from '@weft/eventstore-stand-in';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { LogUnavailableError } from '../log.ts';
import { eventStoreLog } from './eventstore-log.ts';
import { EXPIRED } from './expired-certificate.fixture.ts';
import type { Patience } from './persevere.ts';

vi.setConfig({ testTimeout: 30_000 });
/** For what is tried again until the time is over; the others are told at once. */
const HASTY = { callMs: 300, totalMs: 900 };

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

async function standIn(options: Partial<StandInOptions>) {
  const server = await startStandIn({ path: ':memory:', port: 0, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function refusalOf(url: string, patience?: Patience): Promise<Error> {
  const error = await eventStoreLog(url, patience).then(
    () => new Error('It was opened.'),
    (thrown) => thrown,
  );
  return error;
}

describe('an address where no log can be opened is told, with what to do', () => {
  test('nothing listens there', async () => {
    const port = await portOf(createTcp());
    expect(port).toBeGreaterThan(0);
    // The last try may have too little time left to hear of it.
    const error = await vi.waitFor(
      async () => {
        const refusal = await refusalOf('esdb://127.0.0.1:1?tls=false', HASTY);
        expect(refusal.message).toMatch(/nothing answers/);
        return refusal;
      },
      { timeout: 20_000 },
    );
    expect(error).toBeInstanceOf(LogUnavailableError);
    expect(error.message).toMatch(
      /127\.0\.0\.1:1 did not open: nothing answers there .*ECONNREFUSED.*Start the server/,
    );
  });

  test('no node of a cluster answers', async () => {
    expect((await refusalOf('esdb://127.0.0.1:1,127.0.0.1:2?tls=false', HASTY)).message).toMatch(
      /127\.0\.0\.1:1,127\.0\.0\.1:2/,
    );
  });

  test('a web server answers', async () => {
    const plain = createHttp((_request, response) => response.writeHead(404).end('no'));
    const newer = createHttp2((_request, response) => response.end('hello'));
    for (const server of [plain, newer]) {
      const url = `esdb://127.0.0.1:${await portOf(server)}?tls=false`;
      expect((await refusalOf(url)).message).toMatch(/is no EventStoreDB or KurrentDB.*Correct host, port and tls/);
    }
    const secure = `esdb://admin:secret@127.0.0.1:${(plain.address() as AddressInfo).port}`;
    expect((await refusalOf(secure)).message).toMatch(/is no EventStoreDB or KurrentDB/s);
  });

  test('something answers that speaks first, as ssh does', async () => {
    const server = createTcp((socket) => socket.on('error', () => {}).write('SSH-2.0-OpenSSH_9.2\r\n'));
    const url = `esdb://127.0.0.1:${await portOf(server)}?tls=false`;
    expect((await refusalOf(url)).message).toMatch(/is no EventStoreDB or KurrentDB/);
  });

  test('something takes the connection and says nothing', async () => {
    const server = createTcp((socket) => socket.on('error', () => {}));
    const url = `esdb://127.0.0.1:${await portOf(server)}?tls=false`;
    expect((await refusalOf(url, HASTY)).message).toMatch(/no answer in time.*look at the server/);
  });

  test('another gRPC server, or one before ServerFeatures, answers', async () => {
    const { url } = await standIn({ faults: { noFeatures: true } });
    expect((await refusalOf(url)).message).toMatch(/no EventStoreDB or KurrentDB, or one older than 23\.10/);
  });

  test.each(['21.10.9', '23.6.0', '5.0.11'])('a server of version %s is too old', async (version) => {
    const { url } = await standIn({ version });
    expect((await refusalOf(url)).message).toMatch(
      new RegExp(`version is "${version}", and 23\\.10 is the oldest.*Upgrade`),
    );
  });

  test.each(['23.10.0', '24.10.5', '26.1.0'])('a server of version %s is taken', async (version) => {
    const { url } = await standIn({ version });
    await (await eventStoreLog(url)).close();
  });

  test('credentials are refused, at the start and later', async () => {
    for (const fault of ['unauthenticated', 'accessDenied'] as const) {
      const server = await standIn({});
      const log = await eventStoreLog(server.url);
      onTestFinished(() => log.close());
      server.faults[fault] = true;
      const words = /refuses the credentials .*Put the right name and password into the URL/;
      expect((await refusalOf(server.url)).message).toMatch(words);
      await expect(log.head()).rejects.toThrow(words);
      await expect(
        (async () => {
          for await (const _ of log.subscribe({ after: null, signal: new AbortController().signal })) break;
        })(),
      ).rejects.toThrow(words);
    }
  });

  test('its certificate has run out', async () => {
    const url = `esdb://admin:secret@localhost:${await portOf(createSecureServer(EXPIRED))}`;
    const { message } = await refusalOf(url);
    expect(message).toMatch(/its certificate is not accepted \(.*certificate.*\)\. Renew it, or name the authority/);
    expect(message).not.toContain('secret');
  });

  test.each([
    ['esdb://127.0.0.1:2113', /with TLS but without credentials.*add \?tls=false/],
    ['esdb://admin:secret@127.0.0.1:2113?tlsCAFile=/missing/ca.crt', /certificate file/],
    ['esdb://admin:secret@127.0.0.1:2113?tls=maybe', /an option of it is wrong/],
    ['esdb://', /Write esdb:\/\/localhost:2113/],
  ])('the URL %s is wrong', async (url, words) => {
    const { message } = await refusalOf(url);
    expect(message).toMatch(words);
    expect(message).not.toContain('secret');
  });
});

test('who keeps the log in a file loads no gRPC', async () => {
  const program = `
    const { openLog } = await import(${JSON.stringify(new URL('../open-log.ts', import.meta.url).href)});
    const { createRequire } = await import('node:module');
    await (await openLog('memory:')).close();
    const cache = Object.keys(createRequire(import.meta.url).cache ?? {});
    console.log(cache.filter((path) => /grpc|db-client/.test(path)).length);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]);
  expect(stdout.trim()).toBe('0');
});
