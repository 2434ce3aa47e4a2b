import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBus } from './open-bus.ts';
import { openLog } from './open-log.ts';

test('a URL chooses the log, and its folder is made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-open-'));
  const log = await openLog(`sqlite:${join(folder, 'a', 'b', 'log.db')}`);
  expect(await log.head()).toBeNull();
  await log.close();
  rmSync(folder, { recursive: true });
  expect(await (await openLog('memory:')).head()).toBeNull();
});

test.each(['postgres://x', 'log.db', '', 'sqlite:'])(
  '"%s" is no log, and the error says what to write',
  async (url) => {
    await expect(openLog(url)).rejects.toThrow(/Write .*sqlite:\.\/data\/log\.db/);
  },
);

test('a URL chooses the bus', async () => {
  await (await openBus('memory:')).close();
  await expect(openBus('kafka://x')).rejects.toThrow(/Write memory:/);
});
