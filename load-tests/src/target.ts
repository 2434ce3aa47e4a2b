import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type EventLog, openLog } from '@weft/eventing';
import { startStandIn } from '@weft/eventstore-stand-in';
import { clusterMain, type Process, startProcess } from '@weft/platform/started-platform';
import { z } from 'zod';

/** A platform under load, in a data folder of its own, and what it kept once it has stopped. */
export type Target = {
  readonly kind: string;
  readonly url: string;
  /** The process whose footprint is told: the platform, or a cluster's process of the rotas. */
  readonly pid: number | null;
  /** The log's write-ahead file. */
  readonly writeAhead: string;
  /** The files of a service's views. */
  viewsOf(service: string): readonly string[];
  /** Waits until all is taken in, and stops it. Throws when it does not stop in order. */
  stop(): Promise<void>;
  /** Opens the log to be read. Close it with what comes along. */
  openLog(): Promise<{ readonly log: EventLog; close(): Promise<void> }>;
};

const READY_WITHIN_SECONDS = 300;

/** Views and reactions have taken in what was written; then it ends by the signal that Ctrl+C sends. */
async function stopInOrder(platform: Process): Promise<void> {
  for (let second = 0; ; second++) {
    const answer = await fetch(`${platform.address}/health/ready`);
    if (answer.ok) break;
    if (second >= READY_WITHIN_SECONDS)
      throw new Error(`The platform is not ready ${READY_WITHIN_SECONDS} s after the load: ${await answer.text()}`);
    await setTimeout(1000);
  }
  const status = await platform.end('SIGTERM');
  if (status !== 0) throw new Error(`The platform ended with ${status}.\n${platform.said()}`);
}

/** The platform as one process, with the demonstration. */
export async function embedded(data: string): Promise<Target> {
  const platform = await startProcess({ WEFT_DATA: data });
  return {
    kind: 'embedded',
    url: platform.address,
    pid: platform.pid,
    writeAhead: join(data, 'log.db-wal'),
    viewsOf: (service) => [join(data, 'views', `${service}.db`)],
    stop: () => stopInOrder(platform),
    async openLog() {
      const log = await openLog(`sqlite:${join(data, 'log.db')}`);
      return { log, close: () => log.close() };
    },
  };
}

const Processes = z.array(z.object({ name: z.string(), pid: z.number().nullable() }));

/** The platform as a process for each service behind an ingress, with the demonstration. */
export async function cluster(data: string, replicas: number): Promise<Target> {
  const platform = await startProcess({ WEFT_DATA: data }, [clusterMain, '--replicas', String(replicas)]);
  const folder = join(data, 'cluster');
  const processes = Processes.parse(JSON.parse(readFileSync(join(folder, 'processes.json'), 'utf8')));
  const store = join(folder, 'eventstore', 'log.db');
  return {
    kind: `cluster of ${replicas} each`,
    url: platform.address,
    pid: processes.find(({ name }) => name === 'shared-rotas-1')?.pid ?? null,
    writeAhead: `${store}-wal`,
    viewsOf: (service) =>
      Array.from({ length: replicas }, (_, n) => join(folder, `${service}-${n + 1}`, 'views', `${service}.db`)),
    stop: () => stopInOrder(platform),
    async openLog() {
      const standIn = await startStandIn({ path: store, port: 0 });
      const log = await openLog(standIn.url);
      return {
        log,
        async close() {
          await log.close();
          await standIn.stop();
        },
      };
    },
  };
}
