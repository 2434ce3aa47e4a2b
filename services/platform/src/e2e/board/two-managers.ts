import { ensure, type Job } from '../job.ts';
import type { Compared } from './effort.ts';
import { freeCell, shows, signedIn, type Told, typed } from './on-page.ts';

/** Two managers on one board: each sees the other, and in one cell one of them wins, with a reason. */
export async function twoManagers(job: Job, told: Told & { readonly board: string }): Promise<Compared[]> {
  const manager = { search: 'RH5', button: /rota-manager.*Somerset/ };
  const one = await signedIn(told, manager);
  const other = await signedIn(told, { search: 'operator', button: /operator/ });
  let compared: Compared[] = [];
  await job.step('two managers: each is told who else is on the board', async () => {
    for (const { page } of [one, other]) {
      await page.goto(told.board);
      await page.locator('[data-cell="0 0"]').waitFor();
    }
    await one.page.locator('[data-cell="1 1"]').click();
    await other.page.locator('[data-cell="0 0"]').click();
    await other.page.locator('.weft-status', { hasText: /here/i }).waitFor();
  });
  await job.step('two managers: what one saves the other sees at once', async () => {
    const free = await freeCell(one.page);
    const before = { keys: one.effort.keys(), clicks: one.effort.clicks() };
    await typed(one, free);
    await one.effort.press('Enter');
    await shows(other.page, free.cell, free.code);
    compared = [
      {
        story: 'a duty filled, seen by a colleague',
        keys: one.effort.keys() - before.keys,
        clicks: one.effort.clicks() - before.clicks,
        spreadsheet: {
          keys: free.code.length + 2,
          clicks: 4,
          how: 'click the cell, type the code, Enter, Ctrl+S; mail the file: new mail, attach, send',
        },
      },
    ];
  });
  await job.step('two managers: in one cell the later one is told who was first, and keeps theirs', async () => {
    const free = await freeCell(one.page);
    await typed(one, free);
    await typed(other, free);
    await other.effort.press('Enter');
    await shows(other.page, free.cell, free.code);
    await one.page.locator('.weft-editor__overtaken').waitFor();
    await one.isClean('board-overtaken', true);
    await one.effort.press('Escape');
    await shows(one.page, free.cell, free.code);
  });
  await job.step('two managers: no page threw', async () =>
    ensure(one.faults.length + other.faults.length === 0, [...one.faults, ...other.faults].join('\n')),
  );
  await Promise.all([one.close(), other.close()]);
  return compared;
}
