import { z } from 'zod';
import { type Consumer, Message } from '../bus.ts';
import { loopsUntil } from '../loops.ts';
import type { BusParts } from './bus-parts.ts';
import { oneLine } from './carried.ts';
import { type Answer, bytesOf, parsed } from './wire.ts';

/** Takes again, on an operator's word, what a consumer had set aside. */
export function redelivering(consumer: Consumer, { link, names }: BusParts) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = loopsUntil(signal);
  const name = `what is redelivered to ${consumer.name}`;
  const take = async (data: Uint8Array): Promise<z.infer<typeof Answer>> => {
    try {
      await consumer.redeliver(parsed(z.array(Message), data));
      return { failed: null };
    } catch (error) {
      return { failed: oneLine(error) };
    }
  };
  const kept = loops.keep(name, async () => {
    const { connection, lost } = await link.session(signal);
    const requests = connection.subscribe(names.redeliver(consumer.name), { queue: consumer.name });
    AbortSignal.any([signal, lost]).addEventListener('abort', () => requests.unsubscribe());
    loops.well(name);
    for await (const request of requests) request.respond(bytesOf(await take(request.data)));
    throw new Error(`Nothing is redelivered to ${consumer.name} any more.`);
  });
  return {
    trouble: () => loops.failure()?.message ?? null,
    async stop() {
      stopping.abort();
      await kept;
    },
  };
}
