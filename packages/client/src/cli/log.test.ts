import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventLog, openLog } from '@weft/eventing';
import { Command } from 'commander';
import { v5 as uuidv5 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addLog } from './log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-log-copy-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Types a command; what it wrote to stdout and stderr. */
async function weft(...args: string[]) {
  const written = { out: [] as string[], progress: [] as string[] };
  const program = new Command('weft').exitOverride();
  addLog(program, {
    env: {},
    cwd: folder,
    out: (line) => written.out.push(line),
    err: () => {},
    progress: (_done, _total, text) => written.progress.push(text),
  });
  await program.parseAsync(['node', 'weft', ...args]);
  return written;
}

async function write(log: EventLog, stream: string, count: number): Promise<void> {
  for (let revision = 0; revision < count; revision++)
    await log.append(stream, revision === 0 ? 'no-stream' : revision - 1, [
      {
        id: uuidv5(`${stream}/${revision}`, uuidv5.URL),
        type: 'NoteWritten',
        version: 1,
        data: { revision },
        metadata: { commandId: 'c', at: '2026-03-01T09:00:00.000Z', actor: { person: 'p', organisation: 'o' } },
      },
    ]);
}

async function filled(name: string, stream = 'ward-1') {
  const log = await openLog(`sqlite:${join(folder, name)}`);
  await write(log, stream, 20);
  await log.close();
}

test('a log is copied, and the answer tells count, hash and what is next', async () => {
  await filled('old.db');
  const { out, progress } = await weft('log', 'copy', '--from', 'sqlite:old.db', '--to', 'sqlite:new.db');
  expect(out.join('\n')).toMatch(/20 events are in the new log, 20 of them written now[\s\S]*Hash: [0-9a-f]{64}/);
  expect(out.join('\n')).toMatch(/remove the views folder/);
  expect(progress.at(-1)).toBe('20 of 20 events verified');
  const again = await weft('log', 'copy', '--from', 'sqlite:old.db', '--to', 'sqlite:new.db', '--json');
  expect(JSON.parse(again.out.join(''))).toMatchObject({ events: 20, written: 0 });
});

test.each<[string, string, string, number, RegExp]>([
  ['a log that is not there', 'sqlite:none.db', 'sqlite:new.db', 2, /There is no log at .*none\.db/],
  ['the same log twice', 'sqlite:old.db', 'sqlite:./old.db', 2, /the same log/],
  ['no log at all', 'sqlite:old.db', 'kafka://x', 2, /--to: .*no known kind/],
  ['a log of another history', 'sqlite:old.db', 'sqlite:other.db', 1, /Choose an empty log/],
])('%s is refused', async (_, from, to, exit, words) => {
  await filled('old.db');
  await filled('other.db', 'ward-2');
  const refused = weft('log', 'copy', '--from', from, '--to', to);
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toMatchObject({ exit });
});

test('a log is backed up into a file that opens as a log', async () => {
  await filled('old.db');
  const { out } = await weft('log', 'backup', '--from', 'sqlite:old.db', '--to', 'copy.db', '--json');
  expect(JSON.parse(out.join(''))).toMatchObject({ events: 20 });
  await expect(weft('log', 'backup', '--from', 'sqlite:old.db', '--to', 'copy.db')).rejects.toThrow(/there already/);
  await expect(weft('log', 'backup', '--from', 'esdb://x', '--to', 'other.db')).rejects.toThrow(/weft log copy/);
});
