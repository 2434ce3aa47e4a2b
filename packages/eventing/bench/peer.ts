import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Measured } from './measure.ts';

/** The newest versions on npm of which core and store match. */
const PACKAGES = ['@event-driven-io/emmett@0.38.5', '@event-driven-io/emmett-sqlite@0.38.5', 'sqlite3@5.1.7'];

const PATIENCE_MS = 60_000;

/** Emmett's SQLite store at the same appends, and its durability as its own connection tells it. */
export async function measurePeer({
  appends,
  folder,
  installed,
}: {
  readonly appends: number;
  readonly folder: string;
  readonly installed: string;
}): Promise<{ readonly settings: string; readonly rows: readonly Measured[] }> {
  install(installed);
  mkdirSync(folder, { recursive: true });
  const rows: Measured[] = [];
  let settings = '';
  for (const callers of [1, 8]) {
    const what = `append, ${callers} at once`;
    const words = [installed, join(folder, `peer-${callers}.db`), String(callers), String(appends)];
    try {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(import.meta.dirname, 'peer-appends.ts'), ...words],
        { timeout: PATIENCE_MS, maxBuffer: 2 ** 28 },
      );
      const told: { settings: string; measured: Measured } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
      settings = told.settings;
      rows.push(told.measured);
    } catch (error) {
      const isLate = (error as { killed?: boolean }).killed === true;
      const failed = isLate ? `${appends} appends had no end after ${PATIENCE_MS / 1000} s` : (error as Error).message;
      rows.push({ what, count: 0, perSecond: 0, failed });
    }
  }
  return { settings: `${PACKAGES.join(', ')} · ${settings}`, rows };
}

/** Brings the packages into a folder, unless they lie there. The driver may have to be compiled: that takes minutes. */
function install(folder: string): void {
  if (existsSync(join(folder, 'node_modules', '@event-driven-io'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error', ...PACKAGES], {
    stdio: ['ignore', 'ignore', 'ignore'],
    timeout: 900_000,
    shell: process.platform === 'win32',
  });
}
