import { type Browser, chromium } from 'playwright-core';
import { axeViolations, pictured } from './browser-checks.ts';
import { ensure, type Job } from './job.ts';

/** Opens Chromium without the calls home that it would make. */
export const openBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** The main job in a browser, by keyboard where a manager would: sign in, look, fill, roster, publish, history. */
export async function browserJob(
  job: Job,
  { browser, url, pictures }: { browser: Browser; url: string; pictures: string | null },
) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const isClean = async (name: string) => {
    await pictured(page, name, pictures);
    const found = await axeViolations(page);
    ensure(found.length === 0, `axe finds on ${name}:\n${found.join('\n')}`);
  };
  let rota = '';

  await job.step('browser: the sign-in page says that it is a demonstration, and takes a rota manager', async () => {
    await page.goto(url);
    await heading('Sign in');
    await page.getByText('Demonstration sign-in').waitFor();
    await page.locator('.weft-people button').nth(1).waitFor();
    await isClean('sign-in');
    await page.getByRole('searchbox').fill('RH5');
    await page
      .locator('.weft-people button', { hasText: /rota-manager.*Somerset/ })
      .first()
      .click();
    await heading('Rotas');
  });
  await job.step('browser: the list of rotas leads to a board', async () => {
    const own = page.locator('tbody tr', { hasText: 'Somerset NHS' }).locator('th a').first();
    await own.waitFor();
    await isClean('rotas');
    await own.click();
    await page.getByRole('grid').waitFor();
    rota = new URL(page.url()).pathname.split('/')[2] ?? '';
    await isClean('board-people');
  });
  await job.step(
    'browser: arrow keys move on the board, Enter opens its field, then the day, Escape gives the focus back',
    async () => {
      await page.goto(`${url}/rotas/${rota}?view=people`);
      const first = page.locator('[data-cell="0 0"]');
      await first.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      const at = await page.evaluate<string | null>("document.activeElement?.getAttribute('data-cell') ?? null");
      ensure(at === '1 1', `The focus is at ${at}, not at 1 1.`);
      await page.keyboard.press('Enter');
      await page.getByRole('combobox', { name: /^Code for/ }).waitFor();
      await isClean('board-editor');
      await page.keyboard.press('Enter');
      await page.locator('.weft-panel').waitFor();
      await isClean('board-panel');
      await page.keyboard.press('Escape');
      await page.locator('.weft-panel').waitFor({ state: 'detached' });
      const back = await page.evaluate<string | null>("document.activeElement?.getAttribute('data-cell') ?? null");
      ensure(back === '1 1', `The focus went back to ${back}, not to 1 1.`);
    },
  );
  await job.step('browser: duties by day', async () => {
    await page.getByRole('button', { name: 'Duties by day' }).click();
    await page.getByRole('grid', { name: 'Duties by day' }).waitFor();
    await isClean('board-duties');
  });
  await job.step('browser: a gap shows who can fill it, and is filled with two keys', async () => {
    await page.goto(`${url}/rotas/${rota}/gaps`);
    await heading('Gaps');
    const gaps = page.locator('.weft-gaps > li > button');
    await gaps.first().waitFor();
    await isClean('gaps');
    const count = await gaps.count();
    for (let n = 0; n < Math.min(count, 12); n++) {
      const gap = gaps.nth(n);
      await gap.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Who can fill it' }).waitFor();
      const able = page.locator('[data-candidate]:not([aria-expanded])');
      if ((await able.count()) === 0) continue;
      await page.locator('[data-candidate]:focus').waitFor();
      await isClean('who-can-fill');
      await page.keyboard.press('Enter');
      await page.locator('[data-testid="said"]', { hasText: 'Filled.' }).waitFor({ state: 'attached' });
      return;
    }
    throw new Error('None of the first gaps has a candidate.');
  });
  await job.step('browser: the auto-roster shows its progress and its reasons, and is taken', async () => {
    await page.goto(`${url}/rotas/${rota}/roster`);
    await heading('Auto-roster');
    await page.getByLabel('Search steps').fill('2000');
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('[data-testid="stage"]', { hasText: 'found' }).waitFor({ timeout: 180_000 });
    await isClean('roster');
    const take = page.getByRole('button', { name: /^Take all/ });
    await take.click();
    await page.getByText(/filled, \d+ refused when judged again/).waitFor({ timeout: 180_000 });
  });
  await job.step('browser: what publishing would tell is shown, and a version is published', async () => {
    await page.goto(`${url}/rotas/${rota}/publish`);
    await heading('Publish');
    await page.getByText('publish in one step').click();
    const publish = page.getByRole('button', { name: /^Publish version/ });
    await publish.waitFor();
    await page.getByLabel('Why it can’t wait').fill('The first version');
    await isClean('publish');
    ensure(await publish.isEnabled(), `Publishing is blocked: ${await page.locator('main').textContent()}`);
    await publish.click();
    await page.getByText(/Published as version/).waitFor();
  });
  await job.step('browser: the register of overrides', async () => {
    await page.goto(`${url}/rotas/${rota}/overrides`);
    await heading('Override register');
    await isClean('overrides');
  });
  await job.step('browser: a duty tells its history', async () => {
    await page.goto(`${url}/rotas/${rota}?view=duties`);
    await page.getByRole('grid').waitFor();
    await page.locator('[class*="weft-cell--cover-"]').first().click();
    await page.locator('.weft-panel').getByRole('link', { name: 'History' }).first().click();
    await heading('History of a duty');
    await page.locator('.weft-history li').first().waitFor();
    await isClean('history');
  });
  await job.step('browser: people, one person with credentials and leave', async () => {
    await page.goto(`${url}/people`);
    await heading('People');
    await page.locator('tbody th a').first().waitFor();
    await isClean('people');
    await page.locator('tbody th a').first().click();
    await page.getByRole('heading', { name: 'Credentials' }).waitFor();
    await isClean('person');
  });
  await job.step('browser: the network on a map and in tables', async () => {
    await page.goto(`${url}/network`);
    await page.locator('.weft-map__site').first().waitFor();
    await isClean('network');
  });
  await job.step('browser: a file with a wrong row is previewed and not imported', async () => {
    await page.goto(`${url}/import`);
    await heading('Import');
    const csv = 'name,body,number\nAda Invented,GMC,0000000\nBo Invented,GMC,12\n';
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.locator('section[aria-label="Preview"], .nhsuk-error-summary').first().waitFor();
    await isClean('import');
  });
  await job.step('browser: a clinician sees their own rota and rules clock', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await heading('Sign in');
    await page.getByRole('searchbox').fill('a');
    await page
      .locator('.weft-people button', { hasText: /^(?!.*rota-manager)(?!.*operator).*clinician/ })
      .first()
      .click();
    await heading('My rota');
    await page.getByRole('heading', { name: 'Rules clock' }).waitFor();
    await isClean('my-rota');
  });
  await job.step('browser: no page threw', async () => ensure(faults.length === 0, faults.join('\n')));
  await context.close();
}
