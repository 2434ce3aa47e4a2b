import { checkLineBy } from '../check.ts';
import type { FindingsByRule } from '../findings-by-rule.ts';
import type { Line } from '../line.ts';
import { lineWith, lineWithout } from '../line-change.ts';
import type { Duty, Finding } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { allRules } from '../rules/all.ts';
import type { Stops } from './stops.ts';

/** At most so many duties are given up for one. */
const MOST = 2;

/** Whoever is asked for a duty: what they hold without it, and what each change of it costs. */
export type AskedToGiveUp = {
  readonly line: Line;
  /** What the line breaks as it is. */
  readonly before: FindingsByRule;
  readonly duty: Duty;
  /** What it costs that this duty is given up, 0 or more; null for one that stays. */
  readonly priceOf: (duty: Duty) => number | null;
  /** What the aims other than soft findings come to more when the duty is taken for these. */
  readonly aimsOf: (givenUp: readonly Duty[]) => number;
  /** `aimsOf` never comes to less than this. */
  readonly aimsFloor: number;
  /** The weight of a soft finding. */
  readonly softFinding: number;
};

export type GivenUp = {
  /** In order of start; empty when the duty can be taken as things are. */
  readonly duties: readonly Duty[];
  /** What taking the duty for them costs in all: prices, aims, soft findings. */
  readonly cost: number;
  /** Soft findings that are new, or worse than before. */
  readonly soft: readonly Finding[];
};

/** Duties given up together: indexes into the movable ones. */
type Choice = { readonly at: readonly number[]; readonly least: number };

const softRules = allRules.filter(({ severity }) => severity === 'soft');

/**
 * The cheapest way in which a person can take a duty without breaking a hard rule newly or being at two duties at once:
 * none, one or two of their own duties given up. Exact among these; of equal ones the one with fewer duties, then the
 * earlier ones. Null when there is none. It tries only what the makers of a breach leave open
 * and what can still be cheaper than the best.
 */
export function cheapestGivingUp(asked: AskedToGiveUp, stops: Stops): GivenUp | null {
  const { line, before, duty, priceOf, aimsOf, aimsFloor, softFinding } = asked;
  const clash = line.duties.filter((each) => each.start < duty.end && each.end > duty.start);
  if (clash.length > MOST) return null;
  const movable: Duty[] = [];
  const prices: number[] = [];
  for (const each of line.duties) {
    const price = priceOf(each);
    if (price === null) continue;
    movable.push(each);
    prices.push(price);
  }
  const forced = clash.map((each) => movable.indexOf(each));
  if (forced.includes(-1)) return null;
  const softBefore = softRules.flatMap(before);
  const floor = Math.min(...prices) + aimsFloor - softFinding * softBefore.length;
  const taken = lineWith(line, duty);
  let best: (GivenUp & Choice) | null = null;

  const choiceOf = (at: readonly number[]): Choice => {
    const price = at.reduce((sum, each) => sum + prices[each]!, 0);
    return { at, least: price + aimsOf(at.map((each) => movable[each]!)) - softFinding * softBefore.length };
  };
  const isBehind = (cost: number, at: readonly number[]) =>
    best !== null && (cost - best.cost || compare(at, best.at)) > 0;
  /** Judges a choice; gives the movable duties of which one more has to go, or where that is open all that may pay. */
  const tryOut = (choice: Choice): readonly number[] => {
    const others = () => {
      const price = choice.at.reduce((sum, each) => sum + prices[each]!, 0);
      if (best !== null && price + floor >= best.cost) return [];
      return [...movable.keys()].filter((each) => !choice.at.includes(each));
    };
    if (isBehind(choice.least, choice.at)) return others();
    const rest = choice.at.reduce((left, each) => lineWithout(left, movable[each]!), taken);
    const makers = stops.of(rest, before);
    if (makers !== null) return [...movable.keys()].filter((each) => makers.has(movable[each]!.id));
    const found = softRules.flatMap((rule) => checkLineBy(rule, rest));
    const cost = choice.least + softFinding * found.length;
    if (!isBehind(cost, choice.at)) {
      const duties = choice.at.map((each) => movable[each]!);
      best = { ...choice, duties, cost, soft: newFindings(softBefore, found) };
    }
    return others();
  };

  const tried = new Set<string>();
  let choices: Choice[] = [choiceOf(forced)];
  for (let size = forced.length; size <= MOST; size++) {
    const next: Choice[] = [];
    for (const choice of choices.sort((a, b) => a.least - b.least || compare(a.at, b.at))) {
      const more = tryOut(choice);
      if (size === MOST) continue;
      for (const each of more) {
        const at = [...choice.at, each].sort((a, b) => a - b);
        const key = at.join();
        if (tried.has(key)) continue;
        tried.add(key);
        const wider = choiceOf(at);
        if (!isBehind(wider.least, at) || size + 1 < MOST) next.push(wider);
      }
    }
    choices = next;
  }
  return best;
}

/** Fewer first, then the earlier ones. */
function compare(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return a[at]! - b[at]!;
  return 0;
}
