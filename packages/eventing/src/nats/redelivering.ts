import type { z } from 'zod';
import type { Consumer, Message } from '../bus.ts';
import { loopsUntil } from '../loops.ts';
import type { BusParts } from './bus-parts.ts';
import { oneLine } from './carried.ts';
import { askPage } from './pages.ts';
import { subscribed } from './subscribed.ts';
import { type Answer, bytesOf, parsed, Redelivery } from './wire.ts';

/** Takes again, on an operator's word, what a consumer had set aside. */
export function redelivering(consumer: Consumer, { link, names }: BusParts) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = loopsUntil(signal);
  const name = `what is redelivered to ${consumer.name}`;
  const take = async (data: Uint8Array): Promise<z.infer<typeof Answer>> => {
    try {
      const wanted = parsed(Redelivery, data);
      await consumer.redeliver([wanted.message ?? (await fetched(wanted))]);
      return { failed: null };
    } catch (error) {
      return { failed: oneLine(error) };
    }
  };
  /** A message that was too large for its letter lies in the publisher's log. */
  async function fetched({ source, id, after }: Redelivery): Promise<Message> {
    const page = await askPage(await link.connected(signal), names.page(source), after);
    const message = page.messages.find((one) => one.id === id);
    if (!message) throw new Error(`${source} no longer publishes ${id} after position ${after ?? 'none'}.`);
    return message;
  }
  const kept = loops.keep(name, async () => {
    const subject = names.redeliver(consumer.name);
    const requests = await subscribed(await link.session(signal), { subject, queue: consumer.name, signal });
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
