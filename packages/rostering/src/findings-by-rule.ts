import { checkLineBy, rules } from './check.ts';
import type { Line } from './line.ts';
import type { Finding } from './model.ts';
import type { Rule } from './rules/rule.ts';

/** What a rule finds on a certain line. */
export type FindingsByRule = (rule: Rule) => readonly Finding[];

/** Asks each rule about a line when its findings are first wanted, and once. */
export function findingsByRule(line: () => Line): FindingsByRule {
  const known = new Map<Rule, readonly Finding[]>();
  return (rule) => {
    const before = known.get(rule);
    if (before !== undefined) return before;
    const found = checkLineBy(rule, line());
    known.set(rule, found);
    return found;
  };
}

/** Those of the rules that certain findings come from: all that `newFindings` needs of a line as it was. */
export function findingsFor(findings: readonly Finding[], before: FindingsByRule): Finding[] {
  return [...new Set(findings.map(({ rule }) => rule))].flatMap((id) => before(rules.get(id)!));
}
