import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import { ensure, type Job } from '../job.ts';
import type { Compared } from './effort.ts';
import { shows, signedIn, type Told } from './on-page.ts';

const SPREADSHEET = {
  keys: 17,
  clicks: 8,
  how: [
    'File, Info, Version history, the version of Tuesday (4 clicks)',
    'open both side by side and look for what differs by eye (2 clicks)',
    'ask whoever saved it why: new mail, address (4 letters, Enter), “who and why?” (12 keys), send (2 clicks)',
  ].join('; '),
};
const REASON = 'Called in sick at seven';
const DAY_MS = 86_400_000;

async function operator(url: string): Promise<WeftClient> {
  const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person: 'operator',
    organisation: 'WEFT',
  });
  return weftClient({ url, token: () => token });
}

/** Takes somebody off a duty of the last two weeks, with a reason; answers where on the board that is. */
async function somebodyTakenOff({ sharedRotas: { rotas, duties } }: WeftClient) {
  const all = await rotas.list.query();
  const rota = all.find(({ owner, sites }) => owner === 'RH5' && sites.length > 1);
  ensure(rota !== undefined, 'Somerset has no rota of several sites. Load the demonstration first: npx weft demo');
  const monday = new Date(Date.now() - 14 * DAY_MS);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const from = monday.toISOString().slice(0, 10);
  const to = new Date(monday.getTime() + 14 * DAY_MS).toISOString().slice(0, 10);
  const grid = await rotas.grid.query({ rota: rota.id, from, to });
  const places = grid.places.duty.map((duty, place) => ({
    id: grid.duties.id[duty] ?? '',
    code: grid.codes[grid.duties.kind[duty] ?? -1]?.code ?? '',
    column: grid.duties.day[duty] ?? -1,
    row: grid.places.person[place] ?? -1,
  }));
  const alone = places.find(
    (one) => places.filter(({ row, column }) => row === one.row && column === one.column).length === 1,
  );
  ensure(alone !== undefined, `Nobody has a duty on ${rota.name} from ${from} on.`);
  const person = grid.people[alone.row];
  ensure(person !== undefined, 'The place has no person.');
  await duties.clear.mutate({ commandId: newCommandId(), duty: alone.id, person: person.person, reason: REASON });
  return { ...alone, name: person.name, path: `/rotas/${rota.id}?view=people&from=${from}&weeks=2` };
}

/** The board as it was last Tuesday, what changed since, by whom and why; and as it stood before one change. */
export async function asItWas(job: Job, told: Told): Promise<Compared[]> {
  const off = await somebodyTakenOff(await operator(told.url));
  const someone = await signedIn(told, { search: 'RH5', button: /rota-manager.*Somerset/ });
  const { page, effort } = someone;
  const cell = `${off.row} ${off.column}`;
  let compared: Compared[] = [];
  await job.step(
    'as it was: “last tue” shows that board read only, and what changed since, by whom and why',
    async () => {
      await page.goto(`${told.url}${off.path}`);
      await page.locator('[data-cell="0 0"]').waitFor();
      await effort.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await effort.type('last tue');
      await effort.press('Enter');
      await page.locator('.weft-past-note', { hasText: 'Read only' }).waitFor();
      const newest = page.locator('.weft-changes li', { hasText: REASON }).first();
      await newest.waitFor();
      const words = (await newest.textContent()) ?? '';
      ensure(words.includes(off.name), `The change does not name ${off.name}: ${words}`);
      ensure(new URL(page.url()).searchParams.has('asAt'), 'The moment does not stand in the address.');
      compared = [
        {
          story: 'as it was last Tuesday, and what changed since, by whom and why',
          keys: effort.keys(),
          clicks: effort.clicks(),
          spreadsheet: SPREADSHEET,
        },
      ];
      await someone.isClean('board-as-it-was');
    },
  );
  await job.step('as it was: a row of what changed leads to its cell, now without the duty', async () => {
    await page.getByRole('button', { name: 'Back to now' }).first().click();
    await page.locator('.weft-past-note').waitFor({ state: 'detached' });
    await page.locator('.weft-changes li', { hasText: REASON }).first().locator('.weft-changes__cell').click();
    await page.waitForFunction(`document.activeElement?.getAttribute('data-cell') === '${cell}'`);
    const text = (await page.locator(`[data-cell="${cell}"]`).textContent()) ?? '';
    ensure(!text.includes(off.code), `The cell still shows ${text}.`);
  });
  await job.step('as it was: the slider steps by changes to the board before the last one, by keyboard', async () => {
    await page.getByRole('button', { name: 'Changes', exact: true }).click();
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.waitForFunction('Number(document.activeElement?.max) > 1');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.weft-past-note').waitFor();
    await shows(page, cell, off.code);
    await page.locator(`[data-cell="${cell}"]`).focus();
    await page.keyboard.press('X');
    ensure((await page.locator('.weft-editor__popup').count()) === 0, 'A board of the past can be edited.');
    await someone.isClean('board-before-a-change');
  });
  await job.step('as it was: before the log knows of the rota, words say so, and no board is shown', async () => {
    await page.getByLabel('As it stood at').fill('2020-01-07T12:00');
    await page.getByText('Nothing is known of this rota at 7 Jan 2020, 12:00.').waitFor();
    await page.getByText(/Its log begins at \d+ \w+ \d{4}, \d\d:\d\d/).waitFor();
    await someone.isClean('board-before-the-log');
    ensure((await page.getByRole('grid').count()) === 0, 'A board is shown of a moment of which nothing is known.');
    await page.getByRole('button', { name: 'Show it as it is now' }).click();
    await page.getByRole('grid').waitFor();
  });
  await job.step('as it was: no page threw', async () =>
    ensure(someone.faults.length === 0, someone.faults.join('\n')),
  );
  await someone.close();
  return compared;
}
