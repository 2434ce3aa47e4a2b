import { resolve } from 'node:path';
import { openBus, openLog, openRows } from '@weft/eventing';
import { openLeases } from '@weft/eventing/work';
import { z } from 'zod';
import { tokensOf } from './actor.ts';
import { configFrom } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { serve } from './http.ts';
import { type Service, type ServiceDeps, startService } from './service.ts';
import { tokenKey, whereToListen } from './settings.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { startWatch, watchSettings } from './watch/start-watch.ts';
import { whenThere } from './when-there.ts';

const Settings = z.object({
  ...whereToListen,
  WEFT_DATA: z.string().min(1).describe("write the folder that keeps this process's views, such as ./data/network-1"),
  EVENT_LOG: z.string().min(1).describe('write where the event log lies, such as esdb://localhost:2113?tls=false'),
  EVENT_BUS: z.string().min(1).describe('write where the bus lies, such as nats://localhost:4222'),
  WEFT_TOKEN_KEY: tokenKey.describe(
    'write the text that signs tokens, 32 characters or more, the same for each process',
  ),
  WEFT_REPLICA: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .optional()
    .describe('write what tells this process from others of the same service, such as 2'),
  ...watchSettings,
});

/**
 * Runs one service as a process of its own: settings from the environment, views in its data folder, health and API on
 * one port, a stop in order at SIGTERM or SIGINT. Ends with status 1 and a line that says why when it can't start.
 */
export async function runAlone(
  name: string,
  make: (deps: ServiceDeps) => Service,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  try {
    await start(name, make, configFrom(env, Settings));
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : error}\n`);
    process.exit(1);
  }
}

async function start(name: string, make: (deps: ServiceDeps) => Service, settings: z.infer<typeof Settings>) {
  const folder = openDataFolder(resolve(settings.WEFT_DATA));
  const replica = settings.WEFT_REPLICA;
  const { logger, metrics, openMetrics, ...watch } = await startWatch({ name, replica }, settings);
  const now = () => new Date();
  const tokens = tokensOf(new TextEncoder().encode(settings.WEFT_TOKEN_KEY), now);
  const tell = (line: string) => process.stdout.write(`${name}: ${line}\n`);
  const log = await whenThere(
    'the event log',
    async () => {
      const opened = await openLog(settings.EVENT_LOG);
      await opened.head();
      return opened;
    },
    { tell },
  );
  const bus = await whenThere('the bus', () => openBus(settings.EVENT_BUS), { tell });
  const leases = await openLeases(settings.EVENT_BUS);
  const rows = openRows(folder.viewsOf(name));
  const given = { log, bus, rows, now, logger, tokens, metrics, onlyOne: leases?.onlyOne };
  const started = await startService(make, { ...given, ...(replica && { replica }) });
  const web = await serve([started], { port: settings.PORT, host: settings.HOST, pages: null, logger, openMetrics });
  stopOnSignals(async () => {
    await web.stop();
    await started.stop();
    await leases?.close();
    await bus.close();
    await log.close();
    await watch.stop();
  });
  tell(`listens at ${web.address}, process ${process.pid}${replica ? `, replica ${replica}` : ''}`);
}
