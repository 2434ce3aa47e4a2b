import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type WeftClient, weftClient } from '@weft/client';
import { openLog } from '@weft/eventing';
import { openDataFolder, tokensOf } from '@weft/service-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editAtRandom } from './edits-at-random.ts';
import { type Judged, judgeLog } from './log-invariants.ts';
import { recordSmallNetwork } from './small-network.ts';
import { startProcess } from './started-platform.ts';
import { differencesFromRebuild } from './view-rebuild.ts';

/** How many times the platform is killed; `WEFT_KILLS=10` for the full run. */
const KILLS = Number(process.env.WEFT_KILLS ?? 2);
/** A round is killed when so many edits are answered. */
const ENOUGH = 40;
const MANAGERS = ['m1', 'm2', 'm3'];

const data = mkdtempSync(join(tmpdir(), 'weft-kill-edits-'));
const env = { WEFT_DATA: data, WEFT_DEMO: 'off' };
const network = { people: 30, days: 14, perDay: 8 };
const acknowledged: string[] = [];

async function managerAt(address: string, person: string): Promise<WeftClient> {
  const key = openDataFolder(data).tokenKey();
  const actor = { person, organisation: 'ZZ1', roles: ['operator' as const] };
  const token = await tokensOf(new TextEncoder().encode(key), () => new Date()).sign(actor);
  return weftClient({ url: address, token: () => token });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function killInTheMiddle(round: number) {
  const platform = await startProcess(env);
  const working = await Promise.all(
    MANAGERS.map(async (person, index) =>
      editAtRandom(await managerAt(platform.address, person), { ...network, seed: round * 10 + index + 1 }),
    ),
  );
  while (working.reduce((sum, one) => sum + one.answered(), 0) < ENOUGH) await pause(20);
  const stopped = working.map((one) => one.stop());
  await platform.end('SIGKILL');
  await Promise.race([Promise.all(stopped), pause(1000)]);
  acknowledged.push(...working.flatMap((one) => one.acknowledged));
}

describe('kill -9 while three managers paste, clear and undo on one board', () => {
  let judged: readonly Judged[] = [];
  let differences: readonly string[] = [];
  const ends = new Map<string, string>();

  beforeAll(async () => {
    const first = await startProcess(env);
    await recordSmallNetwork(await managerAt(first.address, 'operator'), network);
    expect(await first.end('SIGTERM')).toBe(0);
    for (let round = 0; round < KILLS; round++) await killInTheMiddle(round);
    const last = await startProcess(env);
    for (let tries = 0; (await fetch(`${last.address}/health/ready`)).status !== 200 && tries < 100; tries++)
      await pause(200);
    expect(await last.end('SIGTERM')).toBe(0);

    const folder = openDataFolder(data);
    const log = await openLog(folder.logUrl);
    judged = await judgeLog(log, acknowledged);
    for await (const { events } of log.readAll({ after: null, categories: ['edits'] }))
      for (const { type, data: told } of events) {
        const { edit, outcome = type } = told as { edit: string; outcome?: string };
        ends.set(edit, outcome);
      }
    differences = await differencesFromRebuild(log, (service) => [folder.viewsOf(service)]);
    await log.close();
  }, 600_000);

  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test('every edit that was begun is done, or taken back', () => {
    expect(acknowledged.length).toBeGreaterThan(KILLS * 10);
    expect([...ends.values()].filter((end) => end !== 'done' && end !== 'taken-back')).toEqual([]);
  });

  test('nothing acknowledged is lost, nobody is booked twice, nothing is half done, and views equal their rebuild', () => {
    expect(judged.filter(({ broken }) => broken.length > 0)).toEqual([]);
    expect(differences).toEqual([]);
  });
});
