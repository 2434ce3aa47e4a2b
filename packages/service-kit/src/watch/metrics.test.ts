import { randomUUID } from 'node:crypto';
import { memoryLog } from '@weft/eventing';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serve } from '../http.ts';
import type { Started } from '../service.ts';
import type { Web } from '../web-server.ts';
import { actor, startClinic, tokens } from './clinic.fixture.ts';
import { metricsOf } from './metrics.ts';

let started: Started;
let web: Web;
let headers: Record<string, string>;
beforeEach(async () => {
  started = await startClinic(memoryLog(), { metrics: metricsOf({ version: '1.2.3' }) });
  web = await serve([started], { port: 0, host: 'localhost', pages: null, logger: pino({ level: 'silent' }) });
  headers = { authorization: `Bearer ${await tokens.sign(actor)}`, 'content-type': 'application/json' };
});
afterEach(async () => {
  await web.stop();
  await started.stop();
});

const take = (by: string) =>
  fetch(`${web.address}/api/clinic/take`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ commandId: randomUUID(), by }),
  });
const metrics = async () => (await fetch(`${web.address}/metrics`)).text();

test('commands are counted by how they ended, and refusals by their code', async () => {
  await take('a');
  await take('b');
  const { authorization: _, ...anonymous } = headers;
  headers = anonymous;
  await take('c');
  const text = await metrics();
  for (const line of [
    'weft_commands_total{service="clinic",procedure="take",outcome="accepted"} 1',
    'weft_commands_total{service="clinic",procedure="take",outcome="refused"} 1',
    'weft_commands_total{service="clinic",procedure="take",outcome="denied"} 1',
    'weft_refusals_total{service="clinic",code="full"} 1',
    'weft_command_duration_seconds_count{service="clinic",procedure="take"} 3',
    'weft_http_requests_total{method="POST",route="/api/clinic/:path",status="200"} 1',
    'weft_http_requests_total{method="POST",route="/api/clinic/:path",status="409"} 1',
    'weft_jobs{service="clinic",state="queued"} 2',
    'weft_job_progress_ratio{service="clinic"} 0.25',
    'weft_bus_trouble{service="clinic"} 0',
    'weft_live_connections 0',
  ])
    expect(text).toContain(line);
  expect(text).toMatch(/weft_build_info\{version="1.2.3",node="v\d+/);
});

test('an append is measured by its category and by how it ended', async () => {
  await take('a');
  expect(await metrics()).toContain('weft_append_duration_seconds_count{category="clinic",outcome="written"} 1');
  const { commandId, at } = { commandId: 'x', at: '2026-03-01T09:00:00.000Z' };
  const metadata = { commandId, at, actor: { person: 'p', organisation: 'o' } };
  const event = { id: randomUUID(), type: 'SeatTaken', version: 1, data: {}, metadata };
  await expect(started.deps.log.append('clinic-1', 'no-stream', [event])).rejects.toThrow();
  expect(await metrics()).toContain('weft_append_duration_seconds_count{category="clinic",outcome="wrong-revision"} 1');
});

test('a view that is stuck is behind, in seconds and in events; one that keeps up is not', async () => {
  await started.lags.look();
  expect(started.lags.latest()).toEqual([{ name: 'seats', source: 'log', position: null, seconds: 0, events: 0 }]);
  await take('nobody');
  while (!started.running.failure()) await new Promise((resolve) => setImmediate(resolve));
  await started.lags.look();
  const text = await metrics();
  expect(text).toContain('weft_lag_events{service="clinic",name="seats",source="log"} 1');
  expect(text).not.toContain('weft_lag_seconds{service="clinic",name="seats",source="log"} 0\n');
});

test('who asks through another machine gets no metrics', async () => {
  const passedOn = await fetch(`${web.address}/metrics`, { headers: { 'x-forwarded-for': '192.0.2.7' } });
  expect([passedOn.status, await passedOn.text()]).toEqual([403, expect.stringContaining('WEFT_METRICS=open')]);
});

test('no label holds an id or a name of a caller', async () => {
  await take('Canary Person');
  await fetch(`${web.address}/api/clinic/${randomUUID()}`);
  await fetch(`${web.address}/${randomUUID()}`);
  const text = await metrics();
  expect(text).not.toMatch(/Canary|person-1|RZZ01|[0-9a-f]{8}-[0-9a-f]{4}/);
});
