import { type LineCost, lineCost } from './line-cost.ts';
import { insert } from './line-items.ts';
import { quickStop } from './quick-stop.ts';
import { type State, tryChange } from './state.ts';
import type { Tables } from './tables.ts';

/** A person who is free by the quick tests, and what the duty would add to the line, in all and by aim. */
type Choice = { readonly person: number; readonly cost: number; readonly aims: LineCost };

/** Duties in the order to fill them: fewest candidates first, then the dearest gap, then the earliest. */
export function fillingOrder(t: Tables): number[] {
  const { duties } = t.problem;
  return duties
    .map((_, duty) => duty)
    .sort(
      (a, b) =>
        t.candidates[a]!.length - t.candidates[b]!.length ||
        duties[b]!.gapCost - duties[a]!.gapCost ||
        t.start[a]! - t.start[b]! ||
        a - b,
    );
}

/** Fills one place of a duty with the person whose line becomes dearer by least. False when nobody can take it. */
export function placeBest(state: State, duty: number): boolean {
  const { t, judge } = state;
  const free: Choice[] = [];
  for (const person of t.candidates[duty]!) {
    const line = state.lines[person]!;
    if (line.includes(duty) || quickStop(t, person, line, duty)) continue;
    const longer = line.slice();
    insert(t, longer, duty);
    const before = { hours: 0, fairness: 0, travel: 0 };
    const aims = { hours: 0, fairness: 0, travel: 0 };
    const cost = lineCost(t, person, longer, aims) - lineCost(t, person, line, before);
    aims.hours -= before.hours;
    aims.fairness -= before.fairness;
    aims.travel -= before.travel;
    free.push({ person, cost, aims });
  }
  free.sort((a, b) => a.cost - b.cost || a.person - b.person);
  const stopped = new Map<string, number>();
  let best: Choice | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const choice of free) {
    if (choice.cost >= bestCost) break;
    const longer = state.lines[choice.person]!.slice();
    insert(t, longer, duty);
    const verdict = judge.line(choice.person, longer);
    if (verdict.stoppedBy.length > 0) {
      stopped.set(verdict.stoppedBy[0]!, (stopped.get(verdict.stoppedBy[0]!) ?? 0) + 1);
      continue;
    }
    const softMore = verdict.softFindings - state.softFindings[choice.person]!;
    const cost = choice.cost + t.problem.weights.softFinding * softMore;
    if (cost < bestCost) {
      best = choice;
      bestCost = cost;
    }
  }
  if (!best || !tryChange(state, [{ person: best.person, out: -1, in: duty }], Number.POSITIVE_INFINITY)) return false;
  state.whys.set(duty * t.people + best.person, whyChosen(state, duty, best, free, stopped));
  return true;
}

/** Fills one place of a duty with the first person whom the rules let take it. False when nobody can take it. */
export function placeFirst(state: State, duty: number): boolean {
  for (const person of state.t.candidates[duty]!) {
    if (!tryChange(state, [{ person, out: -1, in: duty }], Number.POSITIVE_INFINITY)) continue;
    state.whys.set(duty * state.t.people + person, 'The first found who could: there was no time to choose.');
    return true;
  }
  return false;
}

/** For example: "Best for contracted hours of 7 who were free; 2 more were stopped by RD-REST11." */
function whyChosen(
  state: State,
  duty: number,
  best: Choice,
  free: readonly Choice[],
  stopped: ReadonlyMap<string, number>,
): string {
  const eligible = state.t.problem.duties[duty]!.eligible.length;
  const stops = [...stopped].map(
    ([rule, people]) => `${people} more ${people === 1 ? 'was' : 'were'} stopped by ${rule}`,
  );
  const could = free.length - [...stopped.values()].reduce((sum, people) => sum + people, 0);
  const head =
    could === 1
      ? `The only one of ${eligible} eligible who could`
      : `${leadingAim(best, free)} of ${could} who were free`;
  return `${[head, ...stops].join('; ')}.`;
}

/** The aim in which the choice stands out most from the average of those who were free. */
function leadingAim(best: Choice, free: readonly Choice[]): string {
  const lead = (aim: keyof LineCost) =>
    free.reduce((sum, each) => sum + each.aims[aim], 0) / free.length - best.aims[aim];
  const hours = lead('hours');
  const fairness = lead('fairness');
  const travel = lead('travel');
  if (Math.max(hours, fairness, travel) <= 0) return 'First';
  if (hours >= fairness && hours >= travel) return 'Best for contracted hours';
  return fairness >= travel ? 'Best for a fair share of nights and weekends' : 'Least travel';
}
