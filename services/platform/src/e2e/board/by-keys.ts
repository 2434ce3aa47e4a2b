import type { BrowserContext, Locator, Page } from 'playwright-core';
import type { Effort } from './effort.ts';

const MOST_TABS = 150;
const KINDS = ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'wheel', 'touchstart'];

/** Lets every page of a context tell each event of a mouse, pen or finger; answers those told so far. */
export async function pointerEventsOf(context: BrowserContext): Promise<() => readonly string[]> {
  const told: string[] = [];
  await context.exposeFunction('weftPointerSeen', (kind: string) => void told.push(kind));
  await context.addInitScript(
    `for (const kind of ${JSON.stringify(KINDS)}) window.addEventListener(kind, () => window.weftPointerSeen(kind), true);`,
  );
  return () => told;
}

/** Presses Tab (or Shift+Tab) until the focus is on what is meant; each press counts. */
export async function tabTo({ effort, to, key = 'Tab' }: { effort: Effort; to: Locator; key?: string }) {
  await to.first().waitFor();
  for (let n = 0; n <= MOST_TABS; n++) {
    if (await to.first().evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await effort.press(key);
  }
  throw new Error(`${MOST_TABS} presses of ${key} do not lead to ${to}.`);
}

/** Finds by Ctrl+K and typing, and takes the first that is found. */
export async function found(page: Page, { effort, words, first }: { effort: Effort; words: string; first: RegExp }) {
  await effort.press('Control+k');
  const input = page.getByRole('combobox', { name: /Name, duty/ });
  await input.waitFor();
  await effort.type(words);
  await page.getByRole('option').first().filter({ hasText: first }).waitFor();
  await effort.press('Enter');
  await input.waitFor({ state: 'detached' });
}

/** The cell that has the focus, as 'row column'; null when none has. */
export const focusedCell = (page: Page): Promise<string | null> =>
  page.evaluate<string | null>("document.activeElement?.getAttribute('data-cell') ?? null");
