import { newCommandId, type WeftClient, weftClient } from '@weft/client';
import type { BoardQuery, OpenDuty, Slot, TestData } from './test-data.ts';

/** Weeks of each load rota, from the end of the demonstration rota that it lies beside. */
const WEEKS = 26;
/** People of each load rota: each has a first and a second duty in each of its weeks. */
const MOST_PEOPLE = 24;
/** So many slots stand filled and so many moved when the run begins. */
const LAG = 300;
const OPEN_DUTIES_OF_A_ROTA = 40;
const PEOPLE_WHO_LOOK = 150;

type Rotas = Awaited<ReturnType<WeftClient['sharedRotas']['rotas']['list']['query']>>;
type Rota = Rotas[number];
type Board = Awaited<ReturnType<WeftClient['sharedRotas']['rotas']['board']['query']>>;

const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Signs in as somebody; answers the token, or null where they hold no role there. */
async function tokenOf(client: WeftClient, person: string, organisation: string): Promise<string | null> {
  try {
    const { token } = await client.workforce.signIn.choose.mutate({ commandId: newCommandId(), person, organisation });
    return token;
  } catch {
    return null;
  }
}

/**
 * Makes rotas of its own beside those of the demonstration, with duties that people can have without clashes, and
 * tells what a generator of load needs to use them. Asks the platform as any client would, as its operator and managers.
 */
export async function prepare(url: string, tell: (line: string) => void): Promise<TestData> {
  const anonymous = weftClient({ url });
  const operator = await tokenOf(anonymous, 'operator', 'WEFT');
  const client = weftClient({ url, token: () => operator });
  const rotas = await client.sharedRotas.rotas.list.query();
  if (rotas.length === 0) throw new Error(`There is no rota at ${url}. Load the demonstration first: npx weft demo`);

  const managers: string[] = [];
  const people: string[] = [];
  const slots: Slot[] = [];
  const boards: BoardQuery[] = [];
  const openDuties: OpenDuty[] = [];
  const taken = new Set<string>();
  for (const rota of rotas) {
    const found = await anonymous.workforce.signIn.people.query({ search: rota.owner });
    const own = found.find(({ roles, organisation }) => roles.includes('rota-manager') && organisation === rota.owner);
    const token = own && (await tokenOf(anonymous, own.person, own.organisation));
    if (!token) throw new Error(`Nobody may sign in as rota manager of ${rota.owner}, who owns ${rota.id}.`);
    const manager = managers.push(token) - 1;
    const drawn = await client.sharedRotas.rotas.board.query({ rota: rota.id });
    const load = await loadRota(client, { rota, drawn, taken });
    slots.push(...load.slots.map((slot) => ({ ...slot, manager })));
    for (const [id, from, weeks] of [
      [rota.id, rota.period.from, 12] as const,
      [load.id, rota.period.to, WEEKS] as const,
    ])
      for (let week = 0; week + 2 <= weeks; week += 2)
        boards.push({ rota: id, from: addDays(from, week * 7), to: addDays(from, week * 7 + 14), manager });
    openDuties.push(...openOf(drawn).map((one) => ({ ...one, manager })));
    for (const { person, employers } of drawn.people.slice(0, Math.ceil(PEOPLE_WHO_LOOK / rotas.length))) {
      const looks = await tokenOf(anonymous, person, employers[0]?.code ?? '');
      if (looks) people.push(looks);
    }
    tell(`${rota.id}: ${load.slots.length} slots for ${load.people} people in ${load.id}`);
  }
  const mixed = slots.map((slot, index) => ({ slot, at: (index * 7919) % slots.length })).sort((a, b) => a.at - b.at);
  const ring = mixed.map(({ slot }) => slot);
  await fillBefore(client, ring);
  const period = rotas[0]?.period ?? { from: '', to: '' };
  return {
    managers,
    people,
    slots: ring,
    lag: LAG,
    boards,
    openDuties,
    myDays: { from: period.from, to: addDays(period.from, 56) },
  };
}

/** Open duties of a board, and for each somebody who is on it. */
function openOf({ duties, people }: Board): Omit<OpenDuty, 'manager'>[] {
  const open = duties.filter(({ count, filled, withdrawn }) => !withdrawn && filled.length < count);
  const step = Math.max(1, Math.floor(open.length / OPEN_DUTIES_OF_A_ROTA));
  return open
    .filter((_, index) => index % step === 0)
    .slice(0, OPEN_DUTIES_OF_A_ROTA)
    .flatMap(({ id }, index) => {
      const person = people[(index * 31) % people.length]?.person;
      return person ? [{ duty: id, person }] : [];
    });
}

/** A rota beside one of the demonstration, with an early and a late duty in each week for each of its people. */
async function loadRota(
  client: WeftClient,
  { rota, drawn, taken }: { rota: Rota; drawn: Board; taken: Set<string> },
): Promise<{ id: string; people: number; slots: Omit<Slot, 'manager'>[] }> {
  const { sharedRotas } = client;
  const id = `load-${rota.id}`;
  const period = { from: rota.period.to, to: addDays(rota.period.to, WEEKS * 7) };
  const like = drawn.duties.find(({ kind, site }) => kind === 'shift' && rota.sites.includes(site));
  if (!like) throw new Error(`Rota ${rota.id} has no shift to make others like it.`);
  await sharedRotas.rotas.open.mutate({
    commandId: newCommandId(),
    id: id,
    name: `Load beside ${rota.name}`,
    owner: rota.owner,
    organisations: [...rota.organisations],
    arrangements: [...drawn.rota.arrangements],
    sites: [...rota.sites],
    period: period,
  });
  const demand = (name: string, weekday: number) => ({
    commandId: newCommandId(),
    id: `${id}-${name}`,
    rota: id,
    site: like.site,
    service: like.service,
    role: like.role,
    grade: [],
    skill: null,
    count: 1,
    kind: 'shift' as const,
    code: name,
    startTime: '09:00',
    endTime: '13:00',
    breakMinutes: 0,
    expectedWorkMinutes: 0,
    weekdays: [weekday],
    publicHolidays: 'as-usual' as const,
    from: period.from,
    to: null,
    arrangement: null,
  });
  await sharedRotas.demand.set.mutate(demand('0', 2));
  await sharedRotas.demand.expand.mutate({ commandId: newCommandId(), rota: id });
  const { duties } = await sharedRotas.rotas.board.query({ rota: id });
  const probe = duties[0];
  if (!probe) throw new Error(`Rota ${id} has no duty although it was expanded.`);
  const candidates = await sharedRotas.duties.whoCanFill.query({ duty: probe.id, enough: 500 });
  const fit = candidates.filter(({ ok, person }) => ok && !taken.has(person)).slice(0, MOST_PEOPLE);
  for (const { person } of fit) taken.add(person);
  await Promise.all(
    fit.flatMap((_, index) => [
      sharedRotas.demand.set.mutate(demand(`${index}-first`, 1)),
      sharedRotas.demand.set.mutate(demand(`${index}-second`, 4)),
    ]),
  );
  await sharedRotas.demand.expand.mutate({ commandId: newCommandId(), rota: id });
  const board = await sharedRotas.rotas.board.query({ rota: id });
  const byCode = Map.groupBy(board.duties, ({ code }) => code);
  const slots = fit.flatMap(({ person }, index) => {
    const first = byCode.get(`${index}-first`) ?? [];
    const second = byCode.get(`${index}-second`) ?? [];
    return first.flatMap((duty, week) => {
      const other = second[week];
      return other ? [{ person, first: duty.id as string, second: other.id as string }] : [];
    });
  });
  return { id, people: fit.length, slots };
}

/** Brings the ring to where the flows find it: the first slots hold their second duty, the next ones their first. */
async function fillBefore({ sharedRotas }: WeftClient, ring: readonly Slot[]): Promise<void> {
  if (ring.length < 4 * LAG) throw new Error(`There are ${ring.length} slots for load, and ${4 * LAG} are needed.`);
  const placements = [
    ...ring.slice(0, LAG).map(({ second, person }) => ({ duty: second, person: person })),
    ...ring.slice(LAG, 2 * LAG).map(({ first, person }) => ({ duty: first, person: person })),
  ];
  await sharedRotas.duties.fillMany.mutate({ commandId: newCommandId(), placements });
}
