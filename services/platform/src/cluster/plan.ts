import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NatsProgram } from './nats-program.ts';
import type { Member } from './supervise.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const mainOf = (folder: string) => join(root, folder, 'src', 'main.ts');
const rosterWorker = join(root, 'services', 'shared-rotas', 'src', 'roster-worker', 'main.ts');
const LOCAL = '127.0.0.1';

/** What a cluster is made of. */
export type Wanted = {
  readonly services: readonly string[];
  readonly replicas: number;
  readonly rosterWorkers: number;
  /** How many nats-servers; none when a bus is given. */
  readonly buses: number;
  /** A log and a bus that run already, or null to start them here. */
  readonly eventLog: string | null;
  readonly eventBus: string | null;
  /** Where the ingress listens. */
  readonly port: number;
  readonly host: string;
};

/** What it is made with. */
export type Means = {
  /** Keeps everything of the cluster. */
  readonly folder: string;
  readonly pages: string;
  readonly tokenKey: string;
  /** Null when a bus is given. */
  readonly nats: NatsProgram | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Gives the next free port. */
  readonly nextPort: () => number;
};

export type Plan = { readonly members: readonly Member[]; readonly eventLog: string; readonly eventBus: string };

/** How many ports a plan takes at most. */
export const portsOf = ({ services, replicas, rosterWorkers, buses }: Wanted): number =>
  services.length * replicas + rosterWorkers + 2 * buses + 1;

const isFolder = (path: string) => {
  mkdirSync(path, { recursive: true });
  return path;
};

/** One nats-server, or several that keep each stream together. Its store lies in the cluster's folder. */
function natsMembers({ buses }: Wanted, { folder, nats, nextPort, env }: Means): Member[] {
  if (!nats) return [];
  const servers = Array.from({ length: buses }, (_, n) => ({
    name: buses === 1 ? 'nats' : `nats-${n + 1}`,
    port: nextPort(),
    routePort: nextPort(),
  }));
  const routes = servers.map(({ routePort }) => `nats-route://${LOCAL}:${routePort}`).join(', ');
  // Before 2.10 a server knows no sync_interval, and refuses to start over one.
  const [major, minor] = nats.version;
  const sync = major > 2 || minor >= 10 ? ', sync_interval: always' : '';
  return servers.map(({ name, port, routePort }) => {
    const own = isFolder(join(folder, name));
    const config = join(own, 'server.conf');
    const cluster = `cluster { name: weft, listen: "${LOCAL}:${routePort}", routes: [${routes}] }\n`;
    writeFileSync(
      config,
      `server_name: ${name}\nlisten: "${LOCAL}:${port}"\njetstream { store_dir: "${join(own, 'store')}"${sync} }\n${buses > 1 ? cluster : ''}`,
    );
    return { name, port, command: nats.path, args: ['-c', config], env: { ...defined(env) }, isNode: false, stage: 0 };
  });
}

const defined = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Every process of a cluster, with its port, its folder and its settings. */
export function planOf(wanted: Wanted, means: Means): Plan {
  const { folder, nextPort } = means;
  const buses = natsMembers(wanted, means);
  const [addresses, together] = [buses.map(({ port }) => `${LOCAL}:${port}`), buses.length > 1 ? '?replicas=3' : ''];
  const eventBus = wanted.eventBus ?? `nats://${addresses.join(',')}${together}`;
  const logPort = nextPort();
  const eventLog = wanted.eventLog ?? `esdb://${LOCAL}:${logPort}?tls=false`;
  const ours = {
    ...defined(means.env),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    EVENT_LOG: eventLog,
    EVENT_BUS: eventBus,
    ROSTER_WORK: eventBus,
    WEFT_TOKEN_KEY: means.tokenKey,
  };
  const node = (name: string, args: readonly string[], more: { stage: number; port: number; env: object }): Member => ({
    name,
    port: more.port,
    command: process.execPath,
    args,
    env: { ...ours, PORT: String(more.port), HOST: LOCAL, ...more.env },
    isNode: true,
    stage: more.stage,
  });
  const store = join(isFolder(join(folder, 'eventstore')), 'log.db');
  const standIn = wanted.eventLog
    ? []
    : [
        node(
          'eventstore',
          [mainOf('infra/eventstore-stand-in'), '--host', LOCAL, '--port', String(logPort), '--data', store],
          { stage: 0, port: logPort, env: {} },
        ),
      ];
  const replicas = wanted.services.flatMap((service) =>
    Array.from({ length: wanted.replicas }, (_, n) => {
      const name = `${service}-${n + 1}`;
      const env = { WEFT_DATA: isFolder(join(folder, name)), WEFT_REPLICA: String(n + 1) };
      return { service, member: node(name, [mainOf(`services/${service}`)], { stage: 1, port: nextPort(), env }) };
    }),
  );
  const workers = Array.from({ length: wanted.rosterWorkers }, (_, n) => {
    const name = `roster-worker-${n + 1}`;
    const env = { WEFT_DATA: isFolder(join(folder, name)), WEFT_REPLICA: String(n + 1) };
    return node(name, [rosterWorker], { stage: 1, port: nextPort(), env });
  });
  const addressesOf = (service: string) =>
    replicas.filter((one) => one.service === service).map(({ member }) => `http://${LOCAL}:${member.port}`);
  const routes = wanted.services.map((service) => `${service}=${addressesOf(service).join(',')}`).join(' ');
  const workersAt = workers.map(({ port }) => `http://${LOCAL}:${port}`).join(' ');
  const ingress = node('ingress', [fileURLToPath(new URL('../ingress/main.ts', import.meta.url))], {
    stage: 2,
    port: wanted.port,
    env: { HOST: wanted.host, WEFT_ROUTES: routes, WEFT_WORKERS: workersAt, WEFT_PAGES: means.pages },
  });
  return {
    members: [...buses, ...standIn, ...replicas.map(({ member }) => member), ...workers, ingress],
    eventLog,
    eventBus,
  };
}
