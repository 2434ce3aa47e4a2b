import { ensure, type Job } from '../job.ts';
import { freeCell, shows, signedIn, type Told, typed } from './on-page.ts';

/** A connection that is lost and comes back: reading goes on, nothing is saved silently, and nothing is lost. */
export async function lostConnection(job: Job, told: Told & { readonly board: string }): Promise<void> {
  const one = await signedIn(told, { search: 'RH5', button: /rota-manager.*Somerset/ });
  const { page, effort } = one;
  await page.goto(told.board);
  const free = await freeCell(page);
  await job.step('lost connection: the board says since when, and goes on to be read', async () => {
    await typed(one, free);
    await page.context().setOffline(true);
    await page.locator('.weft-status', { hasText: 'Not connected since' }).waitFor({ timeout: 30_000 });
  });
  await job.step('lost connection: an edit that did not arrive is not shown as saved, and is kept', async () => {
    await effort.press('Enter');
    await page.locator('.weft-status', { hasText: '1 edit not saved' }).waitFor({ timeout: 45_000 });
    await one.isClean('board-not-connected');
    const text = await page.locator(`[data-cell="${free.cell}"]`).textContent();
    ensure(!text?.includes(free.code), `The cell shows ${text} although nothing was saved.`);
  });
  await job.step('lost connection: when it is back, the edit is tried again and saved', async () => {
    await page.context().setOffline(false);
    await page.locator('.weft-status', { hasText: 'Live.' }).waitFor({ timeout: 45_000 });
    await page.getByRole('button', { name: 'show', exact: true }).click();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await shows(page, free.cell, free.code);
    await page.reload();
    await shows(page, free.cell, free.code);
  });
  await job.step('lost connection: no page threw', async () => ensure(one.faults.length === 0, one.faults.join('\n')));
  await one.close();
}
