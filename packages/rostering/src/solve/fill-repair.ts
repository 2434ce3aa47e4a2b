import { checkLine } from '../check.ts';
import type { FindingsByRule } from '../findings-by-rule.ts';
import { lineWith } from '../line-change.ts';
import type { Candidate, Duty, Finding, Frame } from '../model.ts';
import { allRules } from '../rules/all.ts';
import { momentWords } from '../words.ts';
import { type Aims, aimsOf, clashesOf, type FillWeights } from './aims.ts';
import { type AskedPerson, askedPerson } from './asked-person.ts';
import { cheapestGivingUp } from './giving-up.ts';
import type { Stops } from './stops.ts';
import { isOnLeave } from './tables.ts';

/** On what terms people may give up duties of their own for one that they are asked for. */
export type GivingUp = {
  /** What an empty place on this duty of this person's costs; null for a duty that stays with them. */
  readonly gapCost: (person: string, duty: Duty) => number | null;
  /** What it costs beside, for each duty that changes hands, that somebody's rota changes; in units of weight. */
  readonly changeTax: number;
  /** People who may do a duty that somebody gives up, and do not hold it. Without it, what is given up stays open. */
  readonly takers?: (duty: Duty) => readonly Candidate[];
};

/** What a person gives up so that they can take a duty. */
export type FillRepair = {
  /** One or two of their own duties, in order of start. */
  readonly giveUp: readonly string[];
  /** Who could take each of them at less than it costs to leave it open; null for one that stays open. */
  readonly takers: readonly (string | null)[];
  /** Whether anybody was asked to take them; else all would stay open as far as is known. */
  readonly isFollowed: boolean;
  /** Of the change in all: aims, soft findings, change taxes, empty places. */
  readonly cost: number;
  /** People whose duties change, this one among them. */
  readonly disturbed: number;
  readonly words: string;
};

export type RepairTerms = {
  readonly frame: Frame;
  readonly weights: FillWeights;
  readonly givingUp: GivingUp;
  readonly stops: Stops;
};

/** The cheapest repair of one person, everything that is given up staying open; null when there is none. */
export function repairOf(person: AskedPerson, aims: Aims, duty: Duty, terms: RepairTerms): FillRepair | null {
  const { frame, weights, givingUp, stops } = terms;
  const { id } = person.candidate;
  const found = cheapestGivingUp(
    {
      line: person.line(),
      before: person.before,
      duty,
      priceOf: (each) => {
        const gap = givingUp.gapCost(id, each);
        return gap === null ? null : gap + givingUp.changeTax;
      },
      aimsOf: aims.of,
      aimsFloor: aims.floor,
      softFinding: weights.softFinding,
    },
    stops,
  );
  return found && found.duties.length > 0 ? repairFor(frame, found.duties, { cost: found.cost, takers: null }) : null;
}

function repairFor(
  frame: Frame,
  duties: readonly Duty[],
  { cost, takers }: { readonly cost: number; readonly takers: readonly (string | null)[] | null },
): FillRepair {
  const words = duties.map((each, at) => {
    const then =
      takers === null ? '' : takers[at] ? ' (somebody else could take it)' : ' (nobody was found to take it)';
    return `${momentWords(frame.zone, each.start)}${then}`;
  });
  return {
    giveUp: duties.map((each) => each.id),
    takers: takers ?? duties.map(() => null),
    isFollowed: takers !== null,
    cost,
    disturbed: 1 + new Set((takers ?? []).filter((each) => each !== null)).size,
    words: `Could, if they gave up their duty of ${words.join(' and of ')}.`,
  };
}

/** For so many of the cheapest repairs it is asked who could take what is given up. */
const REPAIRS_FOLLOWED = 5;
/** And so many people at most are judged for each duty. */
const TAKERS_JUDGED = 20;

/** The repairs in the order in which they stand; the first of them with somebody for what they leave open, where that is cheaper. */
export function withTakers(
  repairs: readonly { readonly person: AskedPerson; readonly repair: FillRepair }[],
  terms: RepairTerms,
): FillRepair[] {
  return repairs.map(({ person, repair }, rank) =>
    rank < REPAIRS_FOLLOWED ? followed(person, repair, terms) : repair,
  );
}

function followed(person: AskedPerson, repair: FillRepair, terms: RepairTerms): FillRepair {
  const { frame, givingUp } = terms;
  const duties = person.held.duties.filter(({ id }) => repair.giveUp.includes(id));
  const takers: (string | null)[] = [];
  let { cost } = repair;
  for (const duty of duties) {
    const gap = givingUp.gapCost(person.candidate.id, duty) ?? 0;
    const busy = [person.candidate.id, ...takers];
    const candidates = (givingUp.takers?.(duty) ?? []).filter(({ id }) => !busy.includes(id));
    const taker = cheapestTaker(duty, candidates, gap, terms);
    takers.push(taker?.person ?? null);
    if (taker) cost += taker.cost - gap;
  }
  return repairFor(frame, duties, { cost, takers });
}

/** Whoever could take a duty as things are at the least cost, change tax and all, when that is below the limit. */
function cheapestTaker(
  duty: Duty,
  candidates: readonly Candidate[],
  limit: number,
  { frame, weights, givingUp, stops }: RepairTerms,
): { readonly person: string; readonly cost: number } | null {
  const free = candidates
    .map((candidate) => askedPerson(frame, candidate))
    .filter(({ held, leave }) => !isOnLeave(leave, duty.start, duty.end) && clashesOf(held, duty).length === 0)
    .map((person) => ({ person, cost: givingUp.changeTax + aimsOf(frame, weights, person.held, duty).of([]) }))
    .sort((a, b) => a.cost - b.cost || (a.person.candidate.id < b.person.candidate.id ? -1 : 1));
  let best: { readonly person: string; readonly cost: number } | null = null;
  for (const { person, cost } of free.slice(0, TAKERS_JUDGED)) {
    const most = best?.cost ?? limit;
    if (cost - weights.softFinding * softNow(person.before) >= most) continue;
    const line = lineWith(person.line(), duty);
    if (stops.of(line, person.before) !== null) continue;
    const all = cost + weights.softFinding * (softCount(checkLine(line)) - softNow(person.before));
    if (all < most) best = { person: person.candidate.id, cost: all };
  }
  return best;
}

/** How many soft findings there are among these. */
export const softCount = (findings: readonly Finding[]): number =>
  findings.reduce((sum, { severity }) => sum + (severity === 'soft' ? 1 : 0), 0);

/** How many soft findings there are on a line. */
export const softNow = (before: FindingsByRule): number =>
  allRules.reduce((sum, rule) => sum + (rule.severity === 'soft' ? before(rule).length : 0), 0);
