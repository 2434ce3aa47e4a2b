import { newCommandId } from '@weft/client';
import type { Browser, Page } from 'playwright-core';
import { axeViolations, pictured } from '../browser-checks.ts';
import { ensure, type Job } from '../job.ts';
import { type Compared, type Effort, effortOn } from './effort.ts';
import { aPair, clientOf, type Pair, type Person } from './swap-pair.ts';

const PHONE = { width: 390, height: 844 };
/** What the three of them type and click when the rota is a spreadsheet and they write to each other. */
const SPREADSHEET = {
  keys: 100,
  clicks: 20,
  how: [
    'the one who asks opens the sheet and looks up both weeks (3 clicks), writes to the other (3 clicks, 40 letters)',
    'the other opens the message and the sheet, and answers to both (5 clicks, 20 letters)',
    'the manager opens the message and the sheet (2), finds and retypes both cells (4 clicks, 8 keys), counts both',
    'people’s hours and rest by eye, and writes to both that it is done (3 clicks, 32 letters)',
  ].join('; '),
};

const said = (page: Page, words: string) =>
  page.locator('[data-testid="said"]', { hasText: words }).waitFor({ state: 'attached' });

/**
 * A swap between two clinicians on phones, with the manager's approval: asked in two clicks, agreed in two, approved in
 * two; each page without a violation that axe finds and without sideways scrolling.
 */
export async function swapOnPhones(
  job: Job,
  { browser, url, pictures }: { browser: Browser; url: string; pictures: string | null },
): Promise<Compared[]> {
  const efforts: Effort[] = [];
  const faults: string[] = [];
  let pair: Pair | null = null;
  const thePair = () => {
    ensure(pair !== null, 'There is no pair of clinicians.');
    return pair;
  };

  /** A phone in somebody's hand, signed in, on a page. */
  async function phoneOf({ person, organisation }: Person, path: string) {
    const context = await browser.newContext({ viewport: PHONE });
    await context.request.post(`${url}/api/workforce/signIn.choose`, {
      data: { commandId: newCommandId(), person, organisation },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(`${url}${path}`);
    const effort = effortOn(page);
    efforts.push(effort);
    return { page, effort, put: () => context.close() };
  }
  async function isClean(page: Page, name: string) {
    await page.waitForLoadState('networkidle');
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    ensure(wide <= PHONE.width, `${name} is ${wide} pixels wide on a phone of ${PHONE.width}.`);
    const found = await axeViolations(page);
    ensure(found.length === 0, `axe finds on ${name}:\n${found.join('\n')}`);
    await pictured(page, name, pictures);
  }

  await job.step('swap on phones: a rota is filled, and two clinicians on it could exchange duties', async () => {
    pair = await aPair(url);
  });
  await job.step(
    'swap on phones: who asks sees only exchanges that break no rule, and asks with two clicks',
    async () => {
      const { giver, taker, gives, takes } = thePair();
      const { page, effort, put } = await phoneOf(giver, '/my-rota');
      const next = page.locator('.weft-next');
      await next.getByRole('link', { name: 'Swap or give away' }).waitFor();
      await isClean(page, 'swap-my-rota');
      await effort.click(next.getByRole('link', { name: 'Swap or give away' }));
      const day = new Intl.DateTimeFormat('en-GB', {
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        timeZone: 'UTC',
      });
      const swap = page
        .getByRole('button', { name: `Swap with ${taker.name} for ${day.format(new Date(takes.date))}` })
        .first();
      await swap.waitFor();
      await isClean(page, 'swap-offer');
      ensure(page.url().endsWith(gives.duty), `${page.url()} is not the page of duty ${gives.duty}.`);
      await effort.click(swap);
      await page.getByText('waits for an answer').first().waitFor();
      await isClean(page, 'swap-asked');
      await put();
    },
  );
  await job.step('swap on phones: the other is told so, and says yes with two clicks', async () => {
    const { taker } = thePair();
    const { page, effort, put } = await phoneOf(taker, '/my-rota');
    await effort.click(page.getByRole('link', { name: /waits? for your answer/ }));
    await page.getByRole('button', { name: 'Yes' }).first().waitFor();
    await isClean(page, 'swap-answer');
    await effort.click(page.getByRole('button', { name: 'Yes' }).first());
    await said(page, 'Your answer is recorded.');
    await page.getByText('both said yes').first().waitFor();
    await put();
  });
  await job.step(
    'swap on phones: the manager sees the check and both weeks, and approves with two clicks',
    async () => {
      const { manager, giver, taker } = thePair();
      const { page, effort, put } = await phoneOf(manager, '/my-rota');
      await effort.click(
        page
          .getByRole('navigation', { name: 'Places' })
          .getByRole('link', { name: /^Requests 1\b.*for your approval/ }),
      );
      const swap = page.getByRole('region', { name: `${giver.name} and ${taker.name}` });
      await swap.getByText('No hard rule breaks on either side').waitFor();
      ensure((await swap.getByRole('table').count()) === 2, 'There are not two people’s weeks.');
      await isClean(page, 'swap-approval');
      await effort.click(swap.getByRole('button', { name: /^Approve/ }));
      await page.getByText('Approved. The rota is changed.').waitFor();
      await put();
    },
  );
  await job.step('swap on phones: both hold the other’s duty and read who approved it', async () => {
    const { giver, taker, manager, gives, takes } = thePair();
    const held = async (who: Person) => {
      const { myRota } = (await clientOf(url, who)).sharedRotas;
      const [from, to] = [gives.date, takes.date].sort() as [string, string];
      const until = new Date(Date.parse(to) + 86_400_000).toISOString().slice(0, 10);
      const { duties } = await myRota.get.query({ from, to: until });
      return duties.filter(({ status }) => status !== 'cancelled').map(({ duty }) => duty);
    };
    ensure((await held(giver)).includes(takes.duty), 'Who asked does not hold the duty in return.');
    ensure((await held(taker)).includes(gives.duty), 'Who said yes does not hold the duty that was offered.');
    const { page, put } = await phoneOf(giver, '/my-rota/notices');
    await page.getByText(`${manager.name} approved the swap.`).first().waitFor();
    await isClean(page, 'swap-notices');
    await put();
  });
  await job.step(
    'swap on phones: without a connection the last-known rota is there with its age, and no way to change it',
    async () => {
      const { taker } = thePair();
      const { page, put } = await phoneOf(taker, '/my-rota');
      await page.locator('.weft-next').waitFor();
      await page.waitForFunction('navigator.serviceWorker.controller !== null');
      // The page tells the service worker what it has fetched; then its script is kept.
      await page.waitForFunction(`caches.match('/', { ignoreSearch: true }).then((kept) => kept !== undefined)`);
      await page.reload();
      await page.locator('.weft-next').waitFor();
      await page.context().setOffline(true);
      await page.reload();
      await page.getByText(/This is your rota from \d\d:\d\d, .* old/).waitFor();
      await page.locator('.weft-next').waitFor();
      ensure(
        (await page.getByRole('link', { name: 'Swap or give away' }).count()) === 0,
        'A swap can be asked for offline.',
      );
      await isClean(page, 'my-rota-offline');
      await page.context().setOffline(false);
      await page.getByText(/This is your rota from/).waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
      ensure(
        !(await page.evaluate<boolean>(`caches.has('weft-last-known')`)),
        'Signing out leaves the rota in the browser.',
      );
      await put();
    },
  );
  await job.step('swap on phones: no page threw', async () => ensure(faults.length === 0, faults.join('\n')));
  return [
    {
      story: 'A swap between two clinicians, with the manager’s approval',
      keys: efforts.reduce((sum, effort) => sum + effort.keys(), 0),
      clicks: efforts.reduce((sum, effort) => sum + effort.clicks(), 0),
      spreadsheet: SPREADSHEET,
    },
  ];
}
