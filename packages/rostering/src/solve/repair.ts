import type { Placement, Problem } from '../model.ts';
import { breathOf } from './breath.ts';
import { randomFrom } from './random.ts';
import { dearestFirst, fillDeeper, fillDirectly, improve } from './repair/improve.ts';
import type { Proposal, RepairOptions } from './repair/model.ts';
import { compareAims, type Plan, planOf } from './repair/plan.ts';
import { proposalOf } from './repair/propose.ts';
import { settingOf } from './repair/setting.ts';

/** Lines that the rules may have judged in looking for a chain that fills one place. */
const LINES_PER_PLACE = 3000;

/**
 * Repairs a published rota after a change with as little disturbance as it finds: somebody falls ill, a duty is
 * cancelled, an empty place is to be filled. First come empty places by what they cost, then the people who are
 * disturbed (dearer inside the notice period), then how many places change hands, then the soft aims.
 *
 * Nothing of a duty that starts before `now` changes, no pin moves, and nobody is moved but to fill a place. No line
 * breaks a hard rule that the published one does not break, once what the change takes away is gone from it. The first
 * answer fills places by people who are free, the second adds chains of moves, then rounds of improvement follow.
 *
 * The same input gives the same proposal. Throws a ProblemError where problem, rota or change are wrong. When the signal
 * aborts, the promise is rejected with its reason; `onProgress` has had the best proposal by then.
 */
export async function repair(
  problem: Problem,
  published: readonly Placement[],
  options: RepairOptions,
): Promise<Proposal> {
  options.signal?.throwIfAborted();
  const plan = planOf(settingOf(problem, published, options));
  const before = { ...plan.aims };
  const breathe = breathOf(plan.setting.judge, options.signal);
  let best = { ...before };
  const report = (step: number) => {
    best = { ...plan.aims };
    options.onProgress?.(proposalOf(plan, before), step);
  };
  fillDirectly(plan);
  report(0);
  await breathe();
  if (plan.short.size > 0) {
    await fillByChains(plan, breathe);
    report(0);
  }
  const random = randomFrom(options.seed);
  for (let step = 1; step <= options.steps && plan.aims.moves + plan.aims.missing > 0; step++) {
    improve(plan, random);
    if (compareAims(plan.aims, best) < 0) report(step);
    await breathe();
  }
  return proposalOf(plan, before);
}

async function fillByChains(plan: Plan, breathe: () => Promise<void> | undefined): Promise<void> {
  for (const duty of dearestFirst(plan)) {
    while (plan.short.has(duty) && fillDeeper(plan, duty, LINES_PER_PLACE)) await breathe();
    await breathe();
  }
  fillDirectly(plan);
}
