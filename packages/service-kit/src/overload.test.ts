import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { overloadFrom, shedOverload } from './overload.ts';

const MOST = 1000;
const ALWAYS = 10;

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

/** How many of a hundred requests that come at one instant are taken. */
const takenOf = ({ overload }: ReturnType<typeof rounds>, atMs: number) =>
  Array.from({ length: 100 }, () => overload.takes(atMs, 10)).filter((isTaken) => isTaken).length;

test('a process that comes round in time takes every request', () => {
  const calm = rounds(Array(200).fill(12));
  expect(takenOf(calm, calm.at + 60)).toBe(100);
});

test('one long pause turns nobody away', () => {
  const paused = rounds([...Array(50).fill(12), 900, 12]);
  expect(takenOf(paused, paused.at + 60)).toBe(100);
});

test('late for half a second, it takes in what a round has time for and turns the rest away', () => {
  const late = rounds(Array(10).fill(80));
  expect(takenOf(late, late.at + 5)).toBe(100);
  expect(takenOf(late, late.at + 31)).toBe(0);
});

test('a few requests are taken in each round, however late it is', () => {
  const late = rounds(Array(10).fill(800));
  expect(takenOf(late, late.at + 700)).toBe(ALWAYS);
  late.overload.round(late.at + 800);
  expect(takenOf(late, late.at + 1500)).toBe(ALWAYS);
});

test('it takes every request again as soon as it came round in time once', () => {
  const over = rounds([...Array(10).fill(80), 12]);
  expect(takenOf(over, over.at + 60)).toBe(100);
});

test('more than a thousand requests are not under way at once', () => {
  const { overload, at } = rounds([12]);
  expect(overload.takes(at, MOST - 1)).toBe(true);
  expect(overload.takes(at, MOST)).toBe(false);
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
