import { expect, test } from 'vitest';
import { busContract } from './bus.contract.ts';
import type { Delivery } from './bus.ts';
import type { Position } from './event.ts';
import { memoryBus } from './memory-bus.ts';

busContract('memory', async () => {
  const bus = memoryBus();
  return { bus, dispose: () => bus.close() };
});

test('two processes of a service offer the same, and one goes on when the other withdraws', async () => {
  const bus = memoryBus();
  const at = (place: number) => String(place).padStart(20, '0') as Position;
  const from = (name: string, place: number) =>
    async function* (after: Position | null, signal: AbortSignal): AsyncIterable<Delivery> {
      const message = { id: name, subject: 's.Told.v1', position: at(place), at: '2026-03-01T09:00:00.000Z', data: {} };
      if ((after ?? '') < at(place)) yield { source: 's', messages: [message], position: at(place), live: true };
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
    };
  const heard: string[] = [];
  let reached: Position | null = null;
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  await bus.subscribe({
    name: 'reader',
    subjects: ['s.Told.v1'],
    after: () => reached,
    async deliver({ messages, position }) {
      heard.push(...messages.map(({ id }) => id));
      reached = position;
      (heard.length === 1 ? first : second).resolve();
    },
    setAside: async () => {},
    redeliver: async () => {},
  });
  const withdraw = await bus.offer('s', from('one', 1));
  await bus.offer('s', from('two', 2));
  await first.promise;
  await withdraw();
  await second.promise;
  expect(heard).toEqual(['one', 'two']);
  await bus.close();
});
