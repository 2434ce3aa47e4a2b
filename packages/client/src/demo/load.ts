import type { WeftClient } from '../client.ts';
import { commandIds } from './command-id.ts';
import { dayOf, HISTORY_WEEKS } from './dates.ts';
import { type DemoAsked, type DemoRota, demoNetwork } from './network.ts';
import { travel } from './organisations.ts';
import type { Placement } from './placements.ts';

type Input<Procedure extends (input: never, ...rest: never[]) => unknown> = Parameters<Procedure>[0];
type Loading = {
  readonly client: WeftClient;
  readonly id: (step: string) => string;
  readonly onProgress: (line: string) => void;
};

const PEOPLE_AT_ONCE = 100;
const PLACES_AT_ONCE = 500;
const ROTAS_AT_ONCE = 2;
const REASON = 'Demonstration: weeks that lie behind';

/**
 * Loads the demonstration network as any client could: real places, invented people, the first weeks of each rota
 * filled and published, the rest open. Each step has a command id of its own, so a load that was cut short goes on
 * where it stopped, and a second one changes nothing. Needs the operator. Throws what a refused command throws.
 */
export async function loadDemo(
  client: WeftClient,
  { onProgress, ...asked }: DemoAsked & { readonly onProgress: (line: string) => void },
): Promise<void> {
  const demo = demoNetwork(asked);
  const id = commandIds(`demo/${asked.seed}/${asked.weeks}/${asked.startMonday}`);
  const { organisations, sites, arrangements, services } = demo;
  await client.network.recordMany.mutate({
    commandId: id('network'),
    ...({ organisations, sites, arrangements, services } as unknown as Omit<
      Input<WeftClient['network']['recordMany']['mutate']>,
      'commandId'
    >),
  });
  for (const [from, to, minutes] of travel)
    await client.network.travel.set.mutate({ commandId: id(`travel/${from}/${to}`), from, to, minutes });
  onProgress(`${organisations.length} organisations, ${sites.length} sites, ${arrangements.length} arrangements`);
  for (let first = 0; first < demo.people.length; first += PEOPLE_AT_ONCE) {
    const people = demo.people.slice(first, first + PEOPLE_AT_ONCE);
    await client.workforce.recordMany.mutate({ commandId: id(`people/${first}`), people });
    onProgress(`${first + people.length} of ${demo.people.length} people`);
  }
  const waiting = demo.rotas.values();
  const load = async () => {
    for (const rota of waiting) await loadRota(rota, { client, id, onProgress });
  };
  await Promise.all(Array.from({ length: ROTAS_AT_ONCE }, load));
}

/** One rota: its demand and patterns, its past, its first publication, and what changed after it. */
async function loadRota(rota: DemoRota, { client, id: idOf, onProgress }: Loading): Promise<void> {
  const { plan, period, history, exceptional, changes } = rota;
  const { rotas, demand, patterns, duties } = client.sharedRotas;
  const id = (step: string) => idOf(`${plan.id}/${step}`);
  const { id: name, posts: _posts, teams: _teams, exceptions: _exceptions, ...terms } = plan;
  const opened = { ...terms, id: name, period, commandId: id('open') };
  await rotas.open.mutate({
    ...opened,
    organisations: [...terms.organisations],
    arrangements: [...terms.arrangements],
    sites: [...terms.sites],
  });
  await Promise.all([
    ...rota.demand.map((template) => demand.set.mutate({ ...template, commandId: id(`demand/${template.id}`) })),
    ...rota.patterns.map((pattern) =>
      patterns.set.mutate({
        ...pattern,
        rota: plan.id,
        weeks: pattern.weeks.map((week) => [...week]),
        commandId: id(`pattern/${pattern.id}`),
      }),
    ),
  ]);
  await demand.expand.mutate({ commandId: id('expand'), rota: plan.id, reason: REASON });

  const dutyOf = await dutiesOf(rota, client);
  const places = history.flatMap(({ person, ...at }) => {
    const duty = dutyOf(at);
    return duty ? [{ duty, person }] : [];
  });
  let filled = 0;
  let refused = 0;
  for (const [index, part] of parts(places).entries()) {
    const answer = await duties.fillMany.mutate({
      commandId: id(`history/${index}`),
      placements: part,
      how: 'pattern',
      reason: REASON,
    });
    filled += answer.filled;
    refused += answer.refused.length;
  }
  const expires = dayOf(period.from, 26);
  for (const { reason, role, person, ...at } of exceptional) {
    const duty = dutyOf(at);
    if (duty)
      await duties.fill.mutate({
        commandId: id(`exception/${person}`),
        duty,
        person,
        reason,
        override: { reason, role, expires },
      });
  }
  await rotas.publish.mutate({ commandId: id('publish'), rota: plan.id, reason: REASON });
  for (const { person, to, reason, ...at } of changes) {
    const duty = dutyOf(at);
    if (!duty) continue;
    const changed = { commandId: id(`change/${duty}/${person}`), duty, reason };
    await (to ? duties.reassign.mutate({ ...changed, from: person, to }) : duties.clear.mutate({ ...changed, person }));
  }
  onProgress(`${plan.name}: ${filled} places filled, ${refused} left empty for want of a valid credential; published`);
}

/** Ids of the duties of the past weeks, by code and day. */
async function dutiesOf({ plan, period: { from } }: DemoRota, client: WeftClient) {
  const board = await client.sharedRotas.rotas.board.query({ rota: plan.id, from, to: dayOf(from, HISTORY_WEEKS) });
  const found = new Map(board.duties.map(({ id, code, date }) => [`${code} ${date}`, id]));
  return ({ code, date }: Pick<Placement, 'code' | 'date'>) => found.get(`${code} ${date}`);
}

/** Some hundred places at a time; all places of one person stay together. */
function parts<Place extends { readonly person: string }>(places: readonly Place[]): Place[][] {
  const made: Place[][] = [];
  for (const own of Map.groupBy(places, ({ person }) => person).values()) {
    const last = made.at(-1);
    if (last && last.length + own.length <= PLACES_AT_ONCE) last.push(...own);
    else made.push([...own]);
  }
  return made;
}
