import type { Random } from '../random.ts';
import { fillPlace } from './fill-place.ts';
import { type Aims, compareAims, goBack, type Plan, setLine } from './plan.ts';

/** Lines that the rules may have judged for one place in a round of improvement. */
const LINES_PER_PLACE = 200;
/** People who give something up, one after the other, in a chain; in a round at most one fewer. */
const DEEPEST = 3;
/** One in so many people is left aside in a round, by turns, so that the rounds differ. */
const ASIDE = [6, 2];
/** At most so many disturbed people have their published duties back in a round. */
const FREED = 3;

const CAUTIOUS = { isAside: () => false, bold: null };

/** Fills each short duty, the dearest first, without moving anybody else; again until nothing changes. */
export function fillDirectly(plan: Plan): void {
  let isChanging = true;
  while (isChanging) {
    isChanging = false;
    for (const duty of dearestFirst(plan)) {
      while (plan.short.has(duty) && fillPlace(plan, duty, { depth: 0, untilJudged: 0, ...CAUTIOUS }))
        isChanging = true;
    }
  }
}

/** Fills one short duty by the shortest chain that `lines` judged lines find, up to four people deep. True when it did. */
export function fillDeeper(plan: Plan, duty: number, lines: number): boolean {
  const untilJudged = plan.setting.judge.judged() + lines;
  for (let depth = 1; depth <= DEEPEST; depth++) {
    if (fillPlace(plan, duty, { depth, untilJudged, ...CAUTIOUS })) return true;
  }
  return false;
}

/**
 * One round of ruin and recreate (Schrimpf and others 2000): some disturbed people get their published duties back, and
 * what that opens is filled again in another order, by others. What comes to no less is undone.
 */
export function improve(plan: Plan, random: Random): void {
  const { aims, trail } = plan;
  trail.length = 0;
  const before: Aims = { ...aims };
  const disturbed: number[] = [];
  plan.moves.forEach((moves, person) => {
    if (moves > 0) disturbed.push(person);
  });
  for (let freed = 1 + random(FREED); freed > 0 && disturbed.length > 0; freed--)
    putBack(plan, disturbed.splice(random(disturbed.length), 1)[0]!);

  const aside = new Set<number>();
  const oneIn = ASIDE[random(ASIDE.length)]!;
  for (let person = 0; person < plan.lines.length; person++) if (random(oneIn) === 0) aside.add(person);
  const isAside = (person: number) => aside.has(person);
  const bold = random(2) === 0 ? random : null;
  const open = random(2) === 0 ? dearestFirst(plan) : shuffled(plan, random);
  for (const duty of open) {
    const untilJudged = plan.setting.judge.judged() + LINES_PER_PLACE;
    const reach = { depth: random(DEEPEST), untilJudged, isAside, bold };
    while (plan.short.has(duty) && fillPlace(plan, duty, reach));
  }
  fillDirectly(plan);
  for (const duty of dearestFirst(plan)) while (plan.short.has(duty) && fillDeeper(plan, duty, LINES_PER_PLACE));
  fillDirectly(plan);
  if (compareAims(aims, before) > 0) goBack(plan, 0);
}

/** Short duties by what an empty place costs, then by how few could come. */
export function dearestFirst({ short, setting: { t } }: Plan): number[] {
  const { duties } = t.problem;
  return [...short].sort(
    (a, b) => duties[b]!.gapCost - duties[a]!.gapCost || t.candidates[a]!.length - t.candidates[b]!.length || a - b,
  );
}

/** Gives a person their published duties back, and in turn those who have come into their places. */
function putBack(plan: Plan, person: number): void {
  const { standing, wanted, t } = plan.setting;
  const line = standing[person]!;
  if (plan.moves[person] === 0) return;
  const left = new Set(line.filter((item) => item < t.duties && !plan.lines[person]!.includes(item)));
  setLine(plan, person, line);
  for (const duty of left) {
    while (plan.holders[duty]!.length > wanted[duty]!) {
      const newcomer = plan.holders[duty]!.find((each) => !standing[each]!.includes(duty));
      if (newcomer === undefined) break;
      putBack(plan, newcomer);
    }
  }
}

function shuffled(plan: Plan, random: Random): number[] {
  const open = dearestFirst(plan);
  for (let at = open.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [open[at], open[other]] = [open[other]!, open[at]!];
  }
  return open;
}
