import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import type { Page } from 'playwright-core';
import { axeViolations, faintWords } from '../browser-checks.ts';
import { ensure, type Job } from '../job.ts';
import type { Compared } from './effort.ts';
import type { Told } from './on-page.ts';
import { tabThrough } from './tab-through.ts';

type Who = { readonly person: string; readonly organisation: string };
type Place = {
  readonly name: string;
  readonly path: string;
  /** Opens something on the page; it is then judged as covered, and not gone through by Tab. */
  readonly open?: (page: Page) => Promise<void>;
};
type Media = Parameters<Page['emulateMedia']>[0];

const DESK = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** 1280 pixels at 400 %. */
const ZOOMED = { width: 320, height: 640 };
const USUAL: Media = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none', media: 'screen' };
const LOOKS: readonly { readonly name: string; readonly media: Media }[] = [
  { name: 'dark', media: { ...USUAL, colorScheme: 'dark' } },
  { name: 'contrast', media: { ...USUAL, contrast: 'more' } },
  { name: 'forced', media: { ...USUAL, forcedColors: 'active' } },
];
const IS_BUSY = /(Fetching|Drawing|Looking up|Checking|Asking)[^.]*…/;

async function clientOf(url: string, who: Who): Promise<WeftClient> {
  const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({ commandId: newCommandId(), ...who });
  return weftClient({ url, token: () => token });
}

/** A page is there when it has a heading and waits for nothing. */
async function settled(page: Page) {
  await page.locator('h1', { hasNotText: /^Weft$/ }).waitFor();
  await page.locator('main', { hasText: /\S/, hasNotText: IS_BUSY }).waitFor();
}

/** What is wrong with one page, in every look and width, a line each. */
async function faultsOf(page: Page, { url, place, pictures }: { url: string; place: Place; pictures: string | null }) {
  const faults: string[] = [];
  const tell = (where: string, found: readonly string[]) => faults.push(...found.map((one) => `${where}: ${one}`));
  const picture = async (look: string) => {
    if (pictures) await page.screenshot({ path: join(pictures, `${place.name}-${look}.png`) });
  };
  const isCovered = place.open !== undefined;
  const opened = async () => {
    await page.goto(`${url}${place.path}`);
    await settled(page);
    await place.open?.(page);
  };
  await page.setViewportSize(DESK);
  await page.emulateMedia(USUAL);
  await opened();
  await picture('1280-light');
  tell('1280', await axeViolations(page, isCovered));
  for (const { name, media } of LOOKS) {
    // The system's own colours are the system's to judge; what opens has the colours of the page below.
    const isJudged = name === 'dark' || (name === 'contrast' && !isCovered);
    if (!isJudged && !pictures) continue;
    await page.emulateMedia(media);
    await picture(`1280-${name}`);
    if (isJudged) tell(`1280 ${name}`, await faintWords(page));
  }
  await page.emulateMedia(USUAL);
  if (!isCovered) tell('Tab', await tabThrough(page));
  // Tab came round to the link that skips the header, which covers it while it has the focus.
  if (!isCovered) await page.evaluate('document.activeElement.blur()');
  await page.setViewportSize(PHONE);
  if (isCovered) await opened();
  await picture('390-light');
  tell('390', await axeViolations(page, isCovered));
  if (pictures) await page.emulateMedia({ ...USUAL, colorScheme: 'dark' });
  await picture('390-dark');
  await page.emulateMedia(USUAL);
  for (const size of [PHONE, ZOOMED]) {
    await page.setViewportSize(size);
    // What a script places follows the window one turn later.
    await page
      .waitForFunction(`document.documentElement.scrollWidth <= ${size.width}`, null, { timeout: 3000 })
      .catch(() => undefined);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (wide > size.width) faults.push(`${size.width}: the page is ${wide} pixels wide.`);
  }
  await picture('320-light');
  const moving = await page.evaluate<number>('document.getAnimations().length');
  if (moving > 0) faults.push(`${moving} animations run although less motion is asked for.`);
  return faults;
}

/** The accessibility statement is for those too who may not sign in. */
const readSignedOut = (page: Page) =>
  page.getByRole('heading', { level: 1, name: 'Accessibility statement' }).waitFor();

const onCell = async (page: Page, key: string, shows: string) => {
  await page.locator('[data-cell="1 1"]').focus();
  await page.keyboard.press(key);
  await page.locator(shows).first().waitFor();
};

/** Every page of a rota manager, and what may be open on the board. */
async function managerPlaces(client: WeftClient, board: URL): Promise<readonly Place[]> {
  const path = board.pathname;
  const search = board.search;
  const view = (name: string) => ({
    name: `board-${name}`,
    path: `${path}${search.replace('view=people', `view=${name}`)}`,
  });
  const from = board.searchParams.get('from') ?? '';
  const { duties, people } = await client.sharedRotas.rotas.grid.query({
    rota: path.split('/')[2] ?? '',
    from,
    to: new Date(Date.parse(from) + 7 * 86_400_000).toISOString().slice(0, 10),
  });
  const onBoard = (name: string, open: (page: Page) => Promise<void>) => ({
    ...view('people'),
    name: `board-${name}`,
    open,
  });
  const inRota = ['gaps', 'analyser', 'roster', 'print', 'publish', 'overrides'];
  return [
    ...['people', 'duties', 'hours', 'heat', 'list', 'table'].map(view),
    { name: 'board-as-it-was', path: `${path}${search}&asAt=${new Date().toISOString()}` },
    onBoard('editor', (page) => onCell(page, 'Enter', '.weft-editor__popup')),
    onBoard('day', (page) => onCell(page, ' ', '.weft-panel')),
    onBoard('menu', (page) => onCell(page, 'Shift+F10', '[role="menu"]')),
    onBoard('keys', (page) => onCell(page, '?', 'dialog[open], [role="dialog"]')),
    onBoard('find', (page) => onCell(page, 'Control+k', '[role="option"]')),
    ...inRota.map((name) => ({ name: `rota-${name}`, path: `${path}/${name}` })),
    { name: 'duty-history', path: `/duties/${duties.id[0]}` },
    { name: 'person', path: `/people/${people[0]?.person}` },
    ...['rotas', 'gaps', 'people', 'network', 'import', 'requests', 'my-rota', 'help/keys', 'accessibility'].map(
      (name) => ({ name: name.replace('/', '-'), path: `/${name}` }),
    ),
    { name: 'no-such-page', path: '/nowhere' },
  ];
}

/** A clinician with a duty to come on the board, and their pages. */
async function clinicianPlaces(client: WeftClient, url: string, board: URL) {
  const own = ['', '/requests', '/leave', '/notices', '/calendar'].map((name) => ({
    name: `clinician-my-rota${name.replace('/', '-')}`,
    path: `/my-rota${name}`,
  }));
  const { people } = await client.sharedRotas.rotas.board.query({ rota: board.pathname.split('/')[2] ?? '' });
  let who: Who | null = null;
  for (const { person, name } of people) {
    const [found] = await weftClient({ url }).workforce.signIn.people.query({ search: name });
    if (found?.person !== person || found.roles.join() !== 'clinician') continue;
    who ??= found;
    const { next } = await (await clientOf(url, found)).sharedRotas.myRota.get.query({
      from: new Date().toISOString().slice(0, 10),
      to: new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10),
    });
    if (next) return { who: found, places: [...own, { name: 'clinician-swap', path: `/my-rota/swap/${next.duty}` }] };
  }
  ensure(who !== null, 'No clinician of the board may sign in.');
  return { who, places: own };
}

/**
 * Every page and what opens on it, for a manager and a clinician: axe at both widths, light, dark, high contrast and in
 * the system's own colours; nothing wider than the page at 400 %; no trap for the keyboard; nothing that moves.
 */
export async function everywhere(job: Job, told: Told & { readonly board: string }): Promise<Compared[]> {
  const { browser, url, pictures } = told;
  const folder = pictures ? join(pictures, 'everywhere') : null;
  if (folder) mkdirSync(folder, { recursive: true });
  const board = new URL(told.board);
  const [manager] = (await weftClient({ url }).workforce.signIn.people.query({ search: 'RH5' })).filter(({ roles }) =>
    roles.includes('rota-manager'),
  );
  ensure(manager !== undefined, 'Nobody of RH5 manages rotas.');
  const client = await clientOf(url, manager);
  const clinician = await clinicianPlaces(client, url, board);
  const all = [
    {
      who: null,
      places: [
        { name: 'sign-in', path: '/' },
        { name: 'signed-out-accessibility', path: '/accessibility', open: readSignedOut },
      ],
    },
    { who: manager, places: await managerPlaces(client, board) },
    clinician,
  ];
  for (const { who, places } of all) {
    const context = await browser.newContext({ viewport: DESK, reducedMotion: 'reduce' });
    if (who)
      await context.request.post(`${url}/api/workforce/signIn.choose`, {
        data: { commandId: newCommandId(), person: who.person, organisation: who.organisation },
      });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(`The page threw: ${error.message}`));
    for (const place of places)
      await job.step(`everywhere: ${place.name}`, async () => {
        const faults = [...(await faultsOf(page, { url, place, pictures: folder })), ...thrown.splice(0)];
        ensure(faults.length === 0, faults.join('\n  '));
      });
    if (who === manager)
      await job.step('everywhere: the printed rota', async () => {
        await page.goto(`${url}${board.pathname}/print`);
        await settled(page);
        await page.emulateMedia({ ...USUAL, colorScheme: 'dark', media: 'print' });
        if (folder) await page.screenshot({ path: join(folder, 'rota-print-paper.png'), fullPage: true });
        const faint = await faintWords(page);
        ensure(faint.length === 0, faint.join('\n  '));
      });
    await context.close();
  }
  return [];
}
