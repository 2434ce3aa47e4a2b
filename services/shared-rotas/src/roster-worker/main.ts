import { availableParallelism } from 'node:os';
import {
  configFrom,
  measureHttp,
  serveStatus,
  startWatch,
  stopOnSignals,
  tokenKey,
  tokensOf,
  watchSettings,
  webServer,
  whereToListen,
} from '@weft/service-kit';
import { z } from 'zod';
import { openRosterQueue } from '../roster-job/open-roster-work.ts';
import { solveRoster } from '../roster-job/solve-roster.ts';

const Settings = z.object({
  ...whereToListen,
  ...watchSettings,
  ROSTER_WORK: z.string().min(1).describe('write where roster jobs lie, such as nats://localhost:4222'),
  ROSTER_THREADS: z.coerce
    .number()
    .int()
    .min(1)
    .max(256)
    .default(availableParallelism())
    .describe('write how many rosters are searched at once, such as 2'),
  WEFT_TOKEN_KEY: tokenKey.optional().describe('write what signs tokens, so that operators see how it stands'),
  WEFT_REPLICA: z.string().optional().describe('write what tells this worker from others, such as 2'),
});

/** Takes roster jobs from the queue and searches, until it is told to stop: then it hands back what is unfinished. */
async function start() {
  const settings = configFrom(process.env, Settings);
  const { ROSTER_WORK: url, ROSTER_THREADS: threads, WEFT_REPLICA: replica, PORT: port, HOST: host } = settings;
  const { logger, metrics, openMetrics, ...watch } = await startWatch({ name: 'roster-worker', replica }, settings);
  const queue = await openRosterQueue(url, logger);
  const health = async () => {
    const trouble = queue.trouble();
    return { faults: trouble === null ? [] : [trouble], notes: [] };
  };
  const { http, listen } = await webServer({ logger, health });
  measureHttp(http, metrics, { open: openMetrics });
  const now = () => new Date();
  const { WEFT_TOKEN_KEY: key } = settings;
  const tokens = key === undefined ? null : tokensOf(new TextEncoder().encode(key), now);
  serveStatus(http, { name: 'roster-worker', replica, started: [], health, now, tokens });
  const web = await listen({ port, host });
  const stopTaking = await queue.take(solveRoster, threads);
  stopOnSignals(async () => {
    await stopTaking();
    await web.stop();
    await queue.close();
    await watch.stop();
  });
  process.stdout.write(
    `roster-worker: searches up to ${threads} rosters at once, of those that wait at ${url}; health at ${web.address}, process ${process.pid}\n`,
  );
}

start().catch((error: unknown) => {
  process.stderr.write(`roster-worker: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
