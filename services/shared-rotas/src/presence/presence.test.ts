import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Presence, presenceOf } from './presence.ts';

let presence: Presence;
let stop: AbortController;
const cell = (date: string) => ({ person: 'p1', date });
const on = (reader: string, rota = 'ent') => presence.on({ rota, reader, signal: stop.signal });

beforeEach(() => {
  vi.useFakeTimers();
  presence = presenceOf(() => Date.now());
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  vi.useRealTimers();
});

test('who comes to a board is seen by the others there, by name and cell, and not by themselves', async () => {
  presence.here('ent', { who: 'm2', name: 'Priya', cell: cell('2026-03-02') });
  presence.here('ent', { who: 'm1', name: 'Mia', cell: null });
  presence.here('ed', { who: 'm3', name: 'Abe', cell: null });
  expect((await on('m1').next()).value).toEqual([{ who: 'm2', name: 'Priya', cell: cell('2026-03-02') }]);
  expect((await on('m2').next()).value).toEqual([{ who: 'm1', name: 'Mia', cell: null }]);
});

test('of many moves within a fifth of a second the last is told', async () => {
  const told = on('m1');
  expect((await told.next()).value).toEqual([]);
  const next = told.next();
  for (const day of ['02', '03', '04'])
    presence.here('ent', { who: 'm2', name: 'Priya', cell: cell(`2026-03-${day}`) });
  await vi.advanceTimersByTimeAsync(200);
  expect((await next).value).toEqual([{ who: 'm2', name: 'Priya', cell: cell('2026-03-04') }]);
  const later = told.next();
  for (let move = 0; move < 10; move++) {
    presence.here('ent', { who: 'm2', name: 'Priya', cell: cell(`2026-03-1${move}`) });
    await vi.advanceTimersByTimeAsync(19);
  }
  await vi.advanceTimersByTimeAsync(10);
  expect((await later).value).toMatchObject([{ cell: cell('2026-03-19') }]);
});

test('who says nothing for ten seconds is gone; who says the same again stays, and nobody is told twice', async () => {
  const told = on('m1');
  await told.next();
  const come = told.next();
  presence.here('ent', { who: 'm2', name: 'Priya', cell: null });
  presence.here('ent', { who: 'm3', name: 'Abe', cell: null });
  await vi.advanceTimersByTimeAsync(200);
  expect((await come).value).toHaveLength(2);
  const left = told.next();
  await vi.advanceTimersByTimeAsync(6000);
  presence.here('ent', { who: 'm2', name: 'Priya', cell: null });
  await vi.advanceTimersByTimeAsync(3799);
  presence.here('ent', { who: 'm3', name: 'Abe', cell: null });
  await vi.advanceTimersByTimeAsync(6300);
  expect((await left).value).toEqual([{ who: 'm3', name: 'Abe', cell: null }]);
});

test('a reader who leaves hears no more, and leaves nothing behind', async () => {
  const told = on('m1');
  await told.next();
  const next = told.next();
  stop.abort();
  expect((await next).done).toBe(true);
  presence.here('ent', { who: 'm2', name: 'Priya', cell: null });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(vi.getTimerCount()).toBe(0);
});
