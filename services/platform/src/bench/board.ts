import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { newCommandId, weftClient } from '@weft/client';
import { chromiumPath, howToHaveChromium } from '../chromium.ts';
import { openBrowser } from '../e2e/browser-job.ts';
import { startProcess } from '../e2e/started-platform.ts';
import { boardFigures, type Figure, PARTS, type Part } from './board-figures.ts';
import { grow } from './grown-rota.ts';

// npm run bench:board: how fast the board is over the demonstration grown to a large rota, in a real Chromium.
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    weeks: { type: 'string', default: '12' },
    duties: { type: 'string', default: '10080' },
    /** So long the board is used before its heap is measured. */
    minutes: { type: 'string', default: '10' },
    /** Parts by their names, with commas between; all of them without it. */
    only: { type: 'string', default: PARTS.join() },
  },
});
const parts = values.only.split(',').map((name) => {
  const part = PARTS.find((one) => one === name.trim());
  if (!part) throw new Error(`There is no part “${name}” to measure. There are: ${PARTS.join(', ')}.`);
  return part;
}) satisfies readonly Part[];
const executable = chromiumPath();
if (!executable) throw new Error(`The board is measured in Chromium. ${howToHaveChromium}`);
const data = mkdtempSync(join(tmpdir(), 'weft-bench-'));
const platform = await startProcess({ WEFT_DATA: data });
const browser = await openBrowser(executable);
try {
  const { token } = await weftClient({ url: platform.address }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person: 'operator',
    organisation: 'WEFT',
  });
  const client = weftClient({ url: platform.address, token: () => token });
  const size = { people: Number(values.people), weeks: Number(values.weeks), duties: Number(values.duties) };
  const grown = await grow(client, size, (line) => console.log(line));
  console.log(
    `Node ${process.version}, Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const figures = await boardFigures(
    { browser, url: platform.address, grown, parts, minutes: Number(values.minutes) },
    (line) => console.log(line),
  );
  console.log(table(figures));
  const missed = figures.filter(({ isReached }) => isReached === false).length;
  console.log(
    `${figures.filter(({ isReached }) => isReached).length} of ${figures.length - figures.filter(({ isReached }) => isReached === null).length} goals reached, ${missed} missed`,
  );
} finally {
  await browser.close();
  await platform.end('SIGTERM');
  rmSync(data, { recursive: true, force: true });
}

function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, value, goal, isReached }) => [
    what,
    value,
    goal,
    isReached === null ? '' : isReached ? 'reached' : 'missed',
  ]);
  const all = [['what', 'measured', 'goal', ''], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  return all.map((row) => row.map((cell, column) => cell.padEnd(width(column))).join('  ')).join('\n');
}
