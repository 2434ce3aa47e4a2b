import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import type { Page } from 'playwright-core';
import { ensure, type Job } from '../job.ts';
import { focusedCell, found, tabTo } from './by-keys.ts';
import type { Compared } from './effort.ts';
import { signedIn, type Told } from './on-page.ts';

const DAY_MS = 86_400_000;
/** Refused on every day alike: not looked at again. */
const NEVER = ['grade-mismatch', 'no-arrangement', 'credential-missing'];

/** What a screen reader is told of one thing on the page. */
type Heard = { readonly role: string; readonly name: string; readonly isFocused: boolean };
type Node = {
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
};

/** The whole page as the browser tells it to a screen reader. */
async function heardOn(page: Page): Promise<readonly Heard[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: readonly Node[] };
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: role?.value ?? '',
      name: name?.value ?? '',
      isFocused: properties.some((one) => one.name === 'focused' && one.value.value === true),
    }));
}

type Place = { readonly person: string; readonly name: string; readonly date: string; readonly code: string };
type Period = { readonly rota: string; readonly from: string; readonly to: string };

/** Open places of these days beside people with nothing on that day, judged: those that may be had, or break a rule. */
async function* openPlaces(client: WeftClient, period: Period, isBreach: boolean): AsyncGenerator<Place> {
  const { people, duties, codes, days, places } = await client.sharedRotas.rotas.grid.query(period);
  const held = new Map<number, number>();
  const isBusy = new Set<string>();
  for (const [n, duty] of places.duty.entries()) {
    held.set(duty, (held.get(duty) ?? 0) + 1);
    isBusy.add(`${places.person[n]} ${duties.day[duty]}`);
  }
  const isNever = new Set<string>();
  for (const duty of duties.id.keys())
    for (const [number, { person, name }] of people.entries()) {
      const day = duties.day[duty] as number;
      if ((held.get(duty) ?? 0) >= (duties.count[duty] as number) || isBusy.has(`${number} ${day}`)) continue;
      const place = { person, name, date: days[day]?.date ?? '', code: codes[duties.kind[duty] as number]?.code ?? '' };
      const who = `${person} ${place.code}`;
      if (isNever.has(who)) continue;
      const { cells, findings } = await client.sharedRotas.rotas.previewEdit.query({
        rota: period.rota,
        cells: [{ person, date: place.date, set: { code: place.code } }],
      });
      const refused = cells[0]?.refused?.code ?? null;
      if (refused !== null && NEVER.includes(refused)) isNever.add(who);
      if (isBreach ? refused === 'hard-rule' : refused === null && findings.made.length === 0) yield place;
    }
}

/**
 * The same board without looking: roles and names as a screen reader is told them, what the live regions say after a
 * fill, a refusal and an undo, one tab stop, and a focus that stays while others edit.
 */
export async function byEar(job: Job, told: Told & { readonly board: string }): Promise<Compared[]> {
  const one = await signedIn(told, { search: 'RH5', button: /rota-manager.*Somerset/ });
  const { page, effort } = one;
  const { token } = await weftClient({ url: told.url }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person: 'operator',
    organisation: 'WEFT',
  });
  const client = weftClient({ url: told.url, token: () => token });
  const address = new URL(told.board);
  const rota = address.pathname.split('/')[2] ?? '';
  const from = address.searchParams.get('from') ?? '';
  const days = 7 * Number(address.searchParams.get('weeks'));
  const to = new Date(Date.parse(from) + days * DAY_MS).toISOString().slice(0, 10);
  const period = { rota, from, to };
  const region = (id: 'said' | 'alerted', words: RegExp) =>
    page.locator(`[data-testid="${id}"]`, { hasText: words }).waitFor({ state: 'attached' });
  /** Where a place lies on the board, by the person's name and the day. */
  const goTo = async ({ name, date }: Pick<Place, 'name' | 'date'>) => {
    await found(page, { effort, words: name, first: new RegExp(name) });
    await page.locator('[data-cell]:focus').waitFor();
    const column = (Date.parse(date) - Date.parse(from)) / DAY_MS;
    for (let at = Number((await focusedCell(page))?.split(' ')[1]); at < column; at++) await effort.press('ArrowRight');
    return (await focusedCell(page)) ?? '';
  };
  const nameOf = (cell: string) => page.locator(`[data-cell="${cell}"]`).getAttribute('aria-label');

  await job.step(
    'by ear: a grid of rows, with a header for each person and each day, and a name for each cell',
    async () => {
      await page.goto(told.board);
      await page.locator('[data-cell="0 0"]').waitFor();
      const heard = await heardOn(page);
      const { people } = await client.sharedRotas.rotas.grid.query(period);
      const count = (role: string) => heard.filter((each) => each.role === role).length;
      ensure(
        heard.some(({ role, name }) => role === 'grid' && name === 'People by day'),
        'There is no grid “People by day”.',
      );
      ensure(count('row') >= people.length + 1, `${count('row')} rows are heard, not ${people.length + 1}.`);
      ensure(count('columnheader') === days + 1, `${count('columnheader')} column headers, not ${days + 1}.`);
      for (const { name } of people)
        ensure(
          heard.some((each) => each.role === 'rowheader' && each.name.includes(name)),
          `${name} is no row header.`,
        );
      const cells = heard.filter(({ role }) => role === 'gridcell');
      ensure(cells.length >= people.length * days, `${cells.length} cells are heard, not ${people.length * days}.`);
      ensure(
        cells.every(({ name }) => name !== ''),
        'There is a cell without a name.',
      );
      for (const live of ['said', 'alerted'])
        ensure((await page.locator(`[data-testid="${live}"]`).count()) === 1, `There is no live region “${live}”.`);
    },
  );
  await job.step(
    'by ear: the grid is one tab stop; Tab leaves it and Shift+Tab comes back to the same cell',
    async () => {
      const stops = await page.locator('[role="grid"] [tabindex="0"]').count();
      ensure(stops === 1, `The grid has ${stops} tab stops.`);
      await tabTo({ effort, to: page.locator('[data-cell][tabindex="0"]') });
      await effort.press('ArrowDown');
      await effort.press('ArrowRight');
      ensure((await focusedCell(page)) === '1 1', `The focus is at ${await focusedCell(page)}, not at 1 1.`);
      await effort.press('Tab');
      ensure((await focusedCell(page)) === null, 'Tab does not leave the grid.');
      await effort.press('Shift+Tab');
      ensure((await focusedCell(page)) === '1 1', 'Shift+Tab does not come back to the cell.');
      const focused = (await heardOn(page)).filter(({ isFocused, role }) => isFocused && role === 'gridcell');
      ensure(focused.length === 1, `${focused.length} cells are heard as focused.`);
    },
  );
  let cell = '';
  let place: Place | null = null;
  await job.step(
    'by ear: a fill is said when it is saved, and the cell tells code, role, site, times and pin',
    async () => {
      for await (const open of openPlaces(client, period, false)) {
        place = open;
        break;
      }
      ensure(place !== null, 'Nothing may be filled without a finding.');
      cell = await goTo(place);
      await effort.type(place.code);
      await page.locator('.weft-editor__choice[aria-selected="true"] em').waitFor();
      const choice = (await heardOn(page)).filter(({ role }) => role === 'option');
      ensure(choice.length > 0, 'No choice is heard while a code is typed.');
      await effort.press('Shift+Enter');
      await region('said', /saved/);
      await page.locator(`[data-cell="${cell}"]`, { hasText: place.code }).waitFor();
      ensure((await focusedCell(page)) === cell, 'The focus is not on the filled cell.');
      await effort.press('F9');
      await page.locator(`[data-cell="${cell}"][aria-label*="pinned"]:not([aria-label*="not saved yet"])`).waitFor();
      const name = (await nameOf(cell)) ?? '';
      ensure(
        new RegExp(
          `^${place.code} [^,]+, [^,]+, \\d\\d:\\d\\d to \\d\\d:\\d\\d.*, pinned, changed since publication`,
        ).test(name),
        `The cell is called “${name}”.`,
      );
      ensure(
        (await heardOn(page)).some((each) => each.role === 'gridcell' && each.name === name),
        `“${name}” is not what is heard.`,
      );
    },
  );
  await job.step('by ear: an undo is said, and so is what is done again', async () => {
    await effort.press('Control+z');
    await region('said', /^Undone: /);
    await page.locator(`[data-cell="${cell}"]:not([aria-label*="pinned"])`).waitFor();
    await effort.press('Control+y');
    await region('said', /^Done again: /);
  });
  await job.step(
    'by ear: an unknown code and a breach are refused aloud; the finding is in the cell’s name',
    async () => {
      await goTo({ name: place?.name ?? '', date: from });
      await effort.press('Enter');
      await effort.type('QQ');
      await effort.press('Enter');
      await region('alerted', /QQ is no code of this board/);
      await effort.press('Escape');
      let breach: Place | null = null;
      for await (const open of openPlaces(client, period, true)) {
        breach = open;
        break;
      }
      ensure(breach !== null, 'Nothing that is open breaks a rule.');
      const at = await goTo(breach);
      await effort.type(breach.code);
      await page.locator('.weft-editor__choice[aria-selected="true"] em', { hasText: 'breach' }).waitFor();
      await effort.press('Enter');
      await region('alerted', /Control, Shift and Enter/);
      await effort.press('Control+Shift+Enter');
      await page.getByRole('dialog', { name: 'Save in spite of a breach' }).waitFor();
      await tabTo({ effort, to: page.getByLabel('Reason') });
      await effort.type('Own wish');
      await effort.press('Enter');
      await region('said', /saved/);
      await page.locator(`[data-cell="${at}"][aria-label*="overridden: "]`).waitFor();
    },
  );
  await job.step('by ear: others’ edits leave the focus where it is, and are silent outside the own cell', async () => {
    const own = await goTo({ name: place?.name ?? '', date: place?.date ?? '' });
    const before = await page.locator('[data-testid="said"]').textContent();
    let other: Place | null = null;
    for await (const open of openPlaces(client, period, false))
      if (open.person !== place?.person) {
        other = open;
        break;
      }
    ensure(other !== null, 'Nothing is left for somebody else to fill.');
    const { person, date, code } = other;
    const asked = { commandId: newCommandId(), rota, cells: [{ person, date, set: { code } }], partly: false };
    const { done } = await client.sharedRotas.rotas.edit.mutate({ ...asked, how: 'typed' });
    ensure(done.length === 1, 'The other manager’s edit was refused.');
    const column = (Date.parse(date) - Date.parse(from)) / DAY_MS;
    await page
      .locator(`[data-cell$=" ${column}"][aria-label^="${code} "][aria-label*="changed it at"]`)
      .first()
      .waitFor();
    ensure((await focusedCell(page)) === own, `The focus went to ${await focusedCell(page)}.`);
    ensure((await page.locator('[data-testid="said"]').textContent()) === before, 'Another’s edit was said.');
  });
  await job.step('by ear: no page threw', async () => ensure(one.faults.length === 0, one.faults.join('\n')));
  await one.close();
  return [];
}
