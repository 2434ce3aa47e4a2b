import { checkPerson } from '../check.ts';
import type { Finding } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { borderOf } from './border.ts';
import type { Tables } from './tables.ts';

/** What the rules say of a line, compared with the line that the person is judged against. */
export type Verdict = {
  /** Rules newly broken hard, each once. Empty: the line may stand. */
  readonly stoppedBy: readonly string[];
  /** The duties by id of which those breaches are made; without one of them a breach may be gone. */
  readonly stoppedWith: readonly string[];
  readonly softFindings: number;
};

export type Judge = {
  /** Judges a line by every rule. Remembers lines it has seen. */
  readonly line: (person: number, line: readonly number[]) => Verdict;
  /** How many lines the rules have judged so far. */
  readonly judged: () => number;
};

const REMEMBERED_LINES = 300;

/**
 * A judge of lines by the rules of ../check.ts. What a line breaks is compared with what `standing` breaks: the person's
 * fixed duties alone, or the lines of a rota that was published. Verdicts are remembered per person and line, so a retried
 * move is cheap.
 */
export function judgeOf(t: Tables, standing: readonly (readonly number[])[] = t.fixed): Judge {
  const remembered = t.problem.people.map(() => new Map<string, Verdict>());
  const before: (readonly Finding[] | undefined)[] = new Array(t.people);
  const border = borderOf(t);
  let judged = 0;

  function findings(person: number, line: readonly number[]): readonly Finding[] {
    judged++;
    const duties = line.map((item) => t.item[item]!);
    return [...checkPerson(t.problem.frame, t.problem.people[person]!, duties), ...border(person, line)];
  }

  function judgeLine(person: number, line: readonly number[]): Verdict {
    const known = remembered[person]!;
    const key = line.join();
    const seen = known.get(key);
    if (seen) return seen;
    before[person] ??= findings(person, standing[person]!);
    const after = line === standing[person] ? before[person] : findings(person, line);
    const stoppedBy = new Set<string>();
    const stoppedWith = new Set<string>();
    for (const each of newFindings(before[person]!, after)) {
      if (each.severity !== 'hard') continue;
      stoppedBy.add(each.rule);
      for (const duty of each.duties) stoppedWith.add(duty);
    }
    const softFindings = after.reduce((sum, each) => sum + (each.severity === 'soft' ? 1 : 0), 0);
    const verdict = { stoppedBy: [...stoppedBy], stoppedWith: [...stoppedWith], softFindings };
    if (known.size >= REMEMBERED_LINES) known.clear();
    known.set(key, verdict);
    return verdict;
  }

  return { line: judgeLine, judged: () => judged };
}
