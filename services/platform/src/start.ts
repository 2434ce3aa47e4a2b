import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { weftClient } from '@weft/client';
import { loadDemo } from '@weft/client/demo';
import { openBus, openLog } from '@weft/eventing';
import { tokensOf } from '@weft/service-kit';
import { pino } from 'pino';
import { z } from 'zod';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { builtPages } from './pages.ts';
import { type Platform, startPlatform } from './platform.ts';
import { type Settings, settingsFrom } from './settings.ts';

const DemoState = z.object({ seed: z.number(), weeks: z.number(), startMonday: z.string(), done: z.boolean() });
const DEMO_SEED = 1;
const HISTORY_WEEKS = 4;

/** The Monday so many weeks before a day's own week, as 'YYYY-MM-DD'. */
function mondayBefore(day: Date, weeks: number): string {
  const monday = new Date(day);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7) - weeks * 7);
  return monday.toISOString().slice(0, 10);
}

/** Loads the demonstration network into an empty log, or goes on where a stop cut it short. */
async function demoOnce(platform: Platform, folder: DataFolder, settings: Settings, token: string, isNew: boolean) {
  const file = join(folder.path, 'demo.json');
  if (!existsSync(file)) {
    if (!isNew || settings.WEFT_DEMO === 'off') return;
    const startMonday = mondayBefore(new Date(), HISTORY_WEEKS);
    writeFileSync(file, JSON.stringify({ seed: DEMO_SEED, weeks: settings.WEFT_DEMO_WEEKS, startMonday, done: false }));
  }
  const state = DemoState.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (state.done) return;
  console.log('Loading the demonstration network: real places, invented people …');
  const client = weftClient({ url: platform.address, token: () => token });
  await loadDemo(client, { ...state, onProgress: (line) => console.log(`  ${line}`) });
  writeFileSync(file, JSON.stringify({ ...state, done: true }));
}

async function start() {
  const settings = settingsFrom(process.env);
  const folder = openDataFolder(resolve(settings.WEFT_DATA));
  const logger = pino({ level: settings.LOG_LEVEL }, pino.destination(2));
  const pages = await builtPages((line) => console.log(line));
  const log = await openLog(settings.EVENT_LOG ?? folder.logUrl);
  const isNew = (await log.head()) === null;
  const now = () => new Date();
  const key = settings.WEFT_TOKEN_KEY ? new TextEncoder().encode(settings.WEFT_TOKEN_KEY) : folder.tokenKey();
  const tokens = tokensOf(key, now);
  const platform = await startPlatform({
    log,
    bus: await openBus(settings.EVENT_BUS),
    rowsOf: folder.viewsOf,
    tokens,
    now,
    logger,
    port: settings.PORT,
    host: settings.HOST,
    pages,
  });

  let stopping: Promise<void> | null = null;
  const stop = (signal: string) => {
    if (stopping) return;
    console.log(`\n${signal}: finishing what is under way …`);
    stopping = platform.stop().then(
      () => {
        console.log('Stopped. Nothing was lost.');
        process.exit(0);
      },
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));

  const operator = await tokens.sign({ person: 'operator', organisation: 'WEFT', roles: ['operator'] });
  try {
    await demoOnce(platform, folder, settings, operator, isNew);
  } catch (error) {
    if (stopping) return;
    console.error(
      `The demonstration network is not complete: ${(error as Error).message}\nThe next start goes on with it.`,
    );
  }
  if (stopping) return;
  console.log(
    [
      '',
      `Weft is ready: ${platform.address}`,
      'Sign in as one of the demonstration people on that page, such as Morgan Example-Yeovil, rota manager of Somerset (RH5).',
      'All people are invented; this sign-in is for demonstration only.',
      `Data: ${folder.path}`,
      'Stop with Ctrl+C.',
    ].join('\n'),
  );
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
