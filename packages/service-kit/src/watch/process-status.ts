import type { ProcessStatus } from '@weft/contracts';
import type { Started } from '../service.ts';
import type { Health } from '../web-server.ts';
import { release } from './release.ts';

/** So many messages that are missed are named; the rest is counted. */
const NAMED_MISSES = 10;

function serviceStatus({ service, lags, running }: Started): ProcessStatus['services'][number] {
  const missed = running.missed();
  return {
    name: service.name,
    lags: [...lags.latest()],
    missed: { count: missed.length, first: missed.slice(0, NAMED_MISSES) },
    work: service.work?.() ?? null,
  };
}

/** How this process stands now, with a fresh look at the log. `name` is what an operator knows it by. */
export async function processStatus(
  started: readonly Started[],
  {
    name,
    replica = started[0]?.deps.replica,
    health,
    now,
  }: {
    readonly name: string;
    readonly replica?: string | undefined;
    readonly health: () => Promise<Health>;
    readonly now: () => Date;
  },
): Promise<ProcessStatus> {
  const [{ faults, notes }] = await Promise.all([health(), ...started.map(({ lags }) => lags.look())]);
  return {
    name,
    replica: replica ?? null,
    version: release,
    node: process.version,
    startedAt: new Date(now().getTime() - process.uptime() * 1000).toISOString(),
    now: now().toISOString(),
    memoryBytes: process.memoryUsage.rss(),
    ready: faults.length === 0,
    faults: [...faults],
    notes: [...notes],
    head: started.map(({ lags }) => lags.head()).find((head) => head !== null) ?? null,
    busTrouble: started.map((one) => one.busTrouble()).find((trouble) => trouble !== null) ?? null,
    services: started.map(serviceStatus),
  };
}
