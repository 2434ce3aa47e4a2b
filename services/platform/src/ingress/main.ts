import { configFrom, startWatch, stopOnSignals, watchSettings, whereToListen } from '@weft/service-kit';
import { z } from 'zod';
import { pagesFolder } from '../pages.ts';
import { startIngress } from './ingress.ts';
import { readRoutes } from './routes.ts';

const Settings = z.object({
  ...whereToListen,
  WEFT_ROUTES: z
    .string()
    .describe('write where each service is, such as network=http://a:8080,http://b:8080 workforce=http://c:8080'),
  WEFT_WORKERS: z
    .string()
    .default('')
    .describe('write where roster workers are, such as http://d:8080 http://e:8080, for weft status'),
  WEFT_PAGES: z.string().min(1).default(pagesFolder).describe('write the folder of the built pages'),
  ...watchSettings,
});

try {
  const settings = configFrom(process.env, Settings);
  const { stop: stopWatch, ...watch } = await startWatch({ name: 'ingress' }, settings);
  const web = await startIngress({
    routes: readRoutes(settings.WEFT_ROUTES),
    workers: settings.WEFT_WORKERS.split(/\s+/).filter((url) => url !== ''),
    pages: settings.WEFT_PAGES,
    port: settings.PORT,
    host: settings.HOST,
    ...watch,
  });
  stopOnSignals(async () => {
    await web.stop();
    await stopWatch();
  });
  console.log(`ingress: listens at ${web.address}, process ${process.pid}`);
} catch (error) {
  console.error(`ingress: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
