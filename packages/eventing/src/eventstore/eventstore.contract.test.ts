import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '@weft/eventstore-stand-in';
import { describe, onTestFinished, test } from 'vitest';
import { logContract } from '../log.contract.ts';
import { openLog } from '../open-log.ts';
import { eventStoreContract } from './eventstore.contract.ts';

eventStoreContract('stand-in', async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-eventstore-'));
  const standIn = await startStandIn({ path: join(folder, 'log.db'), port: 0, ...options });
  onTestFinished(async () => {
    await standIn.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { url: standIn.url, standIn };
});

/** Such as esdb://admin:changeit@localhost:2113?tls=false. */
const url = process.env.EVENTSTORE_URL;
if (url) {
  eventStoreContract(`the server of EVENTSTORE_URL`, async () => ({ url, standIn: null }));
  logContract('the server of EVENTSTORE_URL', async () => {
    const log = await openLog(url);
    return { log, dispose: () => log.close() };
  });
} else describe.skip('event store: a real server', () => test('EVENTSTORE_URL names none', () => {}));
