import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import { axeViolations, pictured } from '../browser-checks.ts';
import { ensure, type Job } from '../job.ts';
import { focusedCell, found, pointerEventsOf, tabTo } from './by-keys.ts';
import { type Compared, effortOn } from './effort.ts';
import { shows, type Told } from './on-page.ts';

const ROTA = 'ENT of Yeovil and Dorset County';
const WEEKS = 4;
const DAY_MS = 86_400_000;
const SEARCH_WAIT_MS = 180_000;

type Place = { readonly person: string; readonly name: string; readonly date: string; readonly code: string };
/** A duty that one person holds, and somebody who might hold it instead. */
type Handover = { readonly from: Place; readonly to: Place };
type Period = { readonly rota: string; readonly from: string; readonly to: string };

/** What a manager sees on a board: how many places are open, and who holds what. */
async function lookedAt(client: WeftClient, period: Period) {
  const { people, duties, codes, days, places } = await client.sharedRotas.rotas.grid.query(period);
  const held: Place[] = places.duty.map((duty, n) => ({
    person: people[places.person[n] as number]?.person ?? '',
    name: people[places.person[n] as number]?.name ?? '',
    date: days[duties.day[duty] as number]?.date ?? '',
    code: codes[duties.kind[duty] as number]?.code ?? '',
  }));
  return { people, held, places: duties.count.reduce((sum, count) => sum + count, 0) };
}

/** A duty that somebody free that day could take over: without a finding, or (`isBreach`) only in spite of a rule. */
async function handover(client: WeftClient, period: Period, isBreach: boolean): Promise<Handover> {
  const { people, held } = await lookedAt(client, period);
  for (const one of held)
    for (const { person, name } of people) {
      if (held.some((other) => other.person === person && other.date === one.date)) continue;
      const { cells, findings } = await client.sharedRotas.rotas.previewEdit.query({
        rota: period.rota,
        cells: [
          { person: one.person, date: one.date, set: { clear: true } },
          { person, date: one.date, set: { code: one.code } },
        ],
      });
      const refused = cells.find((cell) => cell.person === person)?.refused?.code ?? null;
      const isIt = isBreach ? refused === 'hard-rule' : refused === null && findings.made.length === 0;
      if (isIt) return { from: one, to: { ...one, person, name } };
    }
  throw new Error(`Nobody could take over a duty ${isBreach ? 'in spite of a rule' : 'without a finding'}.`);
}

const inDate = (day: string) => day.split('-').reverse().join('');
const after = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/**
 * Four weeks of a rota of two sites and two employers, from its demand to its publication, by keyboard only: the
 * search fills it, one duty is typed, one is kept in spite of a rule, undone and done again, and a version is published.
 */
export async function fourWeeks(job: Job, { browser, url, pictures }: Told): Promise<Compared[]> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const pointerEvents = await pointerEventsOf(context);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  const effort = effortOn(page);
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const said = (words: RegExp) =>
    page.locator('[data-testid="said"]', { hasText: words }).waitFor({ state: 'attached' });
  const isClean = async (name: string) => {
    await pictured(page, name, pictures);
    const violations = await axeViolations(page);
    ensure(violations.length === 0, `axe finds on ${name}:\n${violations.join('\n')}`);
  };
  let client = weftClient({ url });
  let rota = '';
  let from = '';
  let before = 0;
  let filled = 0;
  const period = () => ({ rota, from, to: after(from, WEEKS * 7) });
  const fourWeeksOn = async () => {
    await page.getByRole('grid').waitFor();
    await tabTo({ effort, to: page.getByRole('button', { name: 'Later', exact: true }) });
    const earlier = page.url();
    await effort.press('Enter');
    await page.waitForURL((now) => now.href !== earlier);
    await found(page, { effort, words: '4 w', first: /4 weeks/ });
    await page.locator(`[data-cell="0 ${WEEKS * 7 - 1}"]`).waitFor();
  };
  /** Goes to a cell: to the person by name, along the row by arrow keys. */
  const goTo = async ({ name, date }: Place) => {
    await found(page, { effort, words: name, first: new RegExp(name) });
    await page.locator('[data-cell]:focus').waitFor();
    const column = (Date.parse(date) - Date.parse(from)) / DAY_MS;
    const start = Number((await focusedCell(page))?.split(' ')[1]);
    for (let at = start; at !== column; at += Math.sign(column - at))
      await effort.press(column > at ? 'ArrowRight' : 'ArrowLeft');
    return (await focusedCell(page)) ?? '';
  };
  /** Takes a duty off one person, and types it for another, as far as the preview. */
  const handOver = async (isBreach: boolean) => {
    const { from: giver, to: taker } = await handover(client, period(), isBreach);
    const given = await goTo(giver);
    await effort.press('Delete');
    await page.locator(`[data-cell="${given}"]`, { hasNotText: giver.code }).waitFor();
    const cell = await goTo(taker);
    await effort.type(taker.code);
    await page
      .locator('.weft-editor__choice[aria-selected="true"] em', { hasText: isBreach ? 'breach' : 'no finding' })
      .waitFor();
    return { cell, code: taker.code };
  };

  await job.step('four weeks: a manager signs in and opens the rota, by keyboard', async () => {
    await page.goto(url);
    await tabTo({ effort, to: page.getByRole('searchbox') });
    await effort.type('RH5');
    const manager = page.locator('.weft-people button', { hasText: /rota-manager.*Somerset/ });
    await tabTo({ effort, to: manager });
    await effort.press('Enter');
    await heading('Rotas');
    await tabTo({ effort, to: page.getByRole('link', { name: ROTA }) });
    await effort.press('Enter');
    await heading(ROTA);
    rota = new URL(page.url()).pathname.split('/')[2] ?? '';
    const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({
      commandId: newCommandId(),
      person: 'operator',
      organisation: 'WEFT',
    });
    client = weftClient({ url, token: () => token });
  });
  await job.step('four weeks: the board shows the four weeks that follow, with what they need', async () => {
    await fourWeeksOn();
    from = new URL(page.url()).searchParams.get('from') ?? '';
    const { held, places } = await lookedAt(client, period());
    before = held.length;
    ensure(before < places, 'Nothing is open in these four weeks.');
    await isClean('four-weeks-empty');
  });
  await job.step('four weeks: the auto-roster fills them, and all that it found is taken', async () => {
    await found(page, { effort, words: 'auto', first: /Auto-roster/ });
    await heading('Auto-roster');
    await tabTo({ effort, to: page.getByLabel('First day') });
    await effort.type(inDate(from));
    await tabTo({ effort, to: page.getByLabel('Day after the last') });
    await effort.type(inDate(after(from, WEEKS * 7)));
    await effort.press('Enter');
    await page.locator('[data-testid="stage"]', { hasText: 'found' }).waitFor({ timeout: SEARCH_WAIT_MS });
    await isClean('four-weeks-roster');
    await tabTo({ effort, to: page.getByRole('button', { name: /^Take all/ }) });
    await effort.press('Enter');
    await page.getByText(/filled, \d+ refused when judged again/).waitFor({ timeout: SEARCH_WAIT_MS });
    filled = (await lookedAt(client, period())).held.length - before;
    ensure(filled > 0, 'Nothing was filled.');
  });
  await job.step('four weeks: F8 goes through what is left, and says it', async () => {
    await tabTo({ effort, to: page.getByRole('link', { name: 'Board', exact: true }), key: 'Shift+Tab' });
    await effort.press('Enter');
    // The board is found as it was left.
    await page.locator(`[data-cell="0 ${WEEKS * 7 - 1}"]`).waitFor();
    ensure(page.url().includes(from), `The board does not begin on ${from}: ${page.url()}`);
    const [first] = (await lookedAt(client, period())).held;
    ensure(first !== undefined, 'Nobody is on the rota.');
    await goTo(first);
    const told = await client.sharedRotas.rotas.grid.query(period());
    const findings = told.findings.filter(({ overridden }) => !overridden);
    const seen = new Set<string>();
    for (
      let at = (await focusedCell(page)) ?? '';
      !seen.has(at) && seen.size < 10;
      at = (await focusedCell(page)) ?? ''
    ) {
      seen.add(at);
      await effort.press('F8');
      await said(findings.length === 0 ? /No finding/ : /\S/);
    }
    ensure(findings.length === 0 || seen.size > 1, 'F8 does not move although there are findings.');
  });
  await job.step('four weeks: a duty is typed for somebody else, with nothing broken', async () => {
    const { cell, code } = await handOver(false);
    await effort.press('Enter');
    await said(/saved/);
    await shows(page, cell, code);
  });
  await job.step('four weeks: a breach is shown before it counts, and is saved with a reason', async () => {
    const { cell, code } = await handOver(true);
    await effort.press('Enter');
    await page.locator('[data-testid="alerted"]', { hasText: /Shift and Enter/ }).waitFor({ state: 'attached' });
    await effort.press('Control+Shift+Enter');
    await page.getByRole('dialog', { name: 'Save in spite of a breach' }).waitFor();
    await tabTo({ effort, to: page.getByLabel('Reason') });
    await effort.type('Own wish');
    await effort.press('Enter');
    await said(/saved/);
    await shows(page, cell, code);
    await isClean('four-weeks-override');
    await effort.press('Control+z');
    await said(/^Undone/);
    await page.locator(`[data-cell="${cell}"]`, { hasNotText: code }).waitFor();
    await effort.press('Control+y');
    await said(/^Done again/);
    await shows(page, cell, code);
  });
  await job.step('four weeks: the check stands before the publication, and a version is published', async () => {
    await found(page, { effort, words: 'publ', first: /Publish/ });
    await heading('Publish');
    await tabTo({ effort, to: page.locator('summary', { hasText: 'publish in one step' }) });
    await effort.press('Enter');
    await tabTo({ effort, to: page.getByLabel('Why it can’t wait') });
    await effort.type('Due');
    await isClean('four-weeks-publish');
    await effort.press('Enter');
    await page.getByText(/Published as version/).waitFor();
  });
  await job.step('four weeks: no page threw, and none saw a pointer', async () => {
    ensure(faults.length === 0, faults.join('\n'));
    ensure(pointerEvents().length === 0, `The pages saw ${pointerEvents().join(', ')}.`);
  });
  await context.close();
  return [
    {
      story: 'four weeks of two sites and two employers, by keyboard only',
      keys: effort.keys(),
      clicks: effort.clicks(),
      spreadsheet: {
        keys: filled + 40,
        clicks: 0,
        how: [
          `one key for each of ${filled} places, as if every code were copied down or one letter long`,
          'two moves by hand (2 × 10 keys), undo and redo (2), save (1), mail it to all (17 keys)',
          'hours, rest and skills by eye',
        ].join('; '),
      },
    },
  ];
}
