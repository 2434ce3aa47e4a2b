import {
  type EventLog,
  type EventOf,
  eventKind,
  handler,
  memoryBus,
  openRows,
  reject,
  type View,
} from '@weft/eventing';
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { type Actor, tokensOf } from '../actor.ts';
import { accepted } from '../refused.ts';
import { type Service, type ServiceDeps, startService } from '../service.ts';
import { asks, commands, router } from '../trpc.ts';
import type { Metrics } from './metrics.ts';

const kinds = [eventKind('SeatTaken', z.object({ by: z.string() }))] as const;
const [SeatTaken] = kinds;
type Happened = EventOf<typeof kinds>;
const clinics = {
  category: 'clinic',
  kinds,
  decider: {
    initial: [] as readonly string[],
    evolve: (taken: readonly string[], { data }: Happened) => [...taken, data.by],
    decide: (by: string, taken: readonly string[]) =>
      taken.length < 1 ? [SeatTaken.create({ by })] : reject('full', 'No seat is left.'),
  },
};

/** A view that shows who sits where, and cannot take the name 'nobody'. */
const seats: View<Happened> = {
  name: 'seats',
  version: 1,
  tables: 'CREATE TABLE seats (by TEXT)',
  on: {
    SeatTaken(rows, { data }) {
      if (data.by === 'nobody') throw new Error('The name is no name.');
      rows.run('INSERT INTO seats VALUES (?)', data.by);
    },
  },
};

/** A small service: a clinic of one seat, whose procedure `break` throws an error that repeats what it was given. */
function clinicService({ log, rows }: ServiceDeps): Service {
  const clinic = handler(log, clinics);
  return {
    name: 'clinic',
    router: router({
      take: commands(['clinician'], { by: z.string() }).mutation(async ({ input, ctx }) =>
        accepted(await clinic.handle('1', input.by, ctx.metadata)),
      ),
      break: commands(['clinician'], { by: z.string() }).mutation(({ input }) => {
        throw new Error(`${input.by} broke it.`, { cause: new TypeError(`${input.by} is no seat.`) });
      }),
      taken: asks('signed-in').query(() => rows.all<{ by: string }>('SELECT by FROM seats').map(({ by }) => by)),
    }),
    categories: [clinics],
    views: [seats as View<never>],
    contractViews: [],
    reactions: [],
    contractReactions: [],
    publish: () => [],
    work: () => ({ queued: 2, running: 1, slowest: 0.25 }),
  };
}

export const now = () => new Date('2026-03-01T09:00:00Z');
export const tokens = tokensOf(new TextEncoder().encode('a key for these tests, and no other'), now);
export const actor: Actor = { person: 'person-1', organisation: 'RZZ01', roles: ['clinician'] };

/** Starts the clinic over a log, with rows in memory. */
export const startClinic = (log: EventLog, given: { readonly metrics?: Metrics; readonly logger?: Logger } = {}) =>
  startService(clinicService, {
    log,
    bus: memoryBus(),
    rows: openRows(':memory:'),
    now,
    tokens,
    logger: pino({ level: 'silent' }),
    ...given,
  });
