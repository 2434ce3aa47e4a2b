import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandIn } from '@weft/eventstore-stand-in';
import { logContract } from '../log.contract.ts';
import type { EventLog } from '../log.ts';
import { openLog } from '../open-log.ts';

logContract('eventstore stand-in', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-eventstore-'));
  const server = await startStandIn({ path: join(folder, 'log.db'), port: 0 });
  const opened: EventLog[] = [];
  const open = async () => {
    const log = await openLog(server.url);
    opened.push(log);
    return log;
  };
  return {
    log: await open(),
    reopen: async () => {
      await server.restart();
      return open();
    },
    dispose: async () => {
      for (const log of opened) await log.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
