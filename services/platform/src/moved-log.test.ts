import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newCommandId } from '@weft/client';
import { nodeClient } from '@weft/client/node';
import { copyLog, type EventLog, memoryBus, openLog, openRows, type Rows } from '@weft/eventing';
import { rowDifferences } from '@weft/eventing/testing';
import { startStandIn } from '@weft/eventstore-stand-in';
import { startService, tokensOf } from '@weft/service-kit';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { dayOf, recordSmallNetwork } from './e2e/small-network.ts';
import { services, startPlatform } from './platform.ts';

const now = () => new Date();
const tokens = tokensOf(new TextEncoder().encode('an invented key of 32 bytes or more'), now);
const logger = pino({ level: 'silent' });

/** Lets the platform write a small history into a log, and closes both. */
async function live(url: string): Promise<void> {
  const log = await openLog(url);
  const rowsOf = () => ':memory:';
  const given = { log, bus: memoryBus(), rowsOf, tokens, now, logger, port: 0, host: '127.0.0.1', pages: null };
  const platform = await startPlatform(given);
  const operator = await tokens.sign({ person: 'operator', organisation: 'WEFT', roles: ['operator'] });
  const client = nodeClient({ url: platform.address, token: () => operator });
  await recordSmallNetwork(client, { people: 6, days: 4, perDay: 2 });
  const { sharedRotas, workforce } = client;
  const under = () => ({ commandId: newCommandId() });
  const duty = (day: number, n: number) => `zz-${dayOf(day)}-${n}`;
  for (const day of [0, 1, 2])
    for (const n of [0, 1])
      await sharedRotas.duties.fill.mutate({ ...under(), duty: duty(day, n), person: `zz-${day * 2 + n}` });
  await sharedRotas.rotas.publish.mutate({ ...under(), rota: 'zz-rota' });
  await sharedRotas.duties.clear.mutate({ ...under(), duty: duty(0, 0), person: 'zz-0' });
  await workforce.people.rename.mutate({ ...under(), person: 'zz-5', name: 'Another Name' });
  await platform.stop();
}

/** Every view of every service, built from a log alone; positions are replaced by the event's number in the log. */
async function rebuilt(log: EventLog) {
  const numbers = new Map<string, number>();
  for await (const { events } of log.readAll({ after: null }))
    for (const { position } of events) numbers.set(position, numbers.size);
  const bus = memoryBus();
  const started = await Promise.all(
    Object.values(services).map((make) =>
      startService(
        (deps) => ({ ...make(deps), reactions: [], contractReactions: [], start: async () => async () => {} }),
        { log, bus, now, tokens, logger, rows: openRows(':memory:') },
      ),
    ),
  );
  const head = await log.head();
  for (const { running } of started) {
    if (head) await running.waitFor(head, 20_000);
    if (head) await running.waitForContracts(head, 20_000);
  }
  for (const { running } of started) await running.stop();
  await bus.close();
  return started.map(({ service, deps }) => ({
    views: [...service.views, ...service.contractViews],
    rows: numbered(deps.rows, numbers),
  }));
}

const numbered = (rows: Rows, numbers: ReadonlyMap<string, number>): Rows => ({
  ...rows,
  all: <Row>(sql: string) =>
    rows
      .all<Record<string, unknown>>(sql)
      .map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([column, value]) => [
            column,
            typeof value === 'string'
              ? value.replaceAll(/\b\d{20}\b/g, (position) => `event ${numbers.get(position) ?? position}`)
              : value,
          ]),
        ),
      ) as Row[],
});

test('after a move to a log server and back every view of every service is as it was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weft-moved-'));
  const server = await startStandIn({ path: join(folder, 'server.db'), port: 0 });
  const opened: EventLog[] = [];
  onTestFinished(async () => {
    for (const log of opened) await log.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const at = async (url: string) => {
    const log = await openLog(url);
    opened.push(log);
    return log;
  };
  await live(`sqlite:${join(folder, 'old.db')}`);
  const [old, moved, back] = [
    await at(`sqlite:${join(folder, 'old.db')}`),
    await at(server.url),
    await at(`sqlite:${join(folder, 'back.db')}`),
  ];
  const there = await copyLog({ from: old, to: moved });
  expect((await copyLog({ from: moved, to: back })).hash).toBe(there.hash);
  expect(there.events).toBeGreaterThan(30);
  const [before, ...after] = [await rebuilt(old), await rebuilt(moved), await rebuilt(back)];
  for (const copies of after)
    for (const [index, { views, rows }] of before.entries())
      expect(rowDifferences(rows, copies[index]?.rows as Rows, views)).toEqual([]);
}, 60_000);
