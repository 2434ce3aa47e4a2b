import { checkLineBy } from '../check.ts';
import type { FindingsByRule } from '../findings-by-rule.ts';
import type { Line } from '../line.ts';
import type { Duty, Finding } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { allRules } from '../rules/all.ts';
import type { Rule } from '../rules/rule.ts';
import { HOUR } from '../zone.ts';

/** Shifts that start on consecutive local days start no further apart. */
const NEXT_DAY = 49 * HOUR;

/** Asks rule by rule, so that a line that may not stand costs little. */
export type Stops = {
  /**
   * Null when the line breaks no hard rule newly. Else ids of duties of which at least one has to go before the line,
   * with duties taken away only, can break none: of those that make one of its new breaches.
   */
  readonly of: (line: Line, before: FindingsByRule) => ReadonlySet<string> | null;
};

/** The rule that stopped a line last is asked first. */
export function stopsOf(): Stops {
  const hard = allRules.filter(({ severity }) => severity === 'hard');
  return {
    of: (line, before) => {
      for (let at = 0; at < hard.length; at++) {
        const rule = hard[at]!;
        const found = checkLineBy(rule, line);
        if (found.length === 0) continue;
        const fresh = newFindings(before(rule), found);
        if (fresh.length === 0) continue;
        hard.splice(at, 1);
        hard.unshift(rule);
        return fewestMakers(rule, line, fresh, found);
      }
      return null;
    },
  };
}

function fewestMakers(rule: Rule, line: Line, fresh: readonly Finding[], found: readonly Finding[]): Set<string> {
  let fewest: Set<string> | null = null;
  for (const finding of fresh) {
    const makers = makersOf(rule, line, finding, found);
    if (fewest === null || makers.size < fewest.size) fewest = makers;
  }
  return fewest!;
}

/**
 * Duties without which a finding could be another: those it names, the run before a rest, those of findings of the same
 * window, of which an earlier one excuses only one, and shifts near it that are one spell with others.
 */
export function makersOf(rule: Rule, line: Line, finding: Finding, found: readonly Finding[]): Set<string> {
  const makers = new Set<string>();
  for (const each of found) {
    if (each.from !== finding.from || each.to !== finding.to) continue;
    for (const id of each.duties) makers.add(id);
  }
  const run = rule.restsOnRun ? shiftsUpTo(line, finding) : [];
  for (const { id } of run) makers.add(id);
  const from = (run.at(-1)?.start ?? finding.from) - NEXT_DAY;
  for (const { shifts, start, end } of line.spells) {
    if (shifts.length === 1 || end < from || start > finding.to + NEXT_DAY) continue;
    for (const { id } of shifts) makers.add(id);
  }
  return makers;
}

/** The shifts before the rest that a finding is about, the last one first, back to a day without any. */
function shiftsUpTo({ duties }: Line, { from }: Finding): Duty[] {
  const run: Duty[] = [];
  let next = from;
  for (let at = duties.length - 1; at >= 0; at--) {
    const duty = duties[at]!;
    if (duty.kind !== 'shift' || duty.start >= from) continue;
    if (next - duty.start > NEXT_DAY) break;
    run.push(duty);
    next = duty.start;
  }
  return run;
}
