import { Status } from '@weft/contracts';
import { memoryLog } from '@weft/eventing';
import Fastify from 'fastify';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serve } from '../http.ts';
import type { Started } from '../service.ts';
import type { Web } from '../web-server.ts';
import { actor, now, startClinic, tokens } from './clinic.fixture.ts';
import { serveGatheredStatus } from './gather-status.ts';

let started: Started;
let web: Web;
beforeEach(async () => {
  started = await startClinic(memoryLog());
  web = await serve([started], { port: 0, host: 'localhost', pages: null, logger: pino({ level: 'silent' }) });
});
afterEach(async () => {
  await web.stop();
  await started.stop();
});

const statusAt = async (url: string, headers: Record<string, string> = {}) =>
  Status.parse(await (await fetch(`${url}/health/status`, { headers })).json());
const elsewhere = { 'x-forwarded-for': '192.0.2.7' };
const bearing = async (roles: typeof actor.roles) => ({
  authorization: `Bearer ${await tokens.sign({ ...actor, roles })}`,
});

test('a program on the machine sees how a process stands', async () => {
  expect(await statusAt(web.address)).toMatchObject({
    ready: true,
    silent: [],
    processes: [
      {
        name: 'clinic',
        now: now().toISOString(),
        faults: [],
        busTrouble: null,
        services: [
          {
            name: 'clinic',
            lags: [{ name: 'seats', source: 'log', seconds: 0, events: 0 }],
            missed: { count: 0, first: [] },
            work: { queued: 2, running: 1, slowest: 0.25 },
          },
        ],
      },
    ],
  });
});

test('elsewhere an operator sees it; others see whether it is ready, and not why', async () => {
  expect((await statusAt(web.address, { ...elsewhere, ...(await bearing(['operator'])) })).processes).toHaveLength(1);
  for (const headers of [elsewhere, { ...elsewhere, ...(await bearing(['clinician'])) }]) {
    expect(await statusAt(web.address, headers)).toEqual({ ready: true, processes: null, silent: [] });
    expect(await (await fetch(`${web.address}/health/ready`, { headers })).json()).toEqual({ ready: true });
  }
});

test('an ingress shows all behind it, names who is silent, and lets nobody see more than they may', async () => {
  const gone = 'http://127.0.0.1:1';
  const ingress = Fastify();
  serveGatheredStatus(ingress, () => [web.address, gone]);
  const url = await ingress.listen({ port: 0, host: '127.0.0.1' });
  try {
    const seen = await statusAt(url);
    expect([seen.ready, seen.processes?.map(({ name }) => name)]).toEqual([false, ['clinic']]);
    expect(seen.silent).toEqual([{ url: gone, because: expect.stringContaining('does not answer') }]);
    expect(await statusAt(url, elsewhere)).toEqual({ ready: false, processes: null, silent: [] });
    expect((await statusAt(url, { ...elsewhere, ...(await bearing(['operator'])) })).processes).toHaveLength(1);
  } finally {
    await ingress.close();
  }
});
