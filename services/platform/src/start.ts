import { resolve } from 'node:path';
import { openBus, openLog } from '@weft/eventing';
import { openDataFolder, startWatch, stopOnSignals, tokensOf, whenThere } from '@weft/service-kit';
import { demoOnce, readyWords } from './demo-once.ts';
import { builtPages } from './pages.ts';
import { startPlatform } from './platform.ts';
import { settingsFrom } from './settings.ts';

async function start() {
  const settings = settingsFrom(process.env);
  const folder = openDataFolder(resolve(settings.WEFT_DATA));
  const watch = await startWatch({ name: 'platform' }, settings);
  const tell = (line: string) => console.log(line);
  const pages = await builtPages(tell);
  const log = await whenThere('the event log', () => openLog(settings.EVENT_LOG ?? folder.logUrl), { tell });
  const isNew = (await log.head()) === null;
  const now = () => new Date();
  const platform = await startPlatform({
    log,
    bus: await whenThere('the bus', () => openBus(settings.EVENT_BUS), { tell }),
    rowsOf: folder.viewsOf,
    tokens: tokensOf(new TextEncoder().encode(settings.WEFT_TOKEN_KEY ?? folder.tokenKey()), now),
    now,
    ...watch,
    port: settings.PORT,
    host: settings.HOST,
    pages,
  });
  const isStopping = stopOnSignals(async () => {
    await platform.stop();
    await watch.stop();
  });
  await demoOnce({ address: platform.address, folder, settings, isNew }, isStopping);
  if (!isStopping()) console.log(readyWords(platform.address, folder.path));
}

start().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
