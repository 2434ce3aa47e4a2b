import { type Bus, type Stop, sourceOf } from '../bus.ts';
import type { BusParts } from './bus-parts.ts';
import { namesBelow } from './names.ts';
import { natsLink } from './nats-link.ts';
import { notices } from './notices.ts';
import { offering } from './offering.ts';
import { redelivering } from './redelivering.ts';
import { type NatsSettings, usualSettings } from './settings.ts';
import { taking } from './taking.ts';

type Running = { stop(): Promise<void>; trouble(): string | null };

/**
 * A bus over NATS with JetStream, at a NATS address. Offers and subscriptions stand at once, whether or not the server is
 * there: everything catches up when it is.
 */
export function natsBus(url: string, settings: NatsSettings = usualSettings): Bus {
  const link = natsLink(url, 'weft');
  const told = notices();
  const parts: BusParts = {
    link,
    settings,
    names: namesBelow(link.address.prefix),
    replicas: link.address.replicas,
    note: told.note,
  };
  const running = new Set<Running>();
  const run = (begun: readonly Running[]): Stop => {
    for (const one of begun) running.add(one);
    return async () => {
      for (const one of begun) running.delete(one);
      await Promise.all(begun.map((one) => one.stop()));
    };
  };
  return {
    async offer(source, replay, head) {
      return run([offering({ source, replay, head }, parts)]);
    },
    async subscribe(consumer) {
      const sources = [...new Set(consumer.subjects.map(sourceOf))];
      if (sources.length === 0) return async () => {};
      return run([...sources.map((source) => taking(source, consumer, parts)), redelivering(consumer, parts)]);
    },
    trouble() {
      if (link.trouble()) return link.trouble();
      const troubles = [...running].map((one) => one.trouble()).filter((one) => one !== null);
      return [...troubles, ...told.recent()].join(' ') || null;
    },
    async close() {
      await Promise.all([...running].map((one) => one.stop()));
      running.clear();
      await link.close();
    },
  };
}
