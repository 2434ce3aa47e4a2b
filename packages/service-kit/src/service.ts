import type { AnyRouter } from '@trpc/server';
import type { Bus, EventLog, Position, Projections, Recorded, RowsFile, Running, Stop } from '@weft/eventing';
import { run } from '@weft/eventing';
import type { OnlyOne } from '@weft/eventing/work';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Tokens } from './actor.ts';
import { patienceWith } from './patience.ts';
import { unstated } from './trpc.ts';
import { type Called, logCall } from './watch/called.ts';
import { type Lags, lagsOf } from './watch/lags.ts';
import { measuredLog } from './watch/measured-log.ts';
import { type Metrics, metricsOf, type Work } from './watch/metrics.ts';

/** What a service is made of. */
export type Service<Api extends AnyRouter = AnyRouter> = Omit<Projections, 'service'> & {
  readonly name: string;
  readonly router: Api;
  /** Plain HTTP beside tRPC, such as a calendar feed, below /api/<name>. */
  readonly routes?: (http: FastifyInstance) => void;
  /** Work that goes on by itself once the views run, such as jobs found unfinished at start. */
  readonly start?: () => Promise<Stop>;
  /** How that work stands, for metrics and status. */
  readonly work?: () => Work;
  /** Null when that work goes on; else what is in its way, shown like a trouble of the bus. */
  readonly workTrouble?: () => string | null;
};

/** What a service is given. */
export type ServiceDeps = {
  readonly log: EventLog;
  readonly rows: RowsFile;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly tokens: Tokens;
  readonly live: Live;
  /** Tells processes of the same service apart; absent where there is one. */
  readonly replica?: string;
  /** By which the processes of a service take turns at work that goes on by itself; absent where there is one. */
  readonly onlyOne?: OnlyOne | undefined;
};

/** What a service's API may ask of its own running views. */
export type Live = {
  /**
   * Resolves when the views of own events have passed the position; rejects after 5 s. What is taken in from other
   * services is waited for as long as it keeps up: a bus that is down or behind holds nobody up.
   */
  caughtUp(position: Position): Promise<void>;
  /** Calls back with own events after the views have taken them in, and with none when contracts came in. */
  onChange(listener: (events: readonly Recorded[]) => void): Stop;
};

export type Started = {
  readonly service: Service;
  readonly deps: ServiceDeps;
  readonly running: Running;
  /** Null when all is well: the log answers, and no view or reaction of own events is stuck or behind. Else what is not. */
  notReady(): Promise<string | null>;
  readonly metrics: Metrics;
  readonly lags: Lags;
  /** Why the bus does not carry, or what it set aside; null when all is well. */
  busTrouble(): string | null;
  /** Tells metrics and log that a call has ended. */
  called(call: Called): void;
  stop(): Promise<void>;
};

const PATIENCE_MS = 5000;

/** Starts a service: its views, reactions, publisher and own work. Refuses one whose procedures hide what they need. */
export async function startService(
  make: (deps: ServiceDeps) => Service,
  given: Omit<ServiceDeps, 'live'> & { readonly bus: Bus; readonly metrics?: Metrics },
): Promise<Started> {
  let running: Running | null = null;
  const views = () => {
    if (!running) throw new Error('The service has not started yet.');
    return running;
  };
  const contracts = patienceWith((position, withinMs) => views().waitForContracts(position, withinMs));
  const live: Live = {
    async caughtUp(position) {
      await Promise.all([views().waitForViews(position, PATIENCE_MS), contracts(position)]);
    },
    onChange(listener) {
      const end = views().onChange(listener);
      return async () => end();
    },
  };
  const { bus, metrics = metricsOf(), ...rest } = given;
  const deps: ServiceDeps = { ...rest, log: measuredLog(given.log, metrics), live };
  const service = make(deps);
  const silent = unstated(service.router._def.procedures);
  if (silent.length > 0)
    throw new Error(
      `${service.name}: ${silent.join(', ')} do not state what they need. Make them with asks() or commands().`,
    );
  const projections: Projections = { ...service, service: service.name };
  const { log, rows, replica } = deps;
  running = await run({ log, bus, rows, ...(replica && { replica }) }, projections);
  const stopWork = await service.start?.();
  const { name } = service;
  const lags = lagsOf(running, given.log);
  const busTrouble = () => bus.trouble() ?? service.workTrouble?.() ?? null;
  const work = () => service.work?.() ?? null;
  const { missed, failure } = running;
  const unwatch = metrics.watch({ name, lags: lags.latest, missed, failure, busTrouble, work });
  return {
    service,
    deps,
    running,
    metrics,
    lags,
    busTrouble,
    called(call) {
      metrics.called({ service: name, ...call });
      logCall(deps.logger, call);
    },
    async notReady() {
      const failure = views().failure();
      if (failure) return `${service.name}: ${failure.message}`;
      const head = await deps.log.head();
      if (head === null) return null;
      try {
        await views().waitFor(head, 1000);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    },
    async stop() {
      lags.stop();
      unwatch();
      await stopWork?.();
      await views().stop();
      deps.rows.close();
    },
  };
}
