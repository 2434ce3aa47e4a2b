import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { memoryLog } from '@weft/eventing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serve } from '../http.ts';
import type { Started } from '../service.ts';
import type { Web } from '../web-server.ts';
import { actor, startClinic, tokens } from './clinic.fixture.ts';
import { weftLogger } from './log-lines.ts';

const CANARY = 'Canary Person';

let lines: Record<string, unknown>[];
let started: Started;
let web: Web;
let headers: Record<string, string>;
beforeEach(async () => {
  lines = [];
  const to = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const logger = weftLogger({ level: 'debug', process: 'clinic', replica: '2', to });
  started = await startClinic(memoryLog(), { logger });
  web = await serve([started], { port: 0, host: 'localhost', pages: null, logger });
  headers = { authorization: `Bearer ${await tokens.sign(actor)}`, 'content-type': 'application/json' };
});
afterEach(async () => {
  await web.stop();
  await started.stop();
});

const send = (procedure: string, body: object | string) =>
  fetch(`${web.address}/api/clinic/${procedure}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

test('a command that breaks is logged with its id and where it broke, without the words that repeat its input', async () => {
  const commandId = randomUUID();
  expect((await send('break', { commandId, by: CANARY })).status).toBe(500);
  const failed = lines.find(({ msg }) => msg === 'failed');
  expect(failed).toMatchObject({
    process: 'clinic',
    replica: '2',
    procedure: 'break',
    command: commandId,
    outcome: 'failed',
    err: { name: 'TRPCError', cause: { name: 'Error', cause: { name: 'TypeError' } } },
  });
  expect(JSON.stringify(failed)).toContain('clinic.fixture.ts');
  expect(JSON.stringify(lines)).not.toContain('Canary');
});

test('no line holds a name or an actor, whatever becomes of a command', async () => {
  await send('take', { commandId: randomUUID(), by: CANARY });
  await send('take', { commandId: randomUUID(), by: `${CANARY} the second` });
  await send('take', { commandId: CANARY, by: CANARY });
  await send('take', `{"by": ${CANARY}`);
  await send('take?name=Canary', { commandId: randomUUID(), by: 7 });
  await fetch(`${web.address}/Canary`);
  expect(lines.filter(({ msg }) => msg === 'command').map(({ outcome }) => outcome)).toEqual([
    'accepted',
    'refused',
    'invalid',
    'invalid',
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/Canary|person-1/);
});

test('a log that does not answer is told in its own words', async () => {
  const { LogUnavailableError } = await import('@weft/eventing');
  started.deps.logger.error({ err: new LogUnavailableError('The log at stream clinic-1 is full.') }, 'failed');
  expect(lines.at(-1)).toMatchObject({
    err: { code: 'log-unavailable', message: 'The log at stream clinic-1 is full.' },
  });
});
