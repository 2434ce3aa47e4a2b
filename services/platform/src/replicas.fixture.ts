import { type EventLog, memoryBus, memoryLog, openRows } from '@weft/eventing';
import { type Started, serve, startService, type Tokens, tokensOf, type Web } from '@weft/service-kit';
import { pino } from 'pino';
import { startIngress } from './ingress/ingress.ts';
import { services } from './platform.ts';

/** One replica of one service, listening on a port of its own. */
export type Running = { readonly name: string; readonly started: Started; readonly web: Web };

/** So many replicas of each service over one log and one bus in this process, behind an ingress. */
export async function startReplicas(replicas: number) {
  const log: EventLog = memoryLog();
  const bus = memoryBus();
  const now = () => new Date();
  const logger = pino({ level: 'silent' });
  const tokens: Tokens = tokensOf(new TextEncoder().encode('an invented key of 32 bytes or more'), now);
  const running: Running[] = [];
  async function addReplica(replica: number) {
    for (const [name, make] of Object.entries(services)) {
      const rows = openRows(':memory:');
      const started = await startService(make, { log, bus, rows, now, logger, tokens, replica: String(replica) });
      running.push({ name, started, web: await serve([started], { port: 0, host: '127.0.0.1', pages: null, logger }) });
    }
  }
  for (let replica = 1; replica <= replicas; replica++) await addReplica(replica);
  const at = (name: string) => running.filter((one) => one.name === name);
  const routes = Object.fromEntries(
    Object.keys(services).map((name) => [name, at(name).map(({ web }) => web.address)]),
  );
  const ingress = await startIngress({ routes, pages: null, port: 0, host: '127.0.0.1', logger, patienceMs: 1500 });
  return {
    log,
    running: running as readonly Running[],
    at,
    /** Starts one more of each service, with rows that hold nothing yet; the ingress does not know it. */
    addReplicas: () => addReplica(running.length),
    address: ingress.address,
    operator: await tokens.sign({ person: 'operator', organisation: 'WEFT', roles: ['operator'] }),
    async stop() {
      await ingress.stop();
      await Promise.all(running.map(({ web }) => web.stop()));
      await Promise.all(running.map(({ started }) => started.stop()));
      await bus.close();
      await log.close();
    },
  };
}
