import { expect, test } from 'vitest';
import { type Seen, statusWords } from './status-words.ts';

const well: Seen = {
  name: 'network',
  replica: '1',
  version: '1.0.0',
  node: 'v24.0.0',
  startedAt: '2026-03-01T08:00:00.000Z',
  now: '2026-03-01T09:00:00.000Z',
  memoryBytes: 200 * 1024 * 1024,
  ready: true,
  faults: [],
  notes: [],
  head: '00000000000000000420',
  busTrouble: null,
  services: [
    {
      name: 'network',
      lags: [{ name: 'directory', source: 'log', position: '00000000000000000420', seconds: 0, events: 0 }],
      missed: { count: 0, first: [] },
      work: null,
    },
  ],
  clockSeconds: 0.1,
};
const words = (...all: Seen[]) =>
  statusWords('http://localhost:8080', { ready: all.every(({ ready }) => ready), processes: all, silent: [] }, all);
const service = well.services[0] as Seen['services'][number];

test('a platform that is well needs nobody', () => {
  const text = words(well);
  expect(text).toContain("http://localhost:8080 is ready. The log's head: 420.");
  expect(text).toMatch(/network-1 +yes +0 s +0 +well +0 +200 MB +60 min +agrees +1.0.0/);
  expect(text).toContain('Nothing needs anybody.');
});

test('what is behind, set aside, silent or apart is named', () => {
  const lags = [{ name: 'contracts', source: 'network', position: null, seconds: 300, events: 1000 }];
  const missed = { count: 1, first: [{ name: 'network-facts', subject: 'network.SiteRecorded.v1', id: 'event-1' }] };
  const ill: Seen = {
    ...well,
    name: 'shared-rotas',
    ready: false,
    faults: ['shared-rotas: View board cannot take DutyFilled event-2'],
    busTrouble: 'The bus does not answer.',
    version: '1.1.0',
    clockSeconds: 3600,
    services: [{ ...service, lags, missed, work: { queued: 3, running: 1, slowest: 0.5 } }],
  };
  const text = words(well, ill);
  for (const line of [
    'is NOT READY',
    'shared-rotas-1: shared-rotas: View board cannot take DutyFilled event-2',
    'shared-rotas-1: The bus does not answer.',
    'shared-rotas-1: contracts of network is 5 min and 1000 or more events behind.',
    'network-facts misses network.SiteRecorded.v1 event-1. See: weft dead-letters list',
    '1 roster jobs run and 3 wait; the slowest is 50 % done.',
    'The clocks of the processes differ',
    'Releases differ: 1.0.0, 1.1.0.',
    '60 min ahead',
  ])
    expect(text).toContain(line);
});
