import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type WeftClient, weftClient } from '@weft/client';
import { openLog } from '@weft/eventing';
import { openDataFolder, tokensOf } from '@weft/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fillAndClear, type Sent, send } from './fills-and-clears.ts';
import { type Judged, judgeLog } from './log-invariants.ts';
import { recordSmallNetwork } from './small-network.ts';
import { startProcess } from './started-platform.ts';
import { differencesFromRebuild } from './view-rebuild.ts';

/** How many times the platform is killed; `WEFT_KILLS=10` for the full run. */
const KILLS = Number(process.env.WEFT_KILLS ?? 2);
/** A round is killed when so many of its commands are acknowledged; so many more are sent after it. */
const ENOUGH = 80;
const COMMANDS_AFTER = 60;
const A_SECOND = 200;

const data = mkdtempSync(join(tmpdir(), 'weft-kill-'));
const env = { WEFT_DATA: data, WEFT_DEMO: 'off' };
const network = { people: 40, days: 28, perDay: 8 };
const acknowledged: Sent[] = [];

async function operatorAt(address: string): Promise<WeftClient> {
  const key = openDataFolder(data).tokenKey();
  const token = await tokensOf(new TextEncoder().encode(key), () => new Date()).sign({
    person: 'operator',
    organisation: 'WEFT',
    roles: ['operator'],
  });
  return weftClient({ url: address, token: () => token });
}

/** Asks until the platform says that no view is behind. */
async function untilReady(address: string) {
  for (let tries = 0; (await fetch(`${address}/health/ready`)).status !== 200; tries++) {
    if (tries > 100) throw new Error('The views did not catch up.');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Fills and clears at random until enough is acknowledged, kills the platform, and goes on sending for a moment. */
async function killInTheMiddle(round: number) {
  const platform = await startProcess(env);
  const client = await operatorAt(platform.address);
  const sending = fillAndClear(client, { ...network, seed: round + 1, aSecond: A_SECOND });
  await sending.untilAcknowledged(ENOUGH);
  const killed = platform.end('SIGKILL');
  await sending.untilSent(COMMANDS_AFTER);
  await killed;
  await sending.stop(1000);
  acknowledged.push(...sending.acknowledged);
}

describe('kill -9 in the middle of 200 commands a second', () => {
  let judged: readonly Judged[] = [];
  let differences: readonly string[] = [];

  beforeAll(async () => {
    const first = await startProcess(env);
    await recordSmallNetwork(await operatorAt(first.address), network);
    expect(await first.end('SIGTERM')).toBe(0);
    for (let round = 0; round < KILLS; round++) await killInTheMiddle(round);
    const last = await startProcess(env);
    const retried = await operatorAt(last.address);
    for (const command of acknowledged.slice(-50)) await send(retried, command);
    await untilReady(last.address);
    expect(await last.end('SIGTERM')).toBe(0);

    const folder = openDataFolder(data);
    const log = await openLog(folder.logUrl);
    judged = await judgeLog(
      log,
      acknowledged.map(({ commandId }) => commandId),
    );
    differences = await differencesFromRebuild(log, (service) => [folder.viewsOf(service)]);
    await log.close();
  }, 600_000);

  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test('enough commands were acknowledged for the test to mean something', () => {
    expect(acknowledged.length).toBeGreaterThan(KILLS * ENOUGH - 1);
  });

  test('nothing acknowledged is lost, nothing took effect twice, nobody is booked twice, nothing is half done', () => {
    expect(judged.length).toBeGreaterThan(0);
    expect(judged.filter(({ broken }) => broken.length > 0)).toEqual([]);
  });

  test('every view equals its rebuild', () => {
    expect(differences).toEqual([]);
  });
});
