import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import { ensure, type Job } from '../job.ts';
import { signedIn, type Told } from './on-page.ts';

/** A repair is asked for of so many people until one moves somebody. */
const PEOPLE_TRIED = 60;
const DAY_MS = 86_400_000;

type Proposed = Awaited<ReturnType<WeftClient['sharedRotas']['repair']['propose']['query']>>;
type Repairable = {
  readonly rota: string;
  readonly person: string;
  readonly typed: string;
  readonly proposal: Proposed;
};

async function clientOf(url: string, who: { readonly person: string; readonly organisation: string }) {
  const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({ commandId: newCommandId(), ...who });
  return weftClient({ url, token: () => token });
}

const dayAfter = (day: string, days: number) => new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
const todayThere = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date());

/** Somebody with duties of today or tomorrow on one rota only, whose absence can be repaired. */
async function whoIsIll(client: WeftClient, rotas: readonly string[]): Promise<Repairable | null> {
  const { sharedRotas, workforce } = client;
  const today = todayThere();
  const span = { from: today, to: dayAfter(today, 2) };
  let tried = 0;
  for (const rota of rotas) {
    const { duties, people } = await sharedRotas.rotas.board.query({ rota, ...span });
    const holders = new Set(
      duties
        .filter(({ start }) => Date.parse(start) > Date.now() + 600_000)
        .flatMap(({ filled }) => filled.map(({ person }) => person)),
    );
    for (const { person, name, leave } of people) {
      if (!holders.has(person) || leave.length > 0 || tried++ > PEOPLE_TRIED) continue;
      const held = await sharedRotas.duties.heldBy.query({ person, ...span });
      if (held.elsewhere > 0 || held.duties.length === 0 || held.duties.some((duty) => duty.rota !== rota)) continue;
      if (held.duties.some(({ isUnderWay }) => isUnderWay)) continue;
      if ((await workforce.people.get.query({ person })).standing !== 'own') continue;
      const found = await workforce.people.list.query({ search: name.toLowerCase() });
      if (found.people[0]?.id !== person) continue;
      const proposal = await sharedRotas.repair.propose.query({ rota, absent: [{ person, ...span }] });
      if (proposal.gaps.length > 0 || proposal.disturbed.people === 0) continue;
      return { rota, person, typed: name.toLowerCase(), proposal };
    }
  }
  return null;
}

/** A sick call is answered by a proposal of who moves; one key takes it, one click takes it back. */
export async function repairStory(job: Job, told: Told): Promise<void> {
  const { url } = told;
  const found = await weftClient({ url }).workforce.signIn.people.query({ search: 'RH5' });
  const manager = found.find(({ roles }) => roles.includes('rota-manager'));
  ensure(manager !== undefined, 'No rota manager of RH5 can sign in.');
  const client = await clientOf(url, { person: manager.person, organisation: manager.organisation });
  let ill: Repairable | null = null;
  await job.step('repair: somebody has duties tomorrow that others could take over', async () => {
    const rotas = await client.sharedRotas.rotas.list.query();
    ill = await whoIsIll(
      client,
      rotas.filter(({ owner }) => owner === 'RH5').map(({ id }) => id),
    );
    ensure(ill !== null, 'Nobody at RH5 has duties tomorrow that a repair could fill.');
  });
  if (!ill) return;
  const { rota, person, typed, proposal } = ill as Repairable;
  const duties = new Set(proposal.changes.map(({ duty }) => duty as string));
  const open = async () =>
    (await client.sharedRotas.gaps.list.query({ rota, limit: 1000 })).gaps.filter(({ duty }) => duties.has(duty));

  await job.step(
    `repair: after a sick call ${duties.size} duties go to others by one key, and back by a click`,
    async () => {
      const her = await signedIn(told, { search: manager.name, button: /rota-manager/ });
      const { page, effort } = her;
      await page.goto(`${url}/rotas/${rota}/gaps`);
      await effort.click(page.getByRole('button', { name: 'Somebody is off sick' }));
      await effort.type(typed);
      await effort.press('Enter');
      await page.getByLabel('For how many days, today included').waitFor();
      await effort.type('2');
      await page.getByRole('button', { name: /becomes? a gap|become gaps/ }).waitFor();
      await effort.press('Enter');
      const panel = page.getByRole('region', { name: 'Proposed repair' });
      await panel.getByText('Every place is filled').waitFor();
      await her.isClean('repair-proposed');
      await effort.press('Control+Enter');
      await page.getByText('The repair is made.').first().waitFor();
      await her.isClean('repair-made');
      ensure((await open()).length === 0, 'The repair was made, and a duty of it is open.');
      await effort.click(page.getByRole('button', { name: 'Take it back' }));
      await page.getByRole('button', { name: 'Take it back' }).waitFor({ state: 'detached' });
      ensure((await open()).length > 0, 'The repair was taken back, and none of its duties is open.');
      ensure(her.faults.length === 0, her.faults.join('\n'));
      await her.close();
      const today = todayThere();
      const held = await client.sharedRotas.duties.heldBy.query({ person, from: today, to: dayAfter(today, 2) });
      ensure(held.duties.length === 0, `${person} is ill and has ${held.duties.length} duties.`);
    },
  );
}
