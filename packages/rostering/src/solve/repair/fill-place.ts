import { type LineCost, lineCost } from '../line-cost.ts';
import { insert, without } from '../line-items.ts';
import { quickStop } from '../quick-stop.ts';
import type { Random } from '../random.ts';
import { type Aims, compareAims, goBack, isMovable, type Plan, setLine, upheaval } from './plan.ts';

/** How far a fill may go: moves that follow each other, lines that the rules may have judged by then, people left aside. */
export type Reach = {
  readonly depth: number;
  readonly untilJudged: number;
  readonly isAside: (person: number) => boolean;
  /**
   * Where it is given, a place may be given up that is as dear or dearer, since one person may then take two others
   * instead, and chance chooses the chain. Null: only chains that leave less open, and of them the best.
   */
  readonly bold: Random | null;
};

/** A person's next line, and which duties they give up for it. */
type Option = { readonly person: number; readonly line: readonly number[]; readonly outs: readonly number[] };

/** Once a chain closes the gap, so many more are compared with it. */
const CHAINS_COMPARED = 12;
/** Of the duties that stand in the way by a rule, so many are tried, the nearest first. */
const BLOCKERS_TRIED = 6;

/**
 * Fills one place of a duty: by a person who can take it as things are, who disturbs least and then suits best; else,
 * where the reach allows, by a chain in which somebody gives up duties for it that others take, or that stay open
 * because they harm less. False when nothing was found; then the plan is as it was.
 */
export function fillPlace(plan: Plan, duty: number, reach: Reach): boolean {
  const direct = bestDirect(plan, duty, reach);
  if (direct) {
    setLine(plan, direct.person, direct.line);
    return true;
  }
  return reach.depth > 0 && fillByChain(plan, duty, reach);
}

/** The person who takes the duty with nothing given up for it, or null. */
function bestDirect(plan: Plan, duty: number, { isAside }: Pick<Reach, 'isAside'>): Option | null {
  const { setting } = plan;
  const { t, judge } = setting;
  const free = [];
  for (const person of t.candidates[duty]!) {
    const before = plan.lines[person]!;
    if (before.includes(duty) || isAside(person) || quickStop(t, person, before, duty)) continue;
    const line = before.slice();
    insert(t, line, duty);
    const then = upheaval(setting, person, line);
    free.push({
      person,
      line,
      burden: then.burden - plan.burden[person]!,
      moves: then.moves - plan.moves[person]!,
      cost: lineCost(t, person, line, scratch) - plan.lineCosts[person]!,
    });
  }
  free.sort((a, b) => a.burden - b.burden || a.moves - b.moves || a.cost - b.cost || a.person - b.person);
  let best: (typeof free)[number] | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const choice of free) {
    if (best && (choice.burden > best.burden || choice.moves > best.moves || choice.cost >= bestCost)) break;
    const verdict = judge.line(choice.person, choice.line);
    if (verdict.stoppedBy.length > 0) continue;
    const cost = choice.cost + t.problem.weights.softFinding * verdict.softFindings;
    if (cost >= bestCost) continue;
    best = choice;
    bestCost = cost;
  }
  return best ? { person: best.person, line: best.line, outs: [] } : null;
}

function fillByChain(plan: Plan, duty: number, reach: Reach): boolean {
  const { aims, trail, setting } = plan;
  const { duties } = setting.t.problem;
  const { bold } = reach;
  const start = trail.length;
  const before = { ...aims };
  /** No chain can do better by the dearest aim; then whoever is still to be disturbed for it counts. */
  const full = before.gapCost - (plan.holders[duty]!.length < duties[duty]!.count ? duties[duty]!.gapCost : 0);
  let best: { readonly aims: Aims; readonly lines: readonly Pick<Option, 'person' | 'line'>[] } | null = null;
  let compared = 0;
  for (const { person, line, outs } of chainStarts(plan, duty, reach)) {
    setLine(plan, person, line);
    const isFull = best?.aims.gapCost === full && best.aims.missing < before.missing;
    if (bold || !isFull || aims.disturbance + setting.changeCost.later <= best!.aims.disturbance) {
      const open = outs.toSorted((a, b) => duties[b]!.gapCost - duties[a]!.gapCost || a - b);
      for (const out of open) if (plan.short.has(out)) fillPlace(plan, out, { ...reach, depth: reach.depth - 1 });
      const closes =
        bold !== null ||
        aims.gapCost < before.gapCost ||
        (aims.gapCost === before.gapCost && aims.missing < before.missing);
      if (closes && (best === null || (bold ? bold(compared + 2) === 0 : compareAims(aims, best.aims) < 0))) {
        const people = new Set(trail.slice(start).map((each) => each.person));
        best = { aims: { ...aims }, lines: [...people].map((each) => ({ person: each, line: plan.lines[each]! })) };
      }
    }
    goBack(plan, start);
    if (best !== null && ++compared > CHAINS_COMPARED) break;
    if (setting.judge.judged() > reach.untilJudged) break;
  }
  if (best === null) return false;
  for (const each of best.lines) setLine(plan, each.person, each.line);
  return true;
}

/**
 * How each candidate could take the duty by giving up one or two others: those at the same time, else those of which
 * the rules make their breach. Those who overlap first, because they need no more than what everybody can see.
 */
function* chainStarts(plan: Plan, duty: number, reach: Reach): Generator<Option> {
  const { setting } = plan;
  const { t, judge } = setting;
  const starts = [];
  for (const person of t.candidates[duty]!) {
    const line = plan.lines[person]!;
    if (line.includes(duty) || reach.isAside(person)) continue;
    const overlapping = line.filter((item) => t.start[item]! < t.end[duty]! && t.end[item]! > t.start[duty]!);
    if (overlapping.length > 2 || !overlapping.every((item) => mayGive(plan, { person, item }, reach))) continue;
    const gap = overlapping.reduce((sum, item) => sum + t.problem.duties[item]!.gapCost, 0);
    starts.push({ person, overlapping, gap, burden: plan.burden[person]! });
  }
  starts.sort(
    (a, b) =>
      b.overlapping.length - a.overlapping.length || b.burden - a.burden || a.gap - b.gap || a.person - b.person,
  );
  for (const { person, overlapping } of starts) {
    const line = overlapping.reduce<number[]>((rest, item) => without(rest, item), plan.lines[person]!.slice());
    insert(t, line, duty);
    const verdict = judge.line(person, line);
    if (verdict.stoppedBy.length === 0) yield { person, line, outs: overlapping };
    else if (overlapping.length < 2) yield* withoutBlockers(plan, { person, line, outs: overlapping }, { duty, reach });
  }
}

/** The same line without one duty of which the breach is made, or without two. */
function* withoutBlockers(
  plan: Plan,
  option: Option,
  { duty, reach }: { readonly duty: number; readonly reach: Reach },
): Generator<Option> {
  const { setting } = plan;
  const { t, judge } = setting;
  const { person, line, outs } = option;
  const blocking = new Set(judge.line(person, line).stoppedWith);
  const distance = (item: number) => Math.abs(t.start[item]! - t.start[duty]!);
  const blockers = line
    .filter((item) => item !== duty && blocking.has(t.item[item]!.id) && mayGive(plan, { person, item }, reach))
    .sort((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, BLOCKERS_TRIED);
  const stopped: Option[] = [];
  for (const blocker of blockers) {
    const shorter: Option = { person, line: without(line, blocker), outs: [...outs, blocker] };
    if (judge.line(person, shorter.line).stoppedBy.length === 0) yield shorter;
    else stopped.push(shorter);
  }
  if (outs.length > 0) return;
  for (const each of stopped) yield* withoutBlockers(plan, each, { duty, reach });
}

/** A bold fill gives up only what was published: else it would take back what the fill before it has gained. */
function mayGive(
  { setting }: Plan,
  { person, item }: { readonly person: number; readonly item: number },
  { bold }: Reach,
): boolean {
  return isMovable(setting, person, item) && (bold === null || setting.standing[person]!.includes(item));
}

const scratch: LineCost = { hours: 0, fairness: 0, travel: 0 };
