import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { overloadFrom, shedOverload } from './overload.ts';

const MOST = 1000;

/** Rounds of so many milliseconds each, one after the other. */
function rounds(lengths: readonly number[]) {
  const overload = overloadFrom(0);
  let at = 0;
  for (const length of lengths) {
    at += length;
    overload.round(at);
  }
  return { overload, at };
}

test('a process that comes round in time takes every request', () => {
  const { overload, at } = rounds(Array(200).fill(12));
  expect(overload.isOver(at + 9, 10)).toBe(false);
});

test('one long pause turns nobody away', () => {
  const { overload, at } = rounds([...Array(50).fill(12), 900, 12]);
  expect(overload.isOver(at + 60, 10)).toBe(false);
});

test('late for half a second, it takes in what a round has time for and turns the rest away', () => {
  const { overload, at } = rounds(Array(10).fill(80));
  expect(overload.isOver(at + 5, 10)).toBe(false);
  expect(overload.isOver(at + 31, 10)).toBe(true);
});

test('it takes every request again as soon as it came round in time once', () => {
  const { overload, at } = rounds([...Array(10).fill(80), 12]);
  expect(overload.isOver(at + 60, 10)).toBe(false);
});

test('more than a thousand requests are not under way at once', () => {
  const { overload, at } = rounds([12]);
  expect(overload.isOver(at, MOST - 1)).toBe(false);
  expect(overload.isOver(at, MOST)).toBe(true);
});

test('what is turned away hears when to try again; health and live pages are answered', async () => {
  const http = Fastify();
  shedOverload(http);
  const release = Promise.withResolvers<void>();
  let begun = 0;
  const full = Promise.withResolvers<void>();
  http.get('/api/slow', async () => {
    if (++begun === MOST) full.resolve();
    await release.promise;
    return {};
  });
  http.get('/health/live', async () => ({ live: true }));
  const slow = Array.from({ length: MOST }, () => http.inject('/api/slow'));
  await full.promise;
  const shed = await http.inject('/api/slow');
  expect(shed.statusCode).toBe(503);
  expect(shed.headers['retry-after']).toBe('1');
  expect(shed.json()).toMatchObject({ error: { data: { code: 'TOO_BUSY', httpStatus: 503 } } });
  expect((await http.inject('/health/live')).statusCode).toBe(200);
  release.resolve();
  expect((await Promise.all(slow)).every(({ statusCode }) => statusCode === 200)).toBe(true);
  expect((await http.inject('/api/slow')).statusCode).toBe(200);
  await http.close();
});
