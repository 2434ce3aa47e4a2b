import {
  type Metrics,
  measureHttp,
  metricsOf,
  serveGatheredStatus,
  servePages,
  shedOverload,
  type Web,
  webServer,
} from '@weft/service-kit';
import type { Logger } from 'pino';
import { passOn } from './pass-on.ts';
import { type Replicas, replicasAt } from './replicas.ts';

/** Where the processes of each service are. */
export type Routes = Readonly<Record<string, readonly string[]>>;

type Deps = {
  readonly routes: Routes;
  /** Where processes are that take no requests, such as roster workers: the status tells of them too. */
  readonly workers?: readonly string[];
  /** The built browser client, or null to serve none. */
  readonly pages: string | null;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** How long a request that no process answers is tried again; 10 s unless told. */
  readonly patienceMs?: number;
  readonly metrics?: Metrics;
  readonly openMetrics?: boolean;
};

const PATIENCE_MS = 10_000;
const READY_WITHIN_MS = 3000;

type Ready = { readonly ready: boolean; readonly faults: readonly string[]; readonly notes: readonly string[] };

const notReady = (fault: string): Ready => ({ ready: false, faults: [fault], notes: [] });

async function readyAt(url: string): Promise<Ready> {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(READY_WITHIN_MS) });
    const { faults = [], notes = [] } = (await answer.json()) as Partial<Ready>;
    // A process on another machine says only that it is not.
    if (!answer.ok && faults.length === 0) return notReady(`${url} is not ready; weft status tells why`);
    return { ready: answer.ok, faults, notes };
  } catch (error) {
    const { message, cause } = error as Error;
    return notReady(`${url} does not answer: ${cause instanceof Error ? cause.message : message}`);
  }
}

/** A service is ready when one of its processes is; what the others lack is a note. */
async function healthOf(services: ReadonlyMap<string, Replicas>) {
  const all = await Promise.all(
    [...services].map(async ([service, { urls }]) => {
      const states = await Promise.all(urls.map(readyAt));
      const said = states.flatMap(({ faults }) => faults.map((fault) => `${service}: ${fault}`));
      const notes = states.flatMap((state) => state.notes);
      return states.some(({ ready }) => ready) ? { faults: [], notes: [...notes, ...said] } : { faults: said, notes };
    }),
  );
  return { faults: all.flatMap(({ faults }) => faults), notes: [...new Set(all.flatMap(({ notes }) => notes))] };
}

/**
 * The one door of a platform of many processes: /api/<service> goes to a process of that service, everything else is a
 * page. Server-sent events pass through as they come, and end when their process does.
 */
export async function startIngress(deps: Deps): Promise<Web> {
  const { routes, pages, port, host, logger, patienceMs = PATIENCE_MS } = deps;
  const tell = (line: string) => logger.warn(line);
  const services = new Map(Object.entries(routes).map(([service, urls]) => [service, replicasAt(urls, tell)]));
  const { http, listen } = await webServer({ logger, health: () => healthOf(services) });
  shedOverload(http);
  measureHttp(http, deps.metrics ?? metricsOf(), { open: deps.openMetrics ?? false });
  serveGatheredStatus(http, () => [...Object.values(routes).flat(), ...(deps.workers ?? [])]);
  for (const [service, replicas] of services)
    await http.register(
      async (scope) => {
        scope.removeAllContentTypeParsers();
        scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
        scope.all('/*', (request, reply) => passOn({ request, reply }, replicas, { service, patienceMs }));
      },
      { prefix: `/api/${service}` },
    );
  if (pages) await servePages(http, pages);
  const stopWatching = async () => {
    await Promise.all([...services.values()].map((replicas) => replicas.stop()));
  };
  try {
    const web = await listen({ port, host });
    return {
      address: web.address,
      async stop() {
        await web.stop();
        await stopWatching();
      },
    };
  } catch (error) {
    await stopWatching();
    throw error;
  }
}
