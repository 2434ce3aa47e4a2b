import type { Add, Watched } from './board-figures.ts';
import type { GrownRota } from './grown-rota.ts';

const CELLS = 200;
const DAYS = 28;
/** Those of whom the demand has places open. */
const CODES = ['E', 'LD'] as const;
/** Every tenth person has no duty. */
const EACH = 10;

const addDays = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Names down and days across, two days of work and three of rest, as somebody would have it in a spreadsheet. */
function blockOf({ from }: GrownRota): string {
  const days = Array.from({ length: DAYS }, (_, day) => addDays(from, day));
  const rows = [['', ...days]];
  let left = CELLS;
  for (let person = 2; left > 0; person++) {
    const code = CODES[person % CODES.length] as string;
    const cells = days.map((_, day) => ((day + person) % 5 < 2 && left > 0 && left-- > 0 ? code : ''));
    rows.push([`Bench Example ${String(person * EACH).padStart(4, '0')}`, ...cells]);
  }
  return rows.map((row) => row.join('\t')).join('\n');
}

/** Pastes a block of 200 codes with its names and days, saves what can be had, and takes it back. */
export async function pasteUndone(
  { page, watch }: Watched,
  { board, grown, add }: { readonly board: string; readonly grown: GrownRota; readonly add: Add },
): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(board);
  await watch.until('[data-cell]', /[A-Z]/, 'navigation');
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(blockOf(grown))})`);
  await page.locator('[data-cell="0 0"]').click();
  await page.keyboard.press('Control+v');
  const save = page.locator('.weft-proposal').getByRole('button', { name: /^Save( what breaks nothing)?$/ });
  const judged = await watch.until('.weft-proposal .weft-actions', /Save/, 'press');
  const words = (await page.locator('.weft-proposal h2').textContent()) ?? '';
  add(`a pasted block judged (${words.replace('Paste into ', '')})`, judged, 'ms', null);
  await save.first().click();
  await page
    .locator('[data-testid="said"], [data-testid="alerted"]', { hasText: /cells?: (\d+ cells? not )?saved/ })
    .first()
    .waitFor({ state: 'attached' });
  await page.locator('.weft-status', { hasNotText: 'on the way' }).waitFor();
  await page.locator('[data-cell="0 0"]').click();
  await page.keyboard.press('Control+z');
  const undone = await watch.until('[data-testid="said"]', /^Undone/, 'press');
  const said = (await page.locator('[data-testid="said"]').textContent()) ?? '';
  const cells = / (\d+) cells?\./.exec(said)?.[1];
  if (!cells || Number(cells) < CELLS) throw new Error(`The paste was not undone: ${said}`);
  add(`the paste undone (${cells} cells)`, undone, 'ms', null);
}
