import { expect, test } from 'vitest';
import { logContract } from './log.contract.ts';
import { memoryLog } from './memory-log.ts';

logContract('memory', async () => {
  const log = memoryLog();
  return { log, dispose: () => log.close() };
});

test('an empty log has no head', async () => {
  expect(await memoryLog().head()).toBeNull();
});
