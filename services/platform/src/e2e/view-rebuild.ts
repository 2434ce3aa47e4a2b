import { type EventLog, memoryBus, openRows } from '@weft/eventing';
import { rowDifferences } from '@weft/eventing/testing';
import { startService, tokensOf } from '@weft/service-kit';
import { pino } from 'pino';
import { services } from '../platform.ts';

/** A rebuild of this many milliseconds has stopped. */
const PATIENCE_MS = 300_000;

/**
 * Builds every view of every service from the log alone and compares it with the files that `filesOf` names: one line
 * for each table that differs. The processes that hold the files have stopped.
 */
export async function differencesFromRebuild(
  log: EventLog,
  filesOf: (service: string) => readonly string[],
): Promise<readonly string[]> {
  const head = await log.head();
  const bus = memoryBus();
  const now = () => new Date();
  const given = { log, bus, now, tokens: tokensOf(new Uint8Array(32), now), logger: pino({ level: 'silent' }) };
  const rebuilt = await Promise.all(
    Object.values(services).map((make) =>
      startService(
        (deps) => ({ ...make(deps), reactions: [], contractReactions: [], start: async () => async () => {} }),
        { ...given, rows: openRows(':memory:') },
      ),
    ),
  );
  const differences: string[] = [];
  for (const { service, running, deps } of rebuilt) {
    if (head) await running.waitFor(head, PATIENCE_MS);
    if (head) await running.waitForContracts(head, PATIENCE_MS);
    const views = [...service.views, ...service.contractViews] as { name: string; tables: string }[];
    for (const file of filesOf(service.name)) {
      const live = openRows(file);
      differences.push(...rowDifferences(live, deps.rows, views).map((line) => `${file}: ${line}`));
      live.close();
    }
  }
  for (const one of rebuilt) await one.stop();
  await bus.close();
  return differences;
}
