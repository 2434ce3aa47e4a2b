import { expect, test } from 'vitest';
import { newTraceparent } from './traceparent.ts';

test('each call begins a trace of its own, and leaves it to the platform whether it is recorded', () => {
  const made = new Set(Array.from({ length: 100 }, newTraceparent));
  expect(made.size).toBe(100);
  for (const traceparent of made) expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
});
