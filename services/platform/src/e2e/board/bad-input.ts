import type { Page } from 'playwright-core';
import { ensure, type Job } from '../job.ts';
import type { Compared } from './effort.ts';
import { type FreeCell, freeCell, type Someone, shows, signedIn, type Told, typed } from './on-page.ts';
import { rapidEdits } from './rapid-edits.ts';

const MANAGER = { search: 'RH5', button: /rota-manager.*Somerset/ };
const DAY_MS = 86_400_000;

const mondayOf = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};

const textOf = async (page: Page, cell: string) =>
  ((await page.locator(`[data-cell="${cell}"]`).textContent()) ?? '').trim();

/** What goes wrong at a desk: nothing is lost by it, nothing false is shown, and words say what to do. */
export async function badInput(
  job: Job,
  told: Told & { readonly board: string; readonly edits: number },
): Promise<Compared[]> {
  await wrongClock(job, told);
  const one = await signedIn(told, MANAGER);
  await one.page.goto(told.board);
  const free = await freeCell(one.page);
  await sessionEnds(job, one, { board: told.board, free });
  await backInTheMiddle(job, one, { board: told.board, free });
  await headedBlocks(job, one, { board: told.board, free });
  await rapidEdits(job, one, told);
  await job.step('bad input: no page threw', async () => ensure(one.faults.length === 0, one.faults.join('\n')));
  await one.close();
  return [];
}

async function wrongClock(job: Job, told: Told & { readonly board: string }) {
  await job.step('bad input: with a browser’s clock a week ahead the board begins with this week', async () => {
    const { page, close } = await signedIn(told, MANAGER);
    const right = new Date();
    await page.clock.setFixedTime(new Date(right.getTime() + 7 * DAY_MS));
    await page.goto(`${told.url}${new URL(told.board).pathname}?view=people`);
    await page.locator('[data-cell="0 0"]').waitFor();
    const first = await page.getByLabel('Go to day').inputValue();
    await close();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(right);
    ensure(first === mondayOf(today), `The board begins with ${first}, not with the Monday of ${today}.`);
  });
}

/** The day of a cell. */
const dayOf = (board: string, { cell }: FreeCell): string => {
  const from = Date.parse(new URL(board).searchParams.get('from') ?? '');
  return new Date(from + Number(cell.split(' ')[1]) * DAY_MS).toISOString().slice(0, 10);
};

type On = { readonly board: string; readonly free: FreeCell };

async function sessionEnds(job: Job, one: Someone, { board, free }: On) {
  const { page, effort } = one;
  const note = page.locator('.weft-frame-note', { hasText: 'Your session has ended' });
  await job.step('bad input: a session that ends while typing takes nothing away, and says what to do', async () => {
    await page.goto(board);
    await typed(one, free);
    await page.context().clearCookies();
    await effort.press('Enter');
    await note.waitFor();
    await page.locator('.weft-status', { hasText: '1 edit not saved' }).waitFor();
    ensure((await textOf(page, free.cell)) === '', 'The cell shows a code that nobody has saved.');
    await one.isClean('board-session-over');
  });
  await job.step('bad input: signed in again in another tab, the edit is tried again and saved', async () => {
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      note.getByRole('link', { name: /Sign in again/ }).click(),
    ]);
    await tab.getByRole('searchbox').fill(MANAGER.search);
    await tab.locator('.weft-people button', { hasText: MANAGER.button }).first().click();
    await tab.getByRole('navigation', { name: 'Places' }).waitFor();
    await tab.close();
    await note.getByRole('button', { name: 'go on here' }).click();
    await note.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'People', exact: true }).click();
    await page.getByRole('link', { name: 'see them on their board' }).click();
    await page.getByRole('button', { name: 'show', exact: true }).click();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.locator('[data-testid="said"]', { hasText: 'saved.' }).waitFor({ state: 'attached' });
    await page.goto(board);
    await shows(page, free.cell, free.code);
  });
}

async function backInTheMiddle(job: Job, one: Someone, { board, free }: On) {
  const { page, effort } = one;
  await job.step('bad input: the back button closes a dialog, and no more than that', async () => {
    await page.goto(board);
    await page.locator('[data-cell="0 0"]').waitFor();
    await page.getByRole('button', { name: 'Later' }).click();
    await page.getByRole('button', { name: 'Earlier' }).click();
    await page.locator(`[data-cell="${free.cell}"]`).click();
    await page.waitForURL((url) => url.search.includes(dayOf(board, free)));
    const before = page.url();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Lay a pattern/ }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(`${free.code} -`);
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    ensure(page.url() === before, `Back went on to ${page.url()}.`);
    await page.locator(`[data-cell="${free.cell}"]:focus`).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    ensure(page.url() === before, `Back went on to ${page.url()}.`);
  });
  await job.step('bad input: a code that is half typed does not go over to the days that back shows', async () => {
    await page.locator(`[data-cell="${free.cell}"]`).click();
    await effort.type(free.code.slice(0, 1));
    await page.getByRole('combobox', { name: /^Code for/ }).waitFor();
    await page.goBack();
    await page.getByRole('combobox', { name: /^Code for/ }).waitFor({ state: 'detached' });
    await page.goto(board);
    await shows(page, free.cell, free.code);
  });
}

/** A block as a spreadsheet copies it: days as it writes them, names the other way round. */
function spreadsheetBlock(rows: readonly (readonly string[])[]) {
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td class=xl65>${cell}</td>`).join('')}</tr>`);
  return {
    html: `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:General;}</style></head><body><table>\n<!--StartFragment-->${lines.join('\n')}<!--EndFragment--></table></body></html>`,
    text: `${rows.map((row) => row.join('\t')).join('\r\n')}\r\n`,
  };
}

async function headedBlocks(job: Job, one: Someone, { board, free }: On) {
  const { page } = one;
  const [row] = free.cell.split(' ');
  const said = (words: RegExp) =>
    page.locator('[data-testid="said"]', { hasText: words }).waitFor({ state: 'attached' });
  const saved = async () => {
    const save = page.locator('.weft-proposal').getByRole('button', { name: 'Save', exact: true });
    await save
      .or(page.locator('[data-testid="said"]', { hasText: /Paste.*saved/ }))
      .first()
      .waitFor({ state: 'attached' });
    if (await save.isVisible()) await save.click();
    await said(/Paste.*saved/);
  };
  await job.step('bad input: a block copied with names and days finds its own cells again', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(board);
    await shows(page, free.cell, free.code);
    await page.locator(`[data-cell="${free.cell}"]`).click();
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy with names and days' }).click();
    await said(/^Copied/);
    await page.keyboard.press('Delete');
    await said(/Clear 1 cell: saved/);
    await page.locator('[data-cell="0 0"]').click();
    await page.keyboard.press('Control+v');
    await saved();
    await shows(page, free.cell, free.code);
  });
  await job.step(
    'bad input: a block of a spreadsheet with names and days goes to its cells, wherever it is pasted',
    async () => {
      const name = (await page.locator(`[data-row="${row}"] .weft-row-head__name`).textContent()) ?? '';
      const [first = '', ...last] = name.split(' ');
      const date = dayOf(board, free);
      await page.locator(`[data-cell="${free.cell}"]`).click();
      await page.keyboard.press('Delete');
      await said(/Clear 1 cell: saved/);
      const block = spreadsheetBlock([
        ['', date.split('-').reverse().join('/')],
        [`${last.join(' ')}, ${first}`, free.code.toLowerCase()],
        ['Nobody, Known', free.code],
      ]);
      await page.evaluate(`navigator.clipboard.write([new ClipboardItem({
        'text/html': new Blob([${JSON.stringify(block.html)}], { type: 'text/html' }),
        'text/plain': new Blob([${JSON.stringify(block.text)}], { type: 'text/plain' }),
      })])`);
      await page.locator('[data-cell="0 0"]').click();
      await page.keyboard.press('Control+v');
      await page.locator('.weft-proposal', { hasText: 'Nobody, Known' }).waitFor();
      await one.isClean('board-pasted-headed', true);
      await saved();
      await shows(page, free.cell, free.code);
    },
  );
}
