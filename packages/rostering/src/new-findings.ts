import type { Finding } from './model.ts';

/**
 * The findings of `after` that an edit must answer for: those that are new, or worse than before.
 * A finding was there before when one of the same rule and person was as bad, and either judged the same window
 * (each excuses one), or holds all duties of the new one: taking work away never makes a finding new by itself.
 */
export function newFindings(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  const unused = new Set(before);
  const fresh: Finding[] = [];
  for (const finding of after) {
    const same = before.find((earlier) => unused.has(earlier) && sameWindow(earlier, finding));
    if (same !== undefined) unused.delete(same);
    else if (!before.some((earlier) => holdsDutiesOf(earlier, finding))) fresh.push(finding);
  }
  return fresh;
}

function asBad(earlier: Finding, finding: Finding): boolean {
  return (
    earlier.rule === finding.rule &&
    earlier.person === finding.person &&
    Math.abs(finding.value - finding.limit) <= Math.abs(earlier.value - earlier.limit)
  );
}

function sameWindow(earlier: Finding, finding: Finding): boolean {
  return earlier.from === finding.from && earlier.to === finding.to && asBad(earlier, finding);
}

function holdsDutiesOf(earlier: Finding, finding: Finding): boolean {
  return asBad(earlier, finding) && finding.duties.every((id) => earlier.duties.includes(id));
}
