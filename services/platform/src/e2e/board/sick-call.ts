import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import { ensure, type Job } from '../job.ts';
import type { Compared } from './effort.ts';
import { signedIn, type Told } from './on-page.ts';

/** The same in a spreadsheet with people down and days across, by somebody who knows it by heart. */
const SPREADSHEET = {
  keys: 49,
  clicks: 5,
  how: [
    'find the person (Ctrl+F, 4 letters, Enter, Esc), go to today (3 keys), type S and Enter',
    'look down the column for somebody free (3 keys at least; hours, rest and skills by eye)',
    'find that person (7 keys), go to today (3 keys), type the code and Enter (2 keys)',
    'save (1 key), write to two people and to the one who approves (click, 2 × 3 letters and Enter, 8 keys of text, click)',
    'the one who approves opens the message and the sheet (2 clicks) and answers (1 click, 5 keys)',
  ].join('; '),
};
const SEARCH_WAIT_MS = 180_000;
const DAY_MS = 86_400_000;

type Who = { readonly person: string; readonly organisation: string; readonly name: string };
type Sick = {
  readonly rota: string;
  readonly manager: Who;
  readonly person: string;
  readonly name: string;
  readonly typed: string;
  readonly days: number;
  readonly duties: readonly string[];
};

async function clientOf(url: string, who: Pick<Who, 'person' | 'organisation'>): Promise<WeftClient> {
  const { person, organisation } = who;
  const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person,
    organisation,
  });
  return weftClient({ url, token: () => token });
}

/** Fills what is open on a rota by the auto-roster, and publishes it: Friday's work. */
async function filledRota({ sharedRotas: { jobs, rotas } }: WeftClient, rota: string) {
  const { job } = await jobs.start.mutate({ commandId: newCommandId(), rotas: [rota], steps: 300 });
  for (const end = Date.now() + SEARCH_WAIT_MS; Date.now() < end; ) {
    const { stage } = await jobs.get.query({ job });
    if (stage === 'found') await jobs.accept.mutate({ commandId: newCommandId(), job });
    if (stage === 'found' || stage === 'applied') break;
    ensure(stage === 'running', `The search for a filled rota is ${stage}.`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const diff = await rotas.publicationDiff.query({ rota });
  if (diff.added.length + diff.removed.length + diff.changed.length > 0)
    await rotas.publish.mutate({ commandId: newCommandId(), rota, reason: 'The weeks to come' });
}

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Somebody of the manager's own organisation with one or two duties to come, each of which somebody else can do. */
async function whoIsSick(client: WeftClient, manager: Who, rota: string): Promise<Sick> {
  const { sharedRotas, workforce } = client;
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
  const { duties, people } = await sharedRotas.rotas.board.query({ rota, from: today, to: dayAfter(today, 4) });
  const names = new Map(people.map(({ person, name }) => [person, name]));
  const away = new Set(people.filter(({ leave }) => leave.length > 0).map(({ person }) => person));
  const ahead = duties.filter(({ end }) => Date.parse(end) > Date.now() + 600_000);
  const holders = new Set(
    ahead.flatMap(({ filled }) => filled.map(({ person }) => person)).filter((one) => !away.has(one)),
  );
  for (const days of [1, 2, 3, 4])
    for (const person of holders) {
      const name = names.get(person) ?? '';
      const held = await sharedRotas.duties.heldBy.query({ person, from: today, to: dayAfter(today, days) });
      if (held.duties.length < 1 || held.duties.length > 2 || held.elsewhere > 0) continue;
      if (held.duties.some(({ rota: of }) => of !== rota)) continue;
      const { standing } = await workforce.people.get.query({ person });
      if (standing !== 'own') continue;
      const typed = await lettersFor(client, name, person);
      if (typed === null) continue;
      const asked = await Promise.all(
        held.duties.map(({ duty }) => sharedRotas.duties.whoCanFill.query({ duty, enough: 5 })),
      );
      const able = (list: (typeof asked)[number]) => list.filter(({ ok, person: one }) => ok && one !== person);
      if (asked.some((list) => able(list).length < held.duties.length)) continue;
      return { rota, manager, person, name, typed, days, duties: held.duties.map(({ duty }) => duty) };
    }
  throw new Error(`Nobody on rota ${rota} has duties in the next days that somebody else could do.`);
}

/** The first letters of a name by which the person comes first in the list. */
async function lettersFor({ workforce }: WeftClient, name: string, person: string): Promise<string | null> {
  for (const letters of [3, 4, 5, 6, 8]) {
    const search = name.slice(0, letters).toLowerCase();
    const { people } = await workforce.people.list.query({ search });
    if (people[0]?.id === person) return search;
  }
  return null;
}

/** A sick call at seven on Monday: from the phone call to cover that is published with two stamps, mostly by keys. */
export async function sickCallStory(job: Job, told: Told): Promise<Compared | null> {
  const { url } = told;
  let sick: Sick | null = null;
  const effort = { keys: 0, clicks: 0 };
  await job.step('sick call: before it, the rota is filled and published', async () => {
    const found = await weftClient({ url }).workforce.signIn.people.query({ search: 'RH5' });
    const manager = found.find(({ roles }) => roles.includes('rota-manager'));
    ensure(manager !== undefined, 'No rota manager of RH5 can sign in.');
    const client = await clientOf(url, manager);
    const rotas = await client.sharedRotas.rotas.list.query();
    const operator = await clientOf(url, { person: 'operator', organisation: 'WEFT' });
    for (const { id } of rotas.filter(({ owner, hardFindings }) => owner === 'RH5' && hardFindings === 0)) {
      await filledRota(operator, id);
      sick = await whoIsSick(client, manager, id).catch(() => null);
      if (sick) break;
    }
    ensure(sick !== null, 'On no rota of RH5 is there somebody whose duties others could do.');
  });
  if (!sick) return null;
  const { rota, manager, person, name, typed, days, duties } = sick as Sick;

  await job.step(`sick call: off sick in a few keys; ${duties.length} of their duties become gaps`, async () => {
    const her = await signedIn(told, { search: manager.name, button: /rota-manager/ });
    const { page, effort: own } = her;
    await page.goto(`${url}/rotas/${rota}/publish`);
    const places = page.getByRole('navigation', { name: 'This rota' });
    await places.getByRole('link', { name: 'Gaps' }).waitFor();
    await own.click(places.getByRole('link', { name: 'Gaps' }));
    await own.click(page.getByRole('button', { name: 'Somebody is off sick' }));
    await own.type(typed);
    await her.isClean('sick-call-who');
    await own.press('Enter');
    const field = page.getByLabel('For how many days, today included');
    await field.waitFor();
    await page.locator('.weft-sick-call', { hasText: name }).waitFor();
    if (days > 1) await own.type(String(days));
    await page.getByRole('button', { name: /becomes? a gap|become gaps/ }).waitFor();
    await her.isClean('sick-call-days');
    await own.press('Enter');
    for (const [index] of duties.entries()) {
      const gap = page.locator('[data-gap]:focus');
      await gap.waitFor();
      ensure(
        /Just opened/.test((await gap.locator('xpath=ancestor::section[1]').getAttribute('aria-label')) ?? ''),
        'The focus is not on a gap that the sick call opened.',
      );
      await own.press('Enter');
      await page.locator('[data-candidate]:focus').waitFor();
      if (index === 0) await her.isClean('sick-call-candidates');
      await own.press('Enter');
      await page.locator('.weft-filled').waitFor();
    }
    await page.locator('.weft-filled a:focus').waitFor();
    await her.isClean('sick-call-filled');
    await own.press('Enter');
    const ask = page.getByRole('button', { name: /^Ask for approval of version/ });
    await ask.waitFor();
    await her.isClean('publish-check');
    await own.click(ask);
    await page.getByText('You asked for version').waitFor();
    await her.isClean('publish-asked');
    effort.keys += own.keys();
    effort.clicks += own.clicks();
    ensure(her.faults.length === 0, her.faults.join('\n'));
    await her.close();
  });

  await job.step('sick call: a second person approves, and the cover is published with both stamps', async () => {
    const other = await signedIn(told, { search: 'operator', button: /operator/ });
    const { page, effort: own } = other;
    await page.goto(`${url}/rotas/${rota}/publish`);
    const approve = page.getByRole('button', { name: /^Approve and publish version/ });
    await approve.waitFor();
    await other.isClean('publish-approve');
    await own.click(approve);
    await page.getByText(/Published as version \d+/).waitFor();
    await page
      .getByText(/asked for by .* approved by Operator|asked for by .* approved by operator/)
      .first()
      .waitFor();
    await other.isClean('publish-done');
    effort.keys += own.keys();
    effort.clicks += own.clicks() + 1;
    ensure(other.faults.length === 0, other.faults.join('\n'));
    await other.close();
    const client = await clientOf(url, manager);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());
    const held = await client.sharedRotas.duties.heldBy.query({ person, from: today, to: dayAfter(today, days) });
    ensure(held.duties.length === 0, `${person} still has ${held.duties.length} duties.`);
    const { gaps } = await client.sharedRotas.gaps.list.query({ rota, limit: 1000 });
    ensure(!gaps.some(({ duty }) => duties.includes(duty)), 'A duty of the sick call is still open.');
  });
  const more = duties.length - 1;
  return {
    story: 'a sick call at seven on Monday',
    ...effort,
    spreadsheet: { ...SPREADSHEET, keys: SPREADSHEET.keys + more * 17, clicks: SPREADSHEET.clicks },
  };
}
