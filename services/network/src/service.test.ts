import { randomUUID } from 'node:crypto';
import { memoryBus, memoryLog, openRows, type Position } from '@weft/eventing';
import { type Actor, type Context, type ServiceDeps, type Started, startService, tokensOf } from '@weft/service-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { places, siteOf, trust, visitingEnt } from './places.fixture.ts';
import { networkService } from './service.ts';

const now = () => new Date('2026-03-02T09:00:00Z');
const manager = (organisation: string): Actor => ({
  person: `of-${organisation}`,
  organisation,
  roles: ['rota-manager'],
});
const operator: Actor = { person: 'operator', organisation: 'WEFT', roles: ['operator'] };
/** The service itself logs nothing. */
const neverUsed = {} as ServiceDeps['logger'];
const command = () => ({ commandId: randomUUID() });

let started: Started;
let service: ReturnType<typeof networkService>;
let after: Position | null = null;

/** Calls the API as one actor, showing at least what was there at the position seen last. */
function as(actor: Actor | null) {
  const context: Context = {
    actor,
    tokenFault: null,
    traceparent: undefined,
    after,
    log: started.deps.log,
    now,
    caughtUp: started.deps.live.caughtUp,
    setTokenCookie: () => {},
  };
  return service.router.createCaller(context);
}

const seen = <Answer extends { position: Position | null }>(answer: Answer) => {
  after = answer.position ?? after;
  return answer;
};

const everything = {
  organisations: [
    trust('RA4', 'Yeovil District', { code: 'RH5', on: '2023-04-01' }),
    trust('RH5', 'Somerset'),
    trust('RBD', 'Dorset County'),
    trust('RKB', 'Coventry'),
  ],
  sites: [
    siteOf('RA430', 'RA4', places.yeovil),
    siteOf('RBD01', 'RBD', places.dorset),
    siteOf('RKB01', 'RKB', places.coventry),
  ],
  services: [{ site: 'RA430', service: 'ENT clinic', specialty: 'ENT', operator: null }],
  arrangements: [visitingEnt()],
} as unknown as Omit<Parameters<ReturnType<typeof as>['recordMany']>[0], 'commandId'>;

beforeEach(async () => {
  after = null;
  const log = memoryLog();
  started = await startService(
    (deps) => {
      service = networkService(deps);
      return service;
    },
    {
      log,
      bus: memoryBus(),
      rows: openRows(':memory:'),
      now,
      logger: neverUsed,
      tokens: tokensOf(new Uint8Array(32), now),
    },
  );
});

afterEach(() => started.stop());

const records = async () => seen(await as(operator).recordMany({ ...command(), ...everything }));

/** Waits until the travel between two sites is shown. */
async function travelBetween(from: string, to: string, by: string) {
  for (;;) {
    const moved = new Promise<void>((resolve) => {
      const stop = started.deps.live.onChange(() => {
        void stop();
        resolve();
      });
    });
    const found = (await as(operator).travel.list({})).find(
      (one) => one.from === from && one.to === to && one.by === by,
    );
    if (found) return found.minutes;
    await moved;
  }
}

describe('recording many', () => {
  test('all are recorded, and the same again changes nothing', async () => {
    expect((await records()).recorded).toBe(9);
    expect(await as(operator).recordMany({ ...command(), ...everything })).toEqual({ position: null, recorded: 0 });
  });

  test('the same command again gets the same answer', async () => {
    const input = { ...command(), ...everything };
    const first = await as(operator).recordMany(input);
    expect(await as(operator).recordMany(input)).toEqual(first);
  });

  test('one impossible record keeps all of them out, and is named', async () => {
    const wrong = { ...everything, arrangements: [visitingEnt({ providers: ['XXX'] })] };
    await expect(as(operator).recordMany({ ...command(), ...wrong })).rejects.toThrow(/ent-at-yeovil.*XXX/);
    expect(await as(operator).organisations.list({})).toEqual([]);
  });

  test('a manager may not', async () => {
    await expect(as(manager('RBD')).recordMany({ ...command(), ...everything })).rejects.toThrow(/role operator/);
  });
});

describe('the network on a day', () => {
  test('a site and its organisation go under the names of the day', async () => {
    await records();
    const yeovil = async (on: string) =>
      (await as(manager('RBD')).sites.list({ on } as never)).find(({ code }) => code === 'RA430');
    expect(await yeovil('2019-06-01')).toMatchObject({ organisation: 'RA4', organisationName: 'Yeovil District' });
    expect(await yeovil('2026-03-02')).toMatchObject({ organisation: 'RH5', organisationName: 'Somerset' });
  });

  test('the overview links the provider’s site with the host’s', async () => {
    await records();
    const { links, arrangements } = await as(manager('RBD')).overview();
    expect(links).toEqual([{ from: 'RBD01', to: 'RA430', arrangements: ['ent-at-yeovil'] }]);
    expect(arrangements).toHaveLength(1);
    expect((await as(manager('RBD')).overview({ on: '2020-01-01' })).links).toEqual([]);
  });
});

describe('travel', () => {
  test('pairs within reach get a computed time, pairs beyond get none', async () => {
    await records();
    expect(await travelBetween('RA430', 'RBD01', 'computed')).toBe(41);
    const pairs = await as(operator).travel.list({ sites: ['RKB01'] } as never);
    expect(pairs).toEqual([]);
  });

  test('a manager’s value stays when the site is recorded again', async () => {
    await records();
    await travelBetween('RA430', 'RBD01', 'computed');
    seen(await as(manager('RBD')).travel.set({ ...command(), from: 'RBD01', to: 'RA430', minutes: 52 } as never));
    const moved = { ...siteOf('RBD01', 'RBD', places.musgrove), ...command() };
    seen(await as(operator).sites.record(moved));
    const [pair] = await as(operator).travel.list({});
    expect(pair).toEqual({ from: 'RA430', to: 'RBD01', minutes: 52, by: 'person' });
  });

  test('it is not for a third organisation to say', async () => {
    await records();
    const input = { ...command(), from: 'RBD01', to: 'RA430', minutes: 52 } as never;
    await expect(as(manager('RKB')).travel.set(input)).rejects.toThrow(/organisations that run them/);
  });
});

describe('who sees what', () => {
  test('a manager without an arrangement sees nothing of others', async () => {
    await records();
    const stranger = as(manager('RKB'));
    expect(await stranger.arrangements.list()).toEqual([]);
    expect(await stranger.services.list()).toEqual([]);
    expect((await stranger.overview()).links).toEqual([]);
    expect((await stranger.overview()).arrangements).toEqual([]);
    const end = { ...command(), id: 'ent-at-yeovil', on: '2026-06-01' } as never;
    await expect(stranger.arrangements.end(end)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(stranger.arrangements.agree({ ...command(), ...visitingEnt() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('both parties see their arrangement, and what the host offers', async () => {
    await records();
    for (const code of ['RBD', 'RH5']) {
      const [arrangement] = await as(manager(code)).arrangements.list();
      expect(arrangement).toMatchObject({
        id: 'ent-at-yeovil',
        agreed: true,
        partiesNamed: { RBD: 'Dorset County', RH5: 'Somerset' },
      });
      expect(await as(manager(code)).services.list()).toHaveLength(1);
    }
  });

  test('naming another organisation gives nobody a view of it before it agrees', async () => {
    await records();
    const grab = visitingEnt({ id: 'grab', providers: ['RKB'] });
    seen(await as(manager('RKB')).arrangements.agree({ ...command(), ...grab }));
    expect(await as(manager('RKB')).services.list()).toEqual([]);
    expect((await as(manager('RH5')).arrangements.list()).find(({ id }) => id === 'grab')).toMatchObject({
      agreed: false,
      waitingFor: ['RH5'],
    });
    seen(await as(manager('RH5')).arrangements.agree({ ...command(), ...grab }));
    expect(await as(manager('RKB')).services.list()).toHaveLength(1);
  });

  test('what merged acts for what it was', async () => {
    await records();
    const old = visitingEnt({ id: 'old', hosts: ['RA4'], from: '2015-01-01', to: '2023-04-01' });
    seen(await as(operator).arrangements.agree({ ...command(), ...old }));
    expect((await as(manager('RH5')).arrangements.list()).map(({ id }) => id)).toContain('old');
  });

  test('nobody is asked to sign in for nothing', async () => {
    await expect(as(null).sites.list()).rejects.toThrow('Sign in first.');
  });
});

describe('answers', () => {
  test('a refused command is refused again in the same words', async () => {
    await records();
    const input = { ...command(), ...visitingEnt({ id: 'late', to: '2020-01-01' }) };
    const first = await as(manager('RBD'))
      .arrangements.agree(input)
      .catch((error: Error) => error.message);
    expect(first).toMatch(/ends on 2020-01-01, before it begins/);
    await expect(as(manager('RBD')).arrangements.agree(input)).rejects.toThrow(first as string);
  });

  test('an arrangement ends once, however often the command comes', async () => {
    await records();
    const input = { ...command(), id: 'ent-at-yeovil', on: '2026-06-01' } as never;
    const first = seen(await as(manager('RBD')).arrangements.end(input));
    expect(await as(manager('RBD')).arrangements.end(input)).toEqual(first);
    expect((await as(manager('RBD')).arrangements.list())[0]).toMatchObject({ to: '2026-06-01' });
    expect(await as(manager('RBD')).arrangements.list({ on: '2026-06-01' })).toEqual([]);
  });
});
