import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Message } from '../bus.ts';
import type { Position } from '../event.ts';
import { loopsUntil } from '../loops.ts';
import { openRows, type RowsFile } from '../rows.ts';
import { positionsIn } from '../view.ts';
import { takeContracts } from './take-contracts.ts';

const at = (place: number) => String(place).padStart(20, '0') as Position;
const message = (place: number, id = `m${place}`): Message => ({
  id,
  subject: 'network.SiteOpened.v1',
  position: at(place),
  at: '2026-03-01T09:00:00.000Z',
  data: {},
});

let rows: RowsFile;
let broken: boolean;
let reacted: string[];
const taken = () => {
  const take = (id: string) => {
    if (broken && id === 'm2') throw new Error('no room for it');
  };
  return takeContracts(
    {
      contractViews: [
        {
          name: 'sites',
          version: 1,
          tables: '',
          on: {
            'network.SiteOpened.v1': (target, { id }) => {
              take(id);
              target.run('INSERT INTO sites VALUES (?)', id);
            },
          },
        },
      ],
      contractReactions: [
        {
          name: 'when-site-opened',
          on: {
            'network.SiteOpened.v1': async ({ id }) => {
              take(id);
              reacted.push(id);
            },
          },
        },
      ],
    },
    { rows, positions: positionsIn(rows), loops: loopsUntil(new AbortController().signal), moved: () => {} },
  );
};
const sites = () => rows.all<{ id: string }>('SELECT id FROM sites').map(({ id }) => id);
const delivery = (...places: number[]) => ({
  source: 'network',
  messages: places.map((place) => message(place)),
  position: at(places.at(-1) ?? 0),
  live: true,
});

beforeEach(() => {
  rows = openRows(':memory:');
  rows.exec('CREATE TABLE sites (id TEXT)');
  broken = true;
  reacted = [];
});
afterEach(() => rows.close());

test('what is set aside is missed until it is redelivered, and what follows goes on meanwhile', async () => {
  const service = taken();
  await service.deliver(delivery(1));
  await expect(service.deliver(delivery(2))).rejects.toThrow('no room for it');
  await service.setAside(delivery(2));
  await service.deliver(delivery(3));
  expect(sites()).toEqual(['m1', 'm3']);
  expect(service.after('network')).toBe(at(3));
  expect(service.missed().map(({ name, id }) => `${name} ${id}`)).toEqual(['sites m2', 'when-site-opened m2']);

  await expect(service.redeliver([message(2)])).rejects.toThrow('no room for it');
  expect(service.missed()).toHaveLength(2);
  broken = false;
  await service.redeliver([message(2)]);
  await service.redeliver([message(2)]);
  expect(sites()).toEqual(['m1', 'm3', 'm2']);
  expect(reacted).toEqual(['m1', 'm3', 'm2']);
  expect(service.missed()).toEqual([]);
});

test('who had taken it already does not get it a second time', async () => {
  const service = taken();
  broken = false;
  await service.deliver(delivery(1));
  await service.setAside(delivery(1));
  await service.redeliver([message(1)]);
  expect(service.missed()).toEqual([]);
  expect(sites()).toEqual(['m1']);
});

test('a restart still knows what is missed', async () => {
  await taken().setAside(delivery(2));
  expect(taken().missed()).toHaveLength(2);
  expect(taken().after('network')).toBe(at(2));
});
