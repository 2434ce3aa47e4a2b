import { checkPerson } from '../check.ts';
import type { Finding } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import type { Tables } from './tables.ts';

/** What the rules say of a line, compared with the person's fixed duties alone. */
type Verdict = {
  /** Rules newly broken hard, each once. Empty: the line may stand. */
  readonly stoppedBy: readonly string[];
  readonly softFindings: number;
};

export type Judge = {
  /** Judges a line by every rule. Remembers lines it has seen. */
  readonly line: (person: number, line: readonly number[]) => Verdict;
  /** How many lines the rules have judged so far. */
  readonly judged: () => number;
};

const REMEMBERED_LINES = 4000;

/** A judge of lines by the rules of ../check.ts. Verdicts are remembered per person and line, so a retried move is cheap. */
export function judgeOf(t: Tables): Judge {
  const remembered = t.problem.people.map(() => new Map<string, Verdict>());
  const before: (readonly Finding[] | undefined)[] = new Array(t.people);
  let judged = 0;

  function findings(person: number, line: readonly number[]): readonly Finding[] {
    judged++;
    return checkPerson(
      t.problem.frame,
      t.problem.people[person]!,
      line.map((item) => t.item[item]!),
    );
  }

  function judgeLine(person: number, line: readonly number[]): Verdict {
    const known = remembered[person]!;
    const key = line.join();
    const seen = known.get(key);
    if (seen) return seen;
    before[person] ??= findings(person, t.fixed[person]!);
    const after = findings(person, line);
    const stoppedBy = new Set<string>();
    for (const each of newFindings(before[person]!, after)) if (each.severity === 'hard') stoppedBy.add(each.rule);
    const softFindings = after.reduce((sum, each) => sum + (each.severity === 'soft' ? 1 : 0), 0);
    const verdict = { stoppedBy: [...stoppedBy], softFindings };
    if (known.size >= REMEMBERED_LINES) known.clear();
    known.set(key, verdict);
    return verdict;
  }

  return { line: judgeLine, judged: () => judged };
}
