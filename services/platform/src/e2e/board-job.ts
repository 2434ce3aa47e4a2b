import { parseArgs } from 'node:util';
import { newCommandId, weftClient } from '@weft/client';
import { chromiumPath, howToHaveChromium } from '../chromium.ts';
import { asItWas } from './board/as-it-was.ts';
import { badInput } from './board/bad-input.ts';
import { byEar } from './board/by-ear.ts';
import { type Compared, isNoMore } from './board/effort.ts';
import { everywhere } from './board/everywhere.ts';
import { fourWeeks } from './board/four-weeks.ts';
import { lostConnection } from './board/lost-connection.ts';
import type { Told } from './board/on-page.ts';
import { repairStory } from './board/repair.ts';
import { sickCallStory } from './board/sick-call.ts';
import { swapOnPhones } from './board/swap-on-phones.ts';
import { twoManagers } from './board/two-managers.ts';
import { waysToLook } from './board/ways-to-look.ts';
import { openBrowser } from './browser-job.ts';
import { ensure, type Job, newJob } from './job.ts';

// The days of rota managers and clinicians, as stories in a browser, against a platform that runs:
// node services/platform/src/e2e/board-job.ts --url http://localhost:8080
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:8080' },
    pictures: { type: 'string' },
    /** So many rapid edits are made. */
    edits: { type: 'string', default: '100' },
  },
});
const { url } = values;
type Board = Told & { readonly board: string; readonly edits: number };
/** In the order in which they leave the demonstration for one another. */
const STORIES: readonly (readonly [string, (job: Job, told: Board) => Promise<readonly Compared[]>])[] = [
  ['ways to look', (job, told) => waysToLook(job, told).then(() => [])],
  ['two managers', twoManagers],
  ['lost connection', (job, told) => lostConnection(job, told).then(() => [])],
  ['bad input', badInput],
  ['by ear', byEar],
  ['four weeks', fourWeeks],
  ['as it was', asItWas],
  ['sick call', async (job, told) => [await sickCallStory(job, told)].filter((one) => one !== null)],
  ['repair', (job, told) => repairStory(job, told).then(() => [])],
  ['swap on phones', swapOnPhones],
  ['everywhere', everywhere],
];
const job = newJob((line) => console.log(line));
const executable = chromiumPath();
if (executable) {
  const browser = await openBrowser(executable);
  const told = {
    browser,
    url,
    pictures: values.pictures ?? null,
    board: await boardToFill(url),
    edits: Number(values.edits),
  };
  const compared: Compared[] = [];
  for (const [name, story] of STORIES)
    await job.step(`${name}: told to its end`, async () => void compared.push(...(await story(job, told))));
  console.log('Keys and clicks, beside a spreadsheet:');
  for (const { story, keys, clicks, spreadsheet } of compared)
    console.log(`  ${story}: ${keys} + ${clicks}; ${spreadsheet.keys} + ${spreadsheet.clicks} (${spreadsheet.how})`);
  for (const each of compared)
    await job.step(`${each.story}: no more keys and clicks than in a spreadsheet`, async () =>
      ensure(isNoMore(each), `${each.keys} keys and ${each.clicks} clicks.`),
    );
  await browser.close();
} else console.log(`Left out: stories in a browser. ${howToHaveChromium}`);
console.log(`${job.passed()} passed, ${job.failed().length} failed`);
process.exitCode = job.failed().length > 0 ? 1 : 0;

/** The address of a board of Somerset's, of two weeks that lie ahead. */
async function boardToFill(at: string): Promise<string> {
  const { token } = await weftClient({ url: at }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person: 'operator',
    organisation: 'WEFT',
  });
  const client = weftClient({ url: at, token: () => token });
  const rotas = await client.sharedRotas.rotas.list.query();
  const own = rotas.find(({ owner, sites }) => owner === 'RH5' && sites.length > 1);
  ensure(own !== undefined, 'Somerset has no rota of several sites. Load the demonstration first: npx weft demo');
  const ahead = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  const monday = new Date(Date.parse(`${ahead}T00:00:00Z`));
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return `${at}/rotas/${own.id}?view=people&from=${monday.toISOString().slice(0, 10)}&weeks=2`;
}
