import { randomUUID } from 'node:crypto';
import {
  type Bus,
  type EventLog,
  eventKind,
  type Metadata,
  memoryBus,
  memoryLog,
  openRows,
  type Position,
  type Recorded,
  run,
} from '@weft/eventing';
import { type Actor, type Service, type ServiceDeps, startService, tokensOf } from '@weft/service-kit';
import { z } from 'zod';
import type { Duty } from './duty/events.ts';
import { sharedRotasService } from './service.ts';
import { streamsOf } from './streams.ts';
import { aRota, hearNetwork, hearPerson, type Projected } from './testing.ts';

export const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
const clock = () => new Date('2026-02-01T12:00:00.000Z');

/** Metadata of a command by the manager, at the clock's time. */
export const metadataOf = (commandId: string, reason?: string): Metadata => ({
  commandId,
  at: clock().toISOString(),
  actor: { person: manager.person, organisation: manager.organisation },
  ...(reason && { reason }),
});

/** Publishes what a test says in the name of network and workforce. */
async function neighbours(log: EventLog, bus: Bus) {
  const told = eventKind('Told', z.object({ subject: z.string(), data: z.unknown() }));
  const running = await Promise.all(
    ['network', 'workforce'].map((service) =>
      run(
        { log, bus, rows: openRows(':memory:') },
        {
          service,
          categories: [{ category: `${service}Told`, kinds: [told] }],
          views: [],
          contractViews: [],
          reactions: [],
          contractReactions: [],
          publish: (event: Recorded) => [event.data as { subject: string; data: unknown }],
        },
      ),
    ),
  );
  return {
    async tell(subject: string, data: unknown): Promise<Position> {
      const event = { id: randomUUID(), type: told.type, version: 1, data: { subject, data } };
      const stream = `${subject.slice(0, subject.indexOf('.'))}Told-all`;
      const { position } = await log.append(stream, 'any', [{ ...event, metadata: metadataOf(randomUUID()) }]);
      return position as Position;
    },
    stop: () => Promise.all(running.map((one) => one.stop())),
  };
}

/** The service, with network and workforce beside it: rota 'ent' of RA4 is open, with the duties and people that are given. */
export async function startWriteSide(duties: readonly Duty[], people: readonly string[], log = memoryLog()) {
  const bus = memoryBus();
  const beside = await neighbours(log, bus);
  const hears: Promise<Position>[] = [];
  const world = { hear: (subject: string, data: unknown) => hears.push(beside.tell(subject, data)) };
  hearNetwork(world as unknown as Projected);
  for (const person of people) hearPerson(world as unknown as Projected, { person, name: `Person ${person}` });
  const logger = { info() {}, error() {}, warn() {} } as unknown as ServiceDeps['logger'];
  const tokens = tokensOf(new Uint8Array(32), clock);
  const given = { log, bus, rows: openRows(':memory:'), now: clock, logger, tokens };
  const started = await startService(sharedRotasService as (deps: ServiceDeps) => Service, given);
  const service = started.service as unknown as ReturnType<typeof sharedRotasService>;
  const streams = streamsOf(log);
  await streams.rota.handle('ent', { type: 'OpenRota', rota: aRota() }, metadataOf('open-rota'));
  for (const duty of duties)
    await streams.duty.handle(duty.duty, { type: 'OpenDuty', duty }, metadataOf(`open-${duty.duty}`));
  const caughtUp = async () => {
    const head = await log.head();
    if (head) await started.deps.live.caughtUp(head);
  };
  await Promise.all(hears);
  await caughtUp();
  return {
    log,
    streams,
    caughtUp,
    tell: beside.tell,
    rows: started.deps.rows,
    call: (actor: Actor) =>
      service.router.createCaller({
        actor,
        tokenFault: null,
        traceparent: undefined,
        after: null,
        log,
        now: clock,
        caughtUp: started.deps.live.caughtUp,
        setTokenCookie: () => {},
      }),
    async stop() {
      await started.stop();
      await beside.stop();
    },
  };
}
export type WriteSideWorld = Awaited<ReturnType<typeof startWriteSide>>;
