import type { Arrangement, Organisation, Site } from '@weft/contracts';
import { addDays } from '@weft/rostering';
import { arrangements } from './arrangements.ts';
import { dayOf, HISTORY_WEEKS } from './dates.ts';
import { demandOf, type Template } from './demand.ts';
import { organisations, sites } from './organisations.ts';
import { type DemoPerson, type Making, type Member, managersOf, membersOf } from './people.ts';
import { exceptionOf, historyOf, type Placement } from './placements.ts';
import { randomOf } from './random.ts';
import type { Post, RotaPlan, Team } from './rota-plan.ts';
import { midlandRotas } from './rotas-midlands.ts';
import { northernRotas } from './rotas-north.ts';
import { southernRotas } from './rotas-south.ts';

/** A placement that breaks a rule on purpose, with who let it pass and why. */
type Exceptional = Placement & { readonly reason: string; readonly role: string };

/** What happens to a rota after it was published. `to` is null where the place stays empty. */
type Change = Placement & { readonly to: string | null; readonly reason: string };

/** One rota of the demonstration, from its demand to what changed in it. */
export type DemoRota = {
  readonly plan: RotaPlan;
  readonly period: { readonly from: string; readonly to: string };
  readonly demand: readonly Template[];
  readonly patterns: readonly { readonly id: string; readonly name: string; readonly weeks: Team['cycle'] }[];
  readonly history: readonly Placement[];
  readonly exceptional: readonly Exceptional[];
  readonly changes: readonly Change[];
};

/** The demonstration network: what an ordinary client would record, in the order in which it rests on each other. */
export type DemoNetwork = {
  readonly organisations: readonly Organisation[];
  readonly sites: readonly Site[];
  readonly arrangements: readonly Arrangement[];
  readonly services: readonly { site: string; service: string; specialty: string; operator: string | null }[];
  readonly people: readonly DemoPerson[];
  readonly rotas: readonly DemoRota[];
};

export type DemoAsked = {
  readonly seed: number;
  /** Length of each rota; at least the weeks that are filled. */
  readonly weeks: number;
  /** The first day of the rotas. */
  readonly startMonday: string;
};

const plans: readonly RotaPlan[] = [...southernRotas, ...midlandRotas, ...northernRotas];
const SICK = 'Called in sick; the place is covered by a colleague who was free.';
const GAP = 'Called in sick on the day; nobody could be found in time.';

/** Changes of the last week that is filled. Nights and on-call stay: one taken out of a run would cut a rest short. */
function changesOf(
  placed: readonly Placement[],
  staffed: readonly (readonly [Team, readonly Member[]])[],
  posts: ReadonlyMap<string, Post>,
): Change[] {
  const last =
    placed
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '';
  const isDay = ({ code }: Placement) => {
    const post = posts.get(code);
    return post?.kind === 'shift' && post.start < post.end;
  };
  const changes: Change[] = [];
  for (const [, members] of staffed) {
    const spare = members.find(({ isSpare }) => isSpare);
    const ids = new Set<string>(members.map(({ person }) => person.id));
    const theirs = placed.filter((one) => one.date >= addDays(last, -6) && isDay(one) && ids.has(one.person));
    const [first, second] = [theirs[1], theirs[theirs.length - 2]];
    if (spare && first) changes.push({ ...first, to: spare.person.id, reason: SICK });
    if (second && second !== first) changes.push({ ...second, to: null, reason: GAP });
  }
  return changes.slice(0, 3);
}

function rotaOf(plan: RotaPlan, staff: ReadonlyMap<Team, readonly Member[]>, { startMonday, weeks }: Making): DemoRota {
  const posts = new Map(plan.posts.map((post) => [post.code, post]));
  const staffed = plan.teams.map((team) => [team, staff.get(team) ?? []] as const);
  const history = staffed.flatMap(([team, members]) => historyOf(team, members, { posts, startMonday }));
  const exceptional = plan.exceptions.flatMap((exception) => {
    const { reason, role } = exception;
    const [team, members] = staffed.find(([{ name }]) => name === exception.team)!;
    return exceptionOf(exception, team, { members, startMonday, placed: history }).map((one) => ({
      ...one,
      reason,
      role,
    }));
  });
  return {
    plan,
    period: { from: startMonday, to: dayOf(startMonday, weeks) },
    demand: demandOf(plan, startMonday),
    patterns: plan.teams.map(({ name, cycle }, index) => ({ id: `${plan.id}-${index + 1}`, name, weeks: cycle })),
    history,
    exceptional,
    changes: changesOf(history, staffed, posts),
  };
}

/** What sites offer: each service of a rota at each of its sites. */
function servicesOf() {
  const offered = plans.flatMap(({ posts }) =>
    posts.map(({ site, service }) => {
      const isFranchised = service === 'Ophthalmology';
      return { site, service, specialty: service, operator: isFranchised ? 'ZZZBATH' : null };
    }),
  );
  return [...new Map(offered.map((one) => [`${one.site} ${one.service}`, one])).values()];
}

/** Generates the demonstration: real places, invented people. The same seed, weeks and Monday give the same. */
export function demoNetwork({ seed, weeks, startMonday }: DemoAsked): DemoNetwork {
  const making: Making = { random: randomOf(seed), weeks: Math.max(weeks, HISTORY_WEEKS), startMonday, arrangements };
  const staff = new Map<Team, readonly Member[]>();
  let next = 1;
  for (const team of plans.flatMap(({ teams }) => teams)) {
    const members = membersOf(team, next, making);
    staff.set(team, members);
    next += members.length;
  }
  const clinicians = [...staff.values()].flatMap((members) => members.map(({ person }) => person));
  return {
    organisations,
    sites,
    arrangements,
    services: servicesOf(),
    people: [...managersOf(making), ...clinicians],
    rotas: plans.map((plan) => rotaOf(plan, staff, making)),
  };
}
