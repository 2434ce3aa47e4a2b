import { type Bus, type EventLog, openRows } from '@weft/eventing';
import { networkService } from '@weft/network/service';
import {
  type Metrics,
  metricsOf,
  type Service,
  type ServiceDeps,
  type Started,
  serve,
  startService,
  type Tokens,
} from '@weft/service-kit';
import { sharedRotasService } from '@weft/shared-rotas/service';
import { workforceService } from '@weft/workforce/service';
import type { Logger } from 'pino';
import type { serviceNames } from './service-names.ts';

/** How each service is made, in the order in which they start. */
export const services: Readonly<Record<(typeof serviceNames)[number], (deps: ServiceDeps) => Service>> = {
  network: networkService,
  workforce: workforceService,
  'shared-rotas': sharedRotasService,
};

export type PlatformDeps = {
  readonly log: EventLog;
  readonly bus: Bus;
  /** Where a service keeps its rows: a path, or ':memory:'. */
  readonly rowsOf: (service: string) => string;
  readonly tokens: Tokens;
  readonly now: () => Date;
  readonly logger: Logger;
  readonly metrics?: Metrics;
  readonly openMetrics?: boolean;
  readonly port: number;
  readonly host: string;
  /** The built browser client, or null to serve none. */
  readonly pages: string | null;
};

export type Platform = {
  readonly address: string;
  readonly started: readonly Started[];
  /** Lets requests under way finish, stores positions, closes all. */
  stop(): Promise<void>;
};

/** Starts every service in this process and serves them on one port. */
export async function startPlatform(deps: PlatformDeps): Promise<Platform> {
  const started: Started[] = [];
  const { log, bus, tokens, now, metrics = metricsOf() } = deps;
  const stopServices = async () => {
    await Promise.all(started.map((one) => one.stop()));
    await bus.close();
    await log.close();
  };
  try {
    for (const [name, make] of Object.entries(services)) {
      const logger = deps.logger.child({ service: name });
      const rows = openRows(deps.rowsOf(name));
      started.push(await startService(make, { log, bus, rows, now, logger, tokens, metrics }));
    }
    const web = await serve(started, deps);
    return {
      address: web.address,
      started,
      async stop() {
        await web.stop();
        await stopServices();
      },
    };
  } catch (error) {
    await stopServices();
    throw error;
  }
}
