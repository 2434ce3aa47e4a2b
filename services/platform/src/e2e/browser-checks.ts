import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const axeScript = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1280, 390] as const;

type AxeResult = {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
};

/** Takes a picture of the page at each width; none without a folder. */
export async function pictured(page: Page, name: string, folder: string | null) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(100);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: false });
  }
  if (before) await page.setViewportSize(before);
}

/**
 * What axe-core finds on the page against WCAG 2.2 AA, a line each. With something open over the page (`isCovered`), the
 * size of what lies below it is not judged: it is no target then.
 */
export const axeViolations = (page: Page, isCovered = false): Promise<string[]> =>
  found(page, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'],
    rules: { 'target-size': { enabled: !isCovered } },
  });

/** What axe-core finds too faint on the page in the colours that it has now. */
export const faintWords = (page: Page): Promise<string[]> => found(page, { runOnly: ['color-contrast'] });

async function found(page: Page, options: object): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axeScript);
  const result = await page.evaluate<AxeResult>(`axe.run(document, ${JSON.stringify(options)})`);
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`,
  );
}
