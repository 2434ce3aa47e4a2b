import { backOff } from './back-off.ts';
import { type Bus, type Consumer, type Replay, type Stop, sourceOf } from './bus.ts';

/**
 * A bus in the process. It holds nothing: each consumer reads each publisher's log from where it stands, at its own
 * pace, so there is nothing to lose at a restart and nothing to fill up.
 */
export function memoryBus(): Bus {
  const offers: { readonly source: string; readonly replay: Replay }[] = [];
  const consumers = new Set<Consumer>();
  const running = new Map<string, { readonly stop: AbortController; readonly done: Promise<void> }>();
  const keyOf = (source: string, consumer: Consumer) => `${source} → ${consumer.name}`;

  async function carry(source: string, replay: Replay, consumer: Consumer, signal: AbortSignal) {
    for (let failures = 0; !signal.aborted; ) {
      try {
        for await (const { messages, ...reached } of replay(consumer.after(source), signal)) {
          if (signal.aborted) return;
          const wanted = messages.filter(({ subject }) => consumer.subjects.includes(subject));
          await consumer.deliver({ ...reached, messages: wanted });
          failures = 0;
        }
      } catch {
        // Both ends keep their own account of what failed; the bus only brings the same again.
      }
      await backOff(++failures, signal);
    }
  }
  let isClosed = false;
  function connect() {
    if (isClosed) return;
    for (const { source, replay } of offers)
      for (const consumer of consumers) {
        const key = keyOf(source, consumer);
        if (running.has(key) || !consumer.subjects.some((subject) => sourceOf(subject) === source)) continue;
        const stop = new AbortController();
        running.set(key, { stop, done: carry(source, replay, consumer, stop.signal) });
      }
  }
  async function end(wanted: (key: string) => boolean) {
    const ending = [...running].filter(([key]) => wanted(key));
    for (const [key, { stop }] of ending) {
      running.delete(key);
      stop.abort();
    }
    await Promise.all(ending.map(([, { done }]) => done));
  }

  return {
    async offer(source, replay): Promise<Stop> {
      const offer = { source, replay };
      offers.push(offer);
      connect();
      return async () => {
        offers.splice(offers.indexOf(offer), 1);
        await end((key) => key.startsWith(`${source} → `));
        // Another process of the same service may offer the same.
        connect();
      };
    },
    async subscribe(consumer): Promise<Stop> {
      consumers.add(consumer);
      connect();
      return async () => {
        consumers.delete(consumer);
        await end((key) => key.endsWith(` → ${consumer.name}`));
      };
    },
    // What fails comes again for ever, and the service that fails says so itself.
    trouble: () => null,
    close() {
      isClosed = true;
      return end(() => true);
    },
  };
}
