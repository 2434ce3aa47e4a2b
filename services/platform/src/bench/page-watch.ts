import type { Page } from 'playwright-core';

/** What a page tells of its own speed, in milliseconds of its own clock. */
export type PageWatch = {
  /** From the press of a key, or from the start of the page, until the selector shows a text that matches. */
  until(selector: string, text: RegExp, since: 'navigation' | 'press'): Promise<number>;
  /** The moment at which the selector shows such a text, by the clock that all pages of a machine share. */
  seenAt(selector: string, text: RegExp): Promise<number>;
  /** The moment of the last press of a key, by that clock. */
  pressedAt(): Promise<number>;
  /** Starts counting the tasks that held the page up for more than 50 ms; the returned function ends it. */
  longTasks(): Promise<() => Promise<{ readonly count: number; readonly longest: number }>>;
  /** The heap after a garbage collection, in MB. */
  heap(): Promise<number>;
  /** Scripts that were fetched so far, as they came over the line, in kB. */
  scripts(): Promise<number>;
};

/** What the page runs before anything of its own. */
const WATCH = `
  globalThis.weftWatch = {
    pressed: 0,
    tasks: [],
    until: (selector, source, isOfPress) =>
      new Promise((resolve) => {
        const pattern = new RegExp(source);
        const look = () => {
          const isThere = [...document.querySelectorAll(selector)].some(({ textContent }) => pattern.test(textContent));
          if (isThere) resolve(performance.now() - (isOfPress ? weftWatch.pressed : 0));
          else requestAnimationFrame(look);
        };
        look();
      }),
  };
  addEventListener('keydown', (event) => { weftWatch.pressed = event.timeStamp; }, true);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) weftWatch.tasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
`;

const SCRIPTS = `performance.getEntriesByType('resource')
  .filter(({ name }) => name.endsWith('.js'))
  .reduce((sum, { encodedBodySize }) => sum + encodedBodySize / 1000, 0)`;

/** Watches a page from its next navigation on. */
export async function watchPage(page: Page): Promise<PageWatch> {
  await page.addInitScript(WATCH);
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  return {
    until: (selector, text, since) =>
      page.evaluate<number>(
        `weftWatch.until(${JSON.stringify(selector)}, ${JSON.stringify(text.source)}, ${since === 'press'})`,
      ),
    seenAt: (selector, text) =>
      page.evaluate<number>(
        `weftWatch.until(${JSON.stringify(selector)}, ${JSON.stringify(text.source)}, false).then((ms) => performance.timeOrigin + ms)`,
      ),
    pressedAt: () => page.evaluate<number>('performance.timeOrigin + weftWatch.pressed'),
    async longTasks() {
      await page.evaluate('weftWatch.tasks.length = 0');
      return async () => {
        const tasks = await page.evaluate<number[]>('weftWatch.tasks');
        return { count: tasks.length, longest: Math.max(0, ...tasks) };
      };
    },
    async heap() {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      return usedSize / 1e6;
    },
    scripts: () => page.evaluate<number>(SCRIPTS),
  };
}

/** The value below which so large a share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
