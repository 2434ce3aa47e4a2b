import { memoryLog, type Recorded } from '@weft/eventing';
import type { Live } from '@weft/service-kit';
import { expect, test } from 'vitest';
import { aDuty, aPlace } from '../testing.ts';
import { changeOf, type Seen, type Watched } from './change-of.ts';
import { changesOf } from './changes.ts';

/** A log whose views are always up to date, and which tells its listeners of each append. */
async function world() {
  const log = memoryLog();
  const listeners = new Set<(events: readonly Recorded[]) => void>();
  const live: Live = {
    caughtUp: async () => {},
    onChange(listener) {
      listeners.add(listener);
      return async () => {
        listeners.delete(listener);
      };
    },
  };
  let count = 0;
  return {
    log,
    live,
    listeners,
    async fill(duty: string, rota = 'ent') {
      const [, filled] = aPlace({ ...aDuty(duty), rota: rota as never }, 'p1');
      const metadata = {
        commandId: `c${++count}`,
        at: '2026-01-01T00:00:00.000Z',
        actor: { person: 'm1', organisation: 'RA4' },
      };
      const event = { id: `e${count}`, type: filled.type, version: 1, data: filled.data, metadata };
      const { position, revision } = await log.append(`duty-${duty}`, 'no-stream', [event]);
      const recorded = { ...event, stream: `duty-${duty}`, revision, position: position! } as Recorded;
      for (const listener of listeners) listener([recorded]);
      return position as string;
    },
  };
}

const watched: Watched = {
  rota: 'ent',
  edits: new Map(),
  period: () => ({ from: '2026-03-02', to: '2026-03-16' }),
  isOnBoard: (person) => person === 'p3',
  dateOf: (duty) => (duty === 'd1' ? '2026-03-02' : null),
  leaveOf: () => ({ from: '2026-03-15', to: '2026-03-20' }),
  whoIs: (person) => ({ name: person.toUpperCase(), role: 'consultant' }),
};
const author = { person: 'm1', organisation: 'RA4' };
const seenAt = (place: number, type: string, data: unknown, metadata = {}): Seen => ({
  type,
  position: String(place).padStart(20, '0') as Seen['position'],
  metadata: { commandId: 'c1', at: '2026-01-01T00:00:00.000Z', actor: author, ...metadata },
  data,
});

test('a change names duties, people, days and who did it, how and why, and nothing of other rotas', () => {
  const place = { rota: 'ent', duty: 'd1', person: 'p1' };
  const booked = seenAt(1, 'TimeBooked', { ...place, start: '2026-03-02T08:00:00Z', how: 'manual' });
  const filled = seenAt(
    2,
    'DutyFilled',
    { ...place, start: '2026-03-02T08:00:00Z', how: 'manual' },
    { commandId: 'c1/2', reason: 'Asked' },
  );
  const other = seenAt(3, 'DutyFilled', { rota: 'ed', duty: 'd2', person: 'p2' }, { commandId: 'c2' });
  expect(changeOf(watched, [booked, filled, other])).toEqual({
    position: filled.position,
    reset: false,
    rota: false,
    duties: ['d1'],
    people: ['p1'],
    days: ['2026-03-02'],
    by: ['m1'],
    deeds: [
      {
        command: 'c1',
        at: '2026-01-01T00:00:00.000Z',
        by: 'm1',
        byName: 'M1',
        organisation: 'RA4',
        role: 'consultant',
        how: 'manual',
        kind: null,
        reason: null,
        cells: [{ person: 'p1', date: '2026-03-02' }],
      },
    ],
  });
  expect(changeOf(watched, [other])).toBeNull();
});

test('two commands of one moment are two deeds, each with its own cells', () => {
  const cleared = seenAt(1, 'DutyCleared', { rota: 'ent', duty: 'd1', person: 'p1' });
  const filled = seenAt(
    2,
    'DutyFilled',
    { rota: 'ent', duty: 'd2', person: 'p2', start: '2026-03-03T22:00:00Z', how: 'auto' },
    { commandId: 'c2' },
  );
  const deeds = changeOf(watched, [cleared, filled])?.deeds;
  expect(deeds?.map(({ command, how, cells }) => [command, how, cells])).toEqual([
    ['c1', null, [{ person: 'p1', date: '2026-03-02' }]],
    ['c2', 'auto', [{ person: 'p2', date: '2026-03-03' }]],
  ]);
});

test('an edit says how it came about, also when its steps come later, and is no change by itself', () => {
  const began = seenAt(1, 'EditBegan', { rota: 'ent', edit: 'c9', how: 'pasted', kind: 'undo' }, { commandId: 'c9' });
  const step = seenAt(2, 'DutyCleared', { rota: 'ent', duty: 'd1', person: 'p1' }, { commandId: 'c9/edit-1' });
  expect(changeOf(watched, [began])).toBeNull();
  expect(changeOf(watched, [step])?.deeds).toMatchObject([{ command: 'c9', how: 'pasted', kind: 'undo' }]);
});

test('leave and work elsewhere of people on the board names their cells, and neither place nor author', () => {
  const by = { actor: { person: 'm9', organisation: 'RBD' } };
  const leave = seenAt(1, 'LeaveEntered', { person: 'p3', id: 'l1', from: '2026-02-20', to: '2026-03-04' }, by);
  const elsewhere = seenAt(
    2,
    'TimeBooked',
    { person: 'p3', rota: 'ed', duty: 'd7', start: '2026-03-09T08:00:00Z' },
    by,
  );
  const gone = seenAt(3, 'LeaveRemoved', { person: 'p3', leave: 'l1' }, by);
  const change = changeOf(watched, [leave, elsewhere, gone]);
  expect(change).toMatchObject({
    duties: [],
    people: ['p3'],
    by: [],
    deeds: [{ by: null, byName: null, reason: null }],
  });
  expect(change?.days).toEqual(['2026-03-02', '2026-03-03', '2026-03-09', '2026-03-15']);
});

test('a place that goes on under another id touches both rows; a publication touches the whole board', () => {
  const repointed = seenAt(1, 'DutyRepointed', { rota: 'ent', duty: 'd1', person: 'p1', from: 'p2' });
  expect(changeOf(watched, [repointed])).toMatchObject({ people: ['p1', 'p2'], rota: false });
  expect(changeOf(watched, [seenAt(2, 'RotaPublished', { rota: 'ent' })])).toMatchObject({ rota: true, duties: [] });
});

test('a reader who comes back hears what was missed, then what comes, each once', async () => {
  const { log, live, fill, listeners } = await world();
  const seen = await fill('d1');
  await fill('d2');
  await fill('d3', 'other');
  const stop = new AbortController();
  const changes = changesOf({ log, live }, watched, { after: seen, signal: stop.signal });
  expect((await changes.next()).value).toMatchObject({ duties: ['d2'] });
  const next = changes.next();
  await fill('d4');
  expect((await next).value).toMatchObject({ duties: ['d4'] });
  const last = changes.next();
  stop.abort();
  expect((await last).done).toBe(true);
  expect(listeners.size).toBe(0);
});

test('a new reader hears only what comes', async () => {
  const { log, live, fill } = await world();
  await fill('d1');
  const stop = new AbortController();
  const changes = changesOf({ log, live }, watched, { after: null, signal: stop.signal });
  const next = changes.next();
  await fill('d2');
  expect((await next).value).toMatchObject({ duties: ['d2'] });
  stop.abort();
});

test('a reader who missed too much, or who comes with a position of another log, hears one reset', async () => {
  const { log, live, fill } = await world();
  const seen = await fill('d1');
  await fill('d2');
  const head = await fill('d3');
  const first = async (after: string) => {
    const stop = new AbortController();
    const changes = changesOf({ log, live }, watched, { after, signal: stop.signal, mostMissed: 1 });
    const told = (await changes.next()).value;
    const next = changes.next();
    stop.abort();
    expect((await next).done).toBe(true);
    return told;
  };
  for (const after of [seen, '9'.repeat(20), 'yesterday'])
    expect(await first(after)).toMatchObject({ reset: true, position: head, duties: [], deeds: [] });
  const after = await fill('d4');
  expect(after > head).toBe(true);
  expect(await first(head)).toMatchObject({ reset: false, duties: ['d4'] });
});
