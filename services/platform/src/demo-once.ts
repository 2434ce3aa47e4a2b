import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { weftClient } from '@weft/client';
import { loadDemo } from '@weft/client/demo';
import { type DataFolder, tokensOf } from '@weft/service-kit';
import { z } from 'zod';
import type { Settings } from './settings.ts';

const DemoState = z.object({ seed: z.number(), weeks: z.number(), startMonday: z.string(), done: z.boolean() });
const DEMO_SEED = 1;
const HISTORY_WEEKS = 4;

const tell = (line: string) => process.stdout.write(`${line}\n`);
const complain = (line: string) => process.stderr.write(`${line}\n`);

/** The Monday so many weeks before a day's own week, as 'YYYY-MM-DD'. */
function mondayBefore(day: Date, weeks: number): string {
  const monday = new Date(day);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7) - weeks * 7);
  return monday.toISOString().slice(0, 10);
}

type Loading = {
  readonly address: string;
  readonly folder: DataFolder;
  readonly settings: Pick<Settings, 'WEFT_DEMO' | 'WEFT_DEMO_WEEKS' | 'WEFT_TOKEN_KEY'>;
  /** Whether the log was empty at this start. */
  readonly isNew: boolean;
};

/**
 * Loads the demonstration network into an empty log, or goes on where a stop cut it short; says when it could not,
 * and the next start goes on. `isStopping` keeps it quiet about a stop.
 */
export async function demoOnce(loading: Loading, isStopping: () => boolean): Promise<void> {
  try {
    await load(loading);
  } catch (error) {
    if (!isStopping())
      complain(
        `The demonstration network is not complete: ${(error as Error).message}\nThe next start goes on with it.`,
      );
  }
}

async function load({ address, folder, settings, isNew }: Loading) {
  const file = join(folder.path, 'demo.json');
  if (!existsSync(file)) {
    if (!isNew || settings.WEFT_DEMO === 'off') return;
    const startMonday = mondayBefore(new Date(), HISTORY_WEEKS);
    writeFileSync(file, JSON.stringify({ seed: DEMO_SEED, weeks: settings.WEFT_DEMO_WEEKS, startMonday, done: false }));
  }
  const state = DemoState.parse(JSON.parse(readFileSync(file, 'utf8')));
  if (state.done) return;
  tell('Loading the demonstration network: real places, invented people …');
  const key = new TextEncoder().encode(settings.WEFT_TOKEN_KEY ?? folder.tokenKey());
  const operator = { person: 'operator', organisation: 'WEFT', roles: ['operator' as const] };
  const token = await tokensOf(key, () => new Date()).sign(operator);
  const client = weftClient({ url: address, token: () => token });
  await loadDemo(client, { ...state, onProgress: (line) => tell(`  ${line}`) });
  writeFileSync(file, JSON.stringify({ ...state, done: true }));
}

/** Where the platform is and whom to sign in as. */
export const readyWords = (address: string, data: string): string =>
  [
    '',
    `Weft is ready: ${address}`,
    'Sign in as one of the demonstration people on that page, such as Morgan Example-Yeovil, rota manager of Somerset (RH5).',
    'All people are invented; this sign-in is for demonstration only.',
    `Data: ${data}`,
    'Stop with Ctrl+C.',
  ].join('\n');
