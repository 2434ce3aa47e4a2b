import type { Browser, Page } from 'playwright-core';
import type { GrownRota } from './grown-rota.ts';
import { type PageWatch, percentile, watchPage } from './page-watch.ts';

/** One line of the table; `isReached` is null where there is no goal. */
export type Figure = {
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly isReached: boolean | null;
};

type Measured = {
  readonly browser: Browser;
  readonly url: string;
  readonly grown: GrownRota;
  readonly minutes: number;
};

const BOARDS = 5;
const FILLS = 30;
const WHEELS = 80;
/** Rows of people without a duty: every tenth. */
const FREE_ROWS = [0, 10] as const;
const BLOCK = { rows: 10, columns: 20 } as const;
const CODES = ['E', 'L', 'LD', 'N'] as const;

/** Uses the board as a rota manager would, and tells how long each thing took. */
export async function boardFigures(
  { browser, url, grown, minutes }: Measured,
  tell: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (what: string, value: number, unit: string, limit: number | null) => {
    const shown = `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
    figures.push({
      what,
      value: shown,
      goal: limit === null ? '' : `≤ ${limit} ${unit}`,
      isReached: limit === null ? null : value <= limit,
    });
    tell(`${what}: ${shown}`);
  };
  const one = await managerPage(browser, { url, grown });
  const other = await managerPage(browser, { url, grown });
  const board = `${url}/rotas/${grown.rota}?view=people&from=${grown.from}&weeks=4`;

  const first: number[] = [];
  for (let n = 0; n <= BOARDS; n++) {
    await one.page.goto(board);
    const shown = await one.watch.until('[data-cell]', /[A-Z]/, 'navigation');
    if (n === 0) add('scripts of the first load, compressed', await one.watch.scripts(), 'kB', 300);
    else first.push(shown);
  }
  add(`board of four weeks readable, median of ${BOARDS}`, percentile(first, 0.5), 'ms', 1500);
  await skipTour(one.page);

  const ended = await one.watch.longTasks();
  await one.page.locator('[data-cell]').first().hover();
  for (let n = 0; n < WHEELS; n++) await one.page.mouse.wheel(0, n < WHEELS / 2 ? 500 : -500);
  const scrolled = await ended();
  add(`tasks over 50 ms in ${WHEELS} turns of the wheel`, scrolled.count, 'tasks', 0);
  add('the longest of them', scrolled.longest, 'ms', null);

  await other.page.goto(board);
  await other.watch.until('[data-cell]', /[A-Z]/, 'navigation');
  const findings: number[] = [];
  const seen: number[] = [];
  for (const row of FREE_ROWS)
    for (let column = 0; column < FILLS / FREE_ROWS.length; column++) {
      const cell = `[data-cell="${row} ${column}"]`;
      await one.page.locator(cell).click();
      await one.page.keyboard.press(CODES[row % 20 === 0 ? 0 : 1]);
      findings.push(await one.watch.until('.weft-editor__choice em', /./, 'press'));
      const there = other.watch.seenAt(cell, /[A-Z]/);
      await one.page.keyboard.press('Enter');
      const at = await one.watch.pressedAt();
      const shown = await Promise.race([there, one.page.waitForTimeout(3000).then(() => null)]);
      if (shown === null) await one.page.keyboard.press('Escape');
      else seen.push(shown - at);
    }
  add(`a code typed until its findings are shown, p95 of ${findings.length}`, percentile(findings, 0.95), 'ms', 100);
  add(`a fill until another browser shows it, p95 of ${seen.length}`, percentile(seen, 0.95), 'ms', 500);

  await one.page.keyboard.press('Control+k');
  await one.page.getByRole('dialog').waitFor();
  await one.page.keyboard.type('Example 005');
  add(
    'three letters typed until the palette shows them',
    await one.watch.until('[role="option"]', /Example 005/, 'press'),
    'ms',
    null,
  );
  await one.page.keyboard.press('Escape');
  await closed(one.page);

  await cleared(one.page);
  await one.page.keyboard.press('Control+z');
  add(
    '200 cells cleared, until they are undone',
    await one.watch.until('[data-testid="said"]', /^Undone/, 'press'),
    'ms',
    null,
  );

  await rostered(one, { url, grown, add });
  const end = Date.now() + minutes * 60_000;
  await one.page.goto(board);
  await one.watch.until('[data-cell]', /[A-Z]/, 'navigation');
  for (let n = 0; Date.now() < end; n++) {
    await one.page.mouse.wheel(0, n % 40 < 20 ? 400 : -400);
    await one.page.locator('[data-cell]').nth(5).click();
    await one.page.keyboard.press(n % 2 ? 'ArrowRight' : 'ArrowDown');
    await one.page.waitForTimeout(100);
  }
  add(`heap after ${minutes} min of use`, await one.watch.heap(), 'MB', 300);
  await Promise.all([one.page.context().close(), other.page.context().close()]);
  return figures;
}

type Watched = { readonly page: Page; readonly watch: PageWatch };

async function managerPage(browser: Browser, { url, grown }: { url: string; grown: GrownRota }): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const watch = await watchPage(page);
  await page.goto(url);
  await page.getByRole('searchbox').fill(grown.owner);
  await page
    .locator('.weft-people button', { hasText: /rota-manager/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Rotas' }).waitFor();
  return { page, watch };
}

/** Esc clears what was typed, then closes. */
async function closed(page: Page) {
  const dialog = page.getByRole('dialog');
  if (await dialog.isVisible()) await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

async function skipTour(page: Page) {
  const skip = page.getByRole('button', { name: 'Skip', exact: true });
  if ((await skip.count()) > 0) await skip.click();
}

/** Clears a block of cells; what would be refused or break a rule is asked about first, and saved all the same. */
async function cleared(page: Page) {
  await page.locator(`[data-cell="${FREE_ROWS[1] + 1} 0"]`).click();
  for (let row = 1; row < BLOCK.rows; row++) await page.keyboard.press('Shift+ArrowDown');
  for (let column = 1; column < BLOCK.columns; column++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  const save = page.getByRole('button', { name: 'Save', exact: true });
  const said = page.locator('[data-testid="said"]', { hasText: /saved/ });
  await save.or(said).first().waitFor({ state: 'attached' });
  if (await save.isVisible()) await save.click();
  await said.waitFor({ state: 'attached' });
}

async function rostered(
  { page, watch }: Watched,
  {
    url,
    grown,
    add,
  }: { url: string; grown: GrownRota; add: (what: string, value: number, unit: string, limit: number | null) => void },
) {
  await page.goto(`${url}/rotas/${grown.empty}/roster`);
  await page.getByLabel('Search steps').fill('200');
  await page.getByRole('button', { name: 'Start' }).click();
  const stage = page.locator('[data-testid="stage"]', { hasText: 'found' });
  await stage.waitFor({ timeout: 600_000 });
  await page.reload();
  add(
    `an auto-roster result of ${grown.duties} duties shown`,
    await watch.until('[data-testid="stage"]', /found/, 'navigation'),
    'ms',
    null,
  );
}
