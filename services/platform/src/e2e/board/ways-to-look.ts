import { ensure, type Job } from '../job.ts';
import { signedIn, type Told } from './on-page.ts';

const VIEWS = [
  ['Duties by day', 'grid'],
  ['Hours of one day', 'region'],
  ['Sites by day, their cover', 'grid'],
  ['List of people', 'heading'],
  ['Table, simple', 'table'],
] as const;

/** Every way to look at a board: clean, no wider than a phone, the same for a colleague by its link; and finding by typing. */
export async function waysToLook(job: Job, told: Told & { readonly board: string }): Promise<void> {
  const someone = await signedIn(told, { search: 'RH5', button: /rota-manager.*Somerset/ });
  const { page } = someone;
  const main = page.locator('.weft-board__main');
  const grids: string[] = [];
  page.on('request', (request) => {
    if (/rotas\.grid\b/.test(request.url())) grids.push(request.url());
  });
  await page.goto(told.board);
  await page.locator('[data-cell="0 0"]').waitFor();
  for (const [name, role] of VIEWS)
    await job.step(`ways to look: ${name}`, async () => {
      await page.getByRole('button', { name, exact: true }).click();
      await main.getByRole(role).first().waitFor();
      await someone.isClean(`board-${new URL(page.url()).searchParams.get('view')}`);
      await page.setViewportSize({ width: 390, height: 900 });
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      await page.setViewportSize({ width: 1280, height: 900 });
      ensure(wide <= 390, `The page is ${wide} pixels wide on a phone of 390.`);
    });
  await job.step('ways to look: of a board one answer is fetched, and another for the day before a day', async () =>
    ensure(grids.length <= 3, `The board was fetched ${grids.length} times:\n${grids.join('\n')}`),
  );
  await job.step(
    'ways to look: filters and the question stand in the link, and a colleague sees the same',
    async () => {
      await page.getByRole('button', { name: 'Duties by day', exact: true }).click();
      await page.getByRole('grid', { name: 'Duties by day' }).waitFor();
      await page.getByText('Filters', { exact: true }).click();
      await page.getByRole('button', { name: 'Only with gaps' }).click();
      await page.locator('.weft-filters__outside', { hasText: 'outside this view' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await page.keyboard.type('gaps next week');
      await someone.isClean('board-find', true);
      await page.keyboard.press('Enter');
      await page
        .locator('.weft-answer')
        .getByText(/dut(y|ies)|No gap/)
        .first()
        .waitFor();
      await someone.isClean('board-answer');
      const shown = await page.getByRole('grid', { name: 'Duties by day' }).textContent();
      const colleague = await signedIn(told, { search: 'RH5', button: /rota-manager.*Somerset/ });
      await colleague.page.goto(page.url());
      await colleague.page.locator('.weft-answer').waitFor();
      const theirs = await colleague.page.getByRole('grid', { name: 'Duties by day' }).textContent();
      await colleague.close();
      ensure(theirs === shown, 'The link shows a colleague something else.');
    },
  );
  await job.step('ways to look: a person is found by a part of the name, and the cell takes the focus', async () => {
    await page.goto(told.board);
    const head = page.locator('.weft-row-head__name').nth(2);
    await head.waitFor();
    const name = (await head.textContent()) ?? '';
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type(name.toLowerCase());
    await page.getByRole('option', { name }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForFunction(`document.activeElement?.getAttribute('data-cell')?.startsWith('2 ')`);
  });
  await job.step('ways to look: Ctrl+K finds on every page, and the board is found as it was left', async () => {
    await page.goto(told.board.replace('view=people', 'view=duties'));
    await page.getByRole('grid', { name: 'Duties by day' }).waitFor();
    await page.getByRole('navigation', { name: 'This rota' }).getByRole('link', { name: 'Overrides' }).click();
    await page.getByRole('heading', { level: 1, name: /Override/ }).waitFor();
    await page.getByRole('navigation', { name: 'This rota' }).getByRole('link', { name: 'Board' }).click();
    await page.getByRole('grid', { name: 'Duties by day' }).waitFor();
    ensure(page.url().includes(new URL(told.board).searchParams.get('from') ?? '-'), `Board leads to ${page.url()}.`);
    await page.getByRole('link', { name: 'Network', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Network' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    await page.keyboard.type('specimen');
    await page
      .getByRole('option', { name: /Specimen.*Person/ })
      .first()
      .waitFor();
    await someone.isClean('find-anywhere', true);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Specimen/ }).waitFor();
  });
  await job.step('ways to look: a cycle of the rota says what it would do before it is laid', async () => {
    await page.goto(told.board);
    await page.locator('[data-cell="8 0"]').click();
    for (let day = 1; day < 7; day++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: /^Lay a pattern/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Lay a pattern' });
    await dialog.getByLabel('Cycle', { exact: true }).selectOption({ index: 1 });
    await dialog.getByText('The first person begins in week').waitFor();
    await someone.isClean('board-own-cycle', true);
    await dialog.getByRole('button', { name: 'See what it would do' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.weft-proposal h2', { hasText: / over \d+ cells?/ }).waitFor();
    await page.keyboard.press('Escape');
  });
  await job.step('ways to look: no page threw', async () =>
    ensure(someone.faults.length === 0, someone.faults.join('\n')),
  );
  await someone.close();
}
