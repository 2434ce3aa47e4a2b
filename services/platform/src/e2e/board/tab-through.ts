import type { Page } from 'playwright-core';

/** Beyond so many presses the focus goes on near the end of the page: a list of a thousand links is no trap. */
const PRESSES = 70;
const NEAR_END = 8;
/** A field for a date has parts, each of which takes a press. */
const PARTS = 6;

type Stop = { readonly number: number; readonly what: string; readonly isHidden: boolean; readonly isLast: boolean };

const FOCUSED = `(() => {
  const seen = (window.weftStops ??= new Map());
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  if (!seen.has(one)) seen.set(one, seen.size);
  const all = one.getBoundingClientRect();
  const left = Math.max(all.left, 0);
  const top = Math.max(all.top, 0);
  const box = { left, top, width: Math.min(all.right, innerWidth) - left, height: Math.min(all.bottom, innerHeight) - top };
  const points = [[0.5, 0.5], [0.05, 0.1], [0.95, 0.1], [0.05, 0.9], [0.95, 0.9]];
  const isHidden = !points.some(([x, y]) => {
    const there = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return there !== null && (one.contains(there) || there.contains(one));
  });
  const links = document.querySelectorAll('.weft-footer a');
  return { number: seen.get(one), what: one.outerHTML.slice(0, 120), isHidden, isLast: one === links[links.length - 1] };
})()`;
const NEAR_THE_END = `(() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  all.filter((one) => !one.disabled && one.offsetParent !== null).at(-${NEAR_END})?.focus();
})()`;

/**
 * Goes through a page that was just opened by Tab, from the first to the last thing that takes the focus and out again.
 * Answers what is wrong: a trap, an end that is not reached, something that has the focus and can't be seen.
 */
export async function tabThrough(page: Page): Promise<string[]> {
  const faults: string[] = [];
  let before: Stop | null = null;
  let same = 0;
  for (let press = 0; press < PRESSES * 2; press++) {
    if (press === PRESSES) await page.evaluate(NEAR_THE_END);
    await page.keyboard.press('Tab');
    const stop = await page.evaluate<Stop | null>(FOCUSED);
    const isOut = stop === null || (before !== null && stop.number === 0 && before.number > 0);
    if (isOut) return before?.isLast ? faults : [...faults, `Tab ends at ${before?.what ?? 'nothing'}.`];
    same = stop.number === before?.number ? same + 1 : 0;
    if (same > PARTS) return [...faults, `Tab does not leave ${stop.what}.`];
    if (stop.isHidden && same === 0) faults.push(`The focus is out of sight on ${stop.what}.`);
    before = stop;
  }
  return [...faults, `Tab goes round without an end, last at ${before?.what}.`];
}
