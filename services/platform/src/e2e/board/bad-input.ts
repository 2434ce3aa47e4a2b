import { ensure, type Job } from '../job.ts';
import type { Compared } from './effort.ts';
import { signedIn, type Told } from './on-page.ts';

const MANAGER = { search: 'RH5', button: /rota-manager.*Somerset/ };
const DAY_MS = 86_400_000;

const mondayOf = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
};

/** What goes wrong at a desk: nothing is lost by it, nothing false is shown, and words say what to do. */
export async function badInput(job: Job, told: Told & { readonly board: string }): Promise<Compared[]> {
  const one = await signedIn(told, MANAGER);
  const { page } = one;
  const rota = new URL(told.board).pathname;
  await job.step('bad input: with a browser’s clock a week ahead the board begins with this week', async () => {
    const right = new Date();
    await page.clock.setFixedTime(new Date(right.getTime() + 7 * DAY_MS));
    await page.goto(`${told.url}${rota}?view=people`);
    await page.locator('[data-cell="0 0"]').waitFor();
    const first = await page.getByLabel('Go to day').inputValue();
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(right);
    ensure(first === mondayOf(today), `The board begins with ${first}, not with the Monday of ${today}.`);
  });
  await job.step('bad input: no page threw', async () => ensure(one.faults.length === 0, one.faults.join('\n')));
  await one.close();
  return [];
}
