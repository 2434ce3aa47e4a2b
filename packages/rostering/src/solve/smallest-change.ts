import type { FindingsByRule } from '../findings-by-rule.ts';
import type { Line } from '../line.ts';
import type { Candidate, Duty, OpenDuty, Placement, Problem } from '../model.ts';
import { momentWords } from '../words.ts';
import { cheapestGivingUp } from './giving-up.ts';
import { type LineCost, lineCost } from './line-cost.ts';
import { stopsOf } from './stops.ts';
import { type Tables, tabulate } from './tables.ts';

/** What would have to change in a roster so that a person can have a duty. */
export type SmallestChange = {
  /** Duties of the person's own that would go, in order of start; at most two. */
  readonly giveUp: readonly string[];
  /** Whose place it would be, when every place is held; null when one is empty. */
  readonly insteadOf: string | null;
  /** What the roster would cost more, what is given up staying open; soft findings of whoever leaves are not counted. */
  readonly cost: number;
  readonly words: string;
};

type Asked = {
  readonly person: Candidate;
  readonly duty: OpenDuty;
  /** What the person holds, and what it breaks. */
  readonly line: Line;
  readonly before: FindingsByRule;
};

/** More than any roster costs: whatever gives up fewer duties is the smaller change. */
const FEWEST = 2 ** 40;

/**
 * The fewest of their own duties, then the cheapest, that an eligible person would have to give up for a duty, and the
 * holder who would make room at the least cost. Pins and duties outside the problem stay. Null when no two duties are
 * enough, as on leave, or all places are pinned.
 */
export function smallestChange(
  problem: Problem,
  placements: readonly Placement[],
  { person, duty, line, before }: Asked,
): SmallestChange | null {
  const { frame, weights } = problem;
  const holders = Map.groupBy(placements, (each) => each.duty);
  const isPinned = (id: string, who: string) => problem.pins.some((pin) => pin.duty === id && pin.person === who);
  const isOpen = (each: OpenDuty, leaving: number) => (holders.get(each.id)?.length ?? 0) - leaving < each.count;
  const t = tabulate(problem);
  const items = itemsOf(t, person);
  const costOf = (duties: readonly Duty[]) =>
    lineCost(
      t,
      t.problem.people.indexOf(person),
      duties.map((each) => items.get(each)!).sort((a, b) => t.start[a]! - t.start[b]! || a - b),
      scratch,
    );
  const present = costOf(line.duties);
  const own = new Map(problem.duties.map((each) => [each.id, each]));
  const found = cheapestGivingUp(
    {
      line,
      before,
      duty,
      priceOf: ({ id }) => {
        const each = own.get(id);
        if (!each || isPinned(id, person.id)) return null;
        return FEWEST + (isOpen(each, 1) ? each.gapCost : 0);
      },
      aimsOf: (givenUp) => costOf([...line.duties.filter((each) => !givenUp.includes(each)), duty]) - present,
      aimsFloor: -present,
      softFinding: weights.softFinding,
    },
    stopsOf(),
  );
  if (!found) return null;
  const room = isOpen(duty, 0)
    ? { person: null, cost: -duty.gapCost }
    : cheapestHolder(
        t,
        duty,
        placements,
        (holders.get(duty.id) ?? []).filter((each) => !isPinned(duty.id, each.person)),
      );
  if (!room) return null;
  return {
    giveUp: found.duties.map(({ id }) => id),
    insteadOf: room.person,
    cost: found.cost - FEWEST * found.duties.length + room.cost,
    words: wordsOf(
      found.duties.map((each) => momentWords(frame.zone, each.start)),
      room.person,
    ),
  };
}

/** Whoever would save most, or lose least, by leaving a duty. */
function cheapestHolder(
  t: Tables,
  duty: OpenDuty,
  placements: readonly Placement[],
  holders: readonly Placement[],
): { readonly person: string; readonly cost: number } | null {
  let best: { readonly person: string; readonly cost: number } | null = null;
  const dutyIndex = new Map(t.problem.duties.map((each, index) => [each.id, index]));
  for (const { person: id } of holders) {
    const index = t.problem.people.findIndex((each) => each.id === id);
    const own = placements.filter((each) => each.person === id).map((each) => dutyIndex.get(each.duty)!);
    const line = [...new Set([...t.fixed[index]!, ...own])].sort((a, b) => t.start[a]! - t.start[b]! || a - b);
    const rest = line.filter((item) => t.item[item] !== duty);
    const cost = lineCost(t, index, rest, scratch) - lineCost(t, index, line, scratch);
    if (best === null || cost < best.cost) best = { person: id, cost };
  }
  return best;
}

function itemsOf(t: Tables, person: Candidate): Map<Duty, number> {
  const elsewhere = new Set(person.elsewhere);
  const items = new Map<Duty, number>();
  t.item.forEach((duty, item) => {
    if (item < t.duties || elsewhere.has(duty)) items.set(duty, item);
  });
  return items;
}

function wordsOf(giveUp: readonly string[], insteadOf: string | null): string {
  const parts = [
    ...(giveUp.length > 0 ? [`gave up their duty of ${giveUp.join(' and of ')}`] : []),
    ...(insteadOf === null ? [] : [`took the place of ${insteadOf}`]),
  ];
  return parts.length === 0 ? 'A place is empty.' : `Could, if they ${parts.join(' and ')}.`;
}

const scratch: LineCost = { hours: 0, fairness: 0, travel: 0 };
