import type { Browser, Page } from 'playwright-core';
import type { GrownRota } from './grown-rota.ts';
import { type PageWatch, percentile, watchPage } from './page-watch.ts';
import { pasteUndone } from './paste-undone.ts';

/** One line of the table; `isReached` is null where there is no goal. */
export type Figure = {
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly isReached: boolean | null;
};

/** What can be measured by itself, in the order in which it is. */
export const PARTS = ['first', 'scroll', 'fill', 'find', 'undo', 'roster', 'heap'] as const;
export type Part = (typeof PARTS)[number];

type Measured = {
  readonly browser: Browser;
  readonly url: string;
  readonly grown: GrownRota;
  readonly parts: readonly Part[];
  /** So long the board is used before its heap is measured. */
  readonly minutes: number;
};

/** Adds a figure; a limit of null is no goal. */
export type Add = (what: string, value: number, unit: string, limit: number | null) => void;
/** A rota manager at a browser of their own. */
export type Watched = { readonly page: Page; readonly watch: PageWatch };
type At = { readonly url: string; readonly grown: GrownRota; readonly board: string; readonly add: Add };

const BOARDS = 5;
const FILLS = 30;
const WHEELS = 80;
/** Rows of people without a duty: every tenth. */
const FREE_ROWS = [0, 10] as const;
const SEARCH_MS = 900_000;

/** Uses the board as a rota manager would, and tells how long each thing took. */
export async function boardFigures(
  { browser, url, grown, parts, minutes }: Measured,
  tell: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add: Add = (what, value, unit, limit) => {
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
  const at = { url, grown, board: `${url}/rotas/${grown.rota}?view=people&from=${grown.from}&weeks=4`, add };
  const measure: Readonly<Record<Part, () => Promise<void>>> = {
    first: () => firstBoard(one, at),
    scroll: () => scrolled(one, at),
    async fill() {
      const other = await managerPage(browser, { url, grown });
      await filled(one, other, at);
      await other.page.context().close();
    },
    find: () => found(one, at),
    undo: () => pasteUndone(one, at),
    roster: () => rostered(one, at),
    heap: () => used(one, at, minutes),
  };
  for (const part of PARTS) if (parts.includes(part)) await measure[part]();
  await one.page.context().close();
  return figures;
}

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

/** Opens the board, without the tour over it; answers when it could be read. */
async function opened({ page, watch }: Watched, board: string): Promise<number> {
  await page.goto(board);
  const shown = await watch.until('[data-cell]', /[A-Z]/, 'navigation');
  const skip = page.getByRole('button', { name: 'Skip', exact: true });
  if ((await skip.count()) > 0) await skip.click();
  return shown;
}

async function firstBoard(one: Watched, { board, add }: At) {
  const first: number[] = [];
  for (let n = 0; n <= BOARDS; n++) {
    const shown = await opened(one, board);
    if (n === 0) add('scripts of the first load, compressed', await one.watch.scripts(), 'kB', 300);
    else first.push(shown);
  }
  add(`board of four weeks readable, median of ${BOARDS}`, percentile(first, 0.5), 'ms', 1500);
}

async function scrolled(one: Watched, { board, add }: At) {
  await opened(one, board);
  const ended = await one.watch.longTasks();
  await one.page.locator('[data-cell]').first().hover();
  for (let n = 0; n < WHEELS; n++) await one.page.mouse.wheel(0, n < WHEELS / 2 ? 500 : -500);
  const { count, longest } = await ended();
  add(`tasks over 50 ms in ${WHEELS} turns of the wheel`, count, 'tasks', 0);
  add('the longest of them', longest, 'ms', null);
}

async function filled(one: Watched, other: Watched, { board, add }: At) {
  await opened(one, board);
  await opened(other, board);
  const findings: number[] = [];
  const seen: number[] = [];
  for (const row of FREE_ROWS)
    for (let column = 0; column < FILLS / FREE_ROWS.length; column++) {
      const cell = `[data-cell="${row} ${column}"]`;
      await one.page.locator(cell).click();
      await one.page.keyboard.press(row % 20 === 0 ? 'E' : 'L');
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
}

async function found(one: Watched, { board, add }: At) {
  await opened(one, board);
  await one.page.keyboard.press('Control+k');
  const dialog = one.page.getByRole('dialog');
  await dialog.waitFor();
  await one.page.keyboard.type('Example 005');
  add(
    'three letters typed until the palette shows them',
    await one.watch.until('[role="option"]', /Example 005/, 'press'),
    'ms',
    null,
  );
  // Esc clears what was typed, then closes.
  await one.page.keyboard.press('Escape');
  if (await dialog.isVisible()) await one.page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

async function rostered({ page, watch }: Watched, { url, grown, add }: At) {
  await page.goto(`${url}/rotas/${grown.empty}/roster`);
  await page.getByLabel('Search steps').fill('200');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.waitForURL(/[?&]job=/);
  const begun = Date.now();
  await page.locator('[data-testid="stage"]', { hasText: 'found' }).waitFor({ timeout: SEARCH_MS });
  add(`200 steps of a search over ${grown.duties} duties`, (Date.now() - begun) / 1000, 's', null);
  await page.reload();
  add(
    `an auto-roster result of ${grown.duties} duties shown`,
    await watch.until('button', /^Take all/, 'navigation'),
    'ms',
    null,
  );
}

async function used(one: Watched, { board, add }: At, minutes: number) {
  const end = Date.now() + minutes * 60_000;
  await opened(one, board);
  for (let n = 0; Date.now() < end; n++) {
    // Over the grid, wherever a long scroll has left it.
    await one.page.mouse.move(700, 600);
    await one.page.mouse.wheel(0, n % 40 < 20 ? 400 : -400);
    await one.page.mouse.click(700, 600);
    await one.page.keyboard.press(n % 2 ? 'ArrowRight' : 'ArrowDown');
    await one.page.waitForTimeout(100);
  }
  add(`heap after ${minutes} min of use`, await one.watch.heap(), 'MB', 300);
}
