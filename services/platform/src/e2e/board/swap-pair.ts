import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import { ensure } from '../job.ts';

const ROSTER_WAIT_MS = 120_000;

/** Somebody who may sign in. */
export type Person = { readonly person: string; readonly organisation: string; readonly name: string };
/** Two clinicians with duties to exchange, and who manages their rota. */
export type Pair = {
  readonly giver: Person;
  readonly taker: Person;
  readonly manager: Person;
  readonly gives: { readonly duty: string; readonly date: string };
  readonly takes: { readonly duty: string; readonly date: string };
};

/** A client of somebody who is signed in. */
export async function clientOf(url: string, { person, organisation }: Omit<Person, 'name'>): Promise<WeftClient> {
  const { token } = await weftClient({ url }).workforce.signIn.choose.mutate({
    commandId: newCommandId(),
    person,
    organisation,
  });
  return weftClient({ url, token: () => token });
}

/** Lets the auto-roster fill what is open on a rota, so that people have duties to come. */
async function fillTheRota(manager: WeftClient, rota: string) {
  const { jobs } = manager.sharedRotas;
  const { job } = await jobs.start.mutate({ commandId: newCommandId(), rotas: [rota], steps: 300 });
  const until = async (stages: readonly string[]) => {
    for (const end = Date.now() + ROSTER_WAIT_MS; Date.now() < end; ) {
      const { stage } = await jobs.get.query({ job });
      if (stages.includes(stage)) return;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    throw new Error(`Roster job ${job} did not come to ${stages.join(' or ')}.`);
  };
  await until(['found']);
  await jobs.accept.mutate({ commandId: newCommandId(), job });
  await until(['applied']);
}

/** Two clinicians whose next duty of one can be exchanged with a duty of the other, and the manager of their rota. */
export async function aPair(url: string): Promise<Pair> {
  const open = weftClient({ url }).workforce.signIn;
  const found = await open.people.query({ search: 'RH5' });
  const manager = found.find(({ roles }) => roles.includes('rota-manager'));
  ensure(manager !== undefined, 'Nobody of RH5 manages rotas.');
  const desk = await clientOf(url, manager);
  const own = (await desk.sharedRotas.rotas.list.query()).filter(({ owner }) => owner === manager.organisation);
  for (const { id } of own) {
    await fillTheRota(desk, id);
    const { people } = await desk.sharedRotas.rotas.board.query({ rota: id });
    for (const { person, name } of people) {
      const giver = await clinician(open, { person, name });
      if (!giver) continue;
      const pair = await partnerOf(url, giver);
      if (pair) return { ...pair, giver, manager };
    }
  }
  throw new Error('No two clinicians of RH5 could exchange duties.');
}

async function clinician(open: WeftClient['workforce']['signIn'], { person, name }: { person: string; name: string }) {
  const held = await open.people.query({ search: name });
  return held.find((one) => one.person === person && one.roles.join() === 'clinician');
}

async function partnerOf(url: string, giver: Person) {
  const { myRota, swaps } = (await clientOf(url, giver)).sharedRotas;
  const from = new Date().toISOString().slice(0, 10);
  const to = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  const { next } = await myRota.get.query({ from, to });
  if (!next || Date.parse(next.start) < Date.now()) return null;
  const { exchanges } = await swaps.possible.query({ duty: next.duty });
  for (const { person, name, duty } of exchanges) {
    const taker = await clinician(weftClient({ url }).workforce.signIn, { person, name });
    if (taker)
      return { taker, gives: { duty: next.duty, date: next.date }, takes: { duty: duty.duty, date: duty.date } };
  }
  return null;
}
