import type { Browser, Page } from 'playwright-core';
import { axeViolations, pictured } from '../browser-checks.ts';
import { ensure } from '../job.ts';
import { type Effort, effortOn } from './effort.ts';

/** Where stories are told. */
export type Told = { readonly browser: Browser; readonly url: string; readonly pictures: string | null };

/** One person at a browser of their own. */
export type Someone = {
  readonly page: Page;
  readonly effort: Effort;
  /** Throws what axe finds, after pictures were taken; `isCovered` when something is open over the page. */
  isClean(name: string, isCovered?: boolean): Promise<void>;
  /** Errors that the page threw. */
  readonly faults: readonly string[];
  close(): Promise<void>;
};

/** A person of a name that matches signs in; `which` of them, when there are several. */
export async function signedIn(
  { browser, url, pictures }: Told,
  { search, button, which = 0, width = 1280 }: { search: string; button: RegExp; which?: number; width?: number },
): Promise<Someone> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(url);
  await page.getByRole('searchbox').fill(search);
  await page.locator('.weft-people button', { hasText: button }).nth(which).click();
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  return {
    page,
    effort: effortOn(page),
    faults,
    async isClean(name, isCovered = false) {
      await pictured(page, name, pictures);
      const found = await axeViolations(page, isCovered);
      ensure(found.length === 0, `axe finds on ${name}:\n${found.join('\n')}`);
    },
    close: () => context.close(),
  };
}

/** An empty cell of the board, and a code that breaks nothing there. */
export type FreeCell = { readonly cell: string; readonly code: string };

/** Looks through the board's empty cells for one that may be filled without a finding; leaves the board as it is. */
export async function freeCell(page: Page, from = 0): Promise<FreeCell> {
  await page.locator('[data-cell="0 0"]').waitFor();
  const cells = await page.evaluate<string[]>(
    `[...document.querySelectorAll('td[data-cell]')].filter((cell) => cell.textContent.trim() === '').map((cell) => cell.dataset.cell)`,
  );
  for (const cell of cells.slice(from, from + 60)) {
    await page.locator(`[data-cell="${cell}"]`).click();
    await page.keyboard.press('Enter');
    await page.locator('.weft-editor__popup').waitFor();
    const choices = page.locator('.weft-editor__choice');
    const verdict = choices.filter({ hasText: 'no finding' }).first();
    const isOpen = (await choices.count()) > 0;
    if (isOpen) await verdict.waitFor({ timeout: 1500 }).catch(() => {});
    const code = isOpen && (await verdict.count()) > 0 ? await verdict.locator('strong').textContent() : null;
    await page.keyboard.press('Escape');
    if (code) return { cell, code };
  }
  throw new Error('None of the empty cells may be filled without a finding.');
}

/** Selects a cell and writes a code into it, as far as the preview. */
export async function typed(someone: Someone, { cell, code }: FreeCell) {
  await someone.effort.click(someone.page.locator(`[data-cell="${cell}"]`));
  await someone.effort.type(code);
  await someone.page.locator('.weft-editor__choice[aria-selected="true"] em').waitFor();
}

/** Waits until a cell shows a text. */
export const shows = (page: Page, cell: string, text: string | RegExp) =>
  page.locator(`[data-cell="${cell}"]`, { hasText: text }).waitFor();
