import type { Locator, Page } from 'playwright-core';

/** What a story cost: key presses and clicks, as a person would make them. */
export type Effort = {
  /** One key, or several held together: one press. */
  press(key: string): Promise<void>;
  /** Each letter is a press. */
  type(text: string): Promise<void>;
  click(what: Locator): Promise<void>;
  readonly keys: () => number;
  readonly clicks: () => number;
};

/** Counts the presses and clicks on a page from now on. */
export function effortOn(page: Page): Effort {
  let keys = 0;
  let clicks = 0;
  return {
    async press(key) {
      keys += 1;
      await page.keyboard.press(key);
    },
    async type(text) {
      keys += text.length;
      await page.keyboard.type(text);
    },
    async click(what) {
      clicks += 1;
      await what.click();
    },
    keys: () => keys,
    clicks: () => clicks,
  };
}

/** A story beside what the same takes in a spreadsheet, whose steps are told one by one. */
export type Compared = {
  readonly story: string;
  readonly keys: number;
  readonly clicks: number;
  readonly spreadsheet: { readonly keys: number; readonly clicks: number; readonly how: string };
};

/** Never more than in a spreadsheet: the sum counts, since a key and a click are one act each. */
export const isNoMore = ({ keys, clicks, spreadsheet }: Compared): boolean =>
  keys + clicks <= spreadsheet.keys + spreadsheet.clicks;
