import { memoryLog, type Recorded } from '@weft/eventing';
import type { Live } from '@weft/service-kit';
import { expect, test } from 'vitest';
import { aDuty, aPlace } from '../testing.ts';
import { changeOf, changesOf } from './changes.ts';

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

const watched = { rota: 'ent', isOnBoard: (person: string) => person === 'p3' };

test('a change names the duties, the people and who did it, and nothing of other rotas', () => {
  const at = { position: '1'.padStart(20, '0') as never, metadata: { actor: { person: 'm1' } } as never };
  const own = { ...at, data: { rota: 'ent', duty: 'd1', person: 'p1' } };
  const other = { ...at, data: { rota: 'ed', duty: 'd2', person: 'p2' } };
  expect(changeOf(watched, [own, other])).toMatchObject({ duties: ['d1'], people: ['p1'], by: ['m1'] });
  expect(changeOf(watched, [other])).toBeNull();
});

test('leave and work elsewhere of people on the board names them, and neither place nor author', () => {
  const at = { position: '1'.padStart(20, '0') as never, metadata: { actor: { person: 'm9' } } as never };
  const leave = { ...at, data: { person: 'p3', id: 'l1' } };
  const elsewhere = { ...at, data: { person: 'p3', rota: 'ed', duty: 'd7' } };
  expect(changeOf(watched, [leave, elsewhere])).toMatchObject({ duties: [], people: ['p3'], by: [] });
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
