import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { expect, test } from 'vitest';
import { openTraces } from './open-traces.ts';

const about = { name: 'clinic', instance: 'clinic-2' };

test('spans reach a collector, with the process that they come from', async () => {
  const received = Promise.withResolvers<string>();
  const collector = createServer(async (request, response) => {
    const chunks = await request.toArray();
    received.resolve(Buffer.concat(chunks).toString());
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await once(collector.listen(0, '127.0.0.1'), 'listening');
  const { port } = collector.address() as AddressInfo;
  const stop = await openTraces(`otlp:http://127.0.0.1:${port}/v1/traces`, about);
  trace.getTracer('weft').startSpan('one click').end();
  await stop();
  const { resourceSpans } = JSON.parse(await received.promise);
  expect(resourceSpans[0].scopeSpans[0].spans[0].name).toBe('one click');
  expect(JSON.stringify(resourceSpans[0].resource)).toContain('clinic-2');
  collector.close();
});

test.each(['on', 'file:', 'otlp:', 'file:x?share=2', 'file:x?share=a'])(
  'WEFT_TRACES=%s is refused with what to write',
  async (setting) => {
    await expect(openTraces(setting, about)).rejects.toThrow(/Write off, file:traces.jsonl or otlp:http/);
  },
);
