import { checkPerson } from '../check.ts';
import type { Finding, Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { type LineCost, lineCost } from './line-cost.ts';
import { ProblemError } from './problem-error.ts';
import { type Tables, tabulate } from './tables.ts';
import { validate } from './validate.ts';

/** What a roster costs by aim, in units of weight. */
export type AimCosts = LineCost & { readonly softFindings: number; readonly gaps: number };
type Step<Of> = { readonly before: Of; readonly after: Of };

/** Whose duties are others than before. */
export type PersonChange = {
  readonly person: string;
  /** Duties by start that the person had, and has now. */
  readonly out: readonly string[];
  readonly in: readonly string[];
  /** What the person's own line costs. */
  readonly costs: Step<Omit<AimCosts, 'gaps'>>;
  /** Findings that are no longer there or less bad, and those that are new or worse. */
  readonly gone: readonly Finding[];
  readonly made: readonly Finding[];
};

/** A duty that others have than before. */
export type DutyChange = {
  readonly duty: string;
  readonly out: readonly string[];
  readonly in: readonly string[];
  /** Empty places, and what they cost. */
  readonly places: Step<number>;
  readonly gaps: Step<number>;
};

export type RosterDifference = {
  readonly cost: Step<number>;
  readonly aims: Step<AimCosts>;
  /** Rules of which findings are others than before: how many there are with everybody's duties. */
  readonly rules: readonly ({ readonly rule: string } & Step<number>)[];
  /** In the problem's order. */
  readonly people: readonly PersonChange[];
  readonly duties: readonly DutyChange[];
};

type Placements = { readonly placements: readonly Placement[] };

/**
 * What changes from one roster of a problem to another, by aim, rule, person and duty. Pins count as held in both.
 * Throws a ProblemError where the problem is wrong or a roster names what it does not have.
 */
export function rosterDifference(problem: Problem, before: Placements, after: Placements): RosterDifference {
  validate(problem);
  const t = tabulate(problem);
  const [first, second] = [linesOf(t, before), linesOf(t, after)];
  const found = problem.people.map((_, person) => {
    const old = findingsOf(t, person, first[person]!);
    return {
      before: old,
      after: isSame(first[person]!, second[person]!) ? old : findingsOf(t, person, second[person]!),
    };
  });
  const sumOf = (lines: readonly (readonly number[])[], which: keyof Step<unknown>): AimCosts => {
    const sum = { hours: 0, fairness: 0, travel: 0, softFindings: 0, gaps: 0 };
    lines.forEach((line, person) => {
      const costs = costsOf(t, person, line, found[person]![which]);
      sum.hours += costs.hours;
      sum.fairness += costs.fairness;
      sum.travel += costs.travel;
      sum.softFindings += costs.softFindings;
    });
    const holders = holdersOf(t, lines);
    problem.duties.forEach(({ count, gapCost }, duty) => {
      sum.gaps += gapCost * Math.max(0, count - holders[duty]!.length);
    });
    return sum;
  };
  const aims = { before: sumOf(first, 'before'), after: sumOf(second, 'after') };
  return {
    cost: { before: totalOf(aims.before), after: totalOf(aims.after) },
    aims,
    rules: ruleSteps(found),
    people: problem.people.flatMap((person, index) => {
      const [was, is] = [first[index]!, second[index]!];
      if (isSame(was, is)) return [];
      const judged = found[index]!;
      return [
        {
          person: person.id,
          out: idsOf(t, without(was, is)),
          in: idsOf(t, without(is, was)),
          costs: { before: costsOf(t, index, was, judged.before), after: costsOf(t, index, is, judged.after) },
          gone: newFindings(judged.after, judged.before),
          made: newFindings(judged.before, judged.after),
        },
      ];
    }),
    duties: dutyChanges(t, holdersOf(t, first), holdersOf(t, second)),
  };
}

/** [person] items by start: what is fixed and what the roster says. */
function linesOf(t: Tables, { placements }: Placements): number[][] {
  const people = new Map(t.problem.people.map(({ id }, index) => [id, index]));
  const duties = new Map(t.problem.duties.map(({ id }, index) => [id, index]));
  const lines = t.fixed.map((fixed) => new Set(fixed));
  for (const placement of placements) {
    const person = people.get(placement.person);
    const duty = duties.get(placement.duty);
    if (person === undefined || duty === undefined) {
      throw new ProblemError(
        'unknown-id',
        `A roster places ${placement.person} on ${placement.duty}; the problem has no such ${person === undefined ? 'person' : 'duty'}. Compare rosters of this problem.`,
      );
    }
    lines[person]!.add(duty);
  }
  return lines.map((line) => [...line].sort((a, b) => t.start[a]! - t.start[b]! || a - b));
}

const isSame = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((item, at) => item === b[at]);
const without = (line: readonly number[], other: readonly number[]) => line.filter((item) => !other.includes(item));
const idsOf = (t: Tables, items: readonly number[]) => items.map((item) => t.item[item]!.id);

const findingsOf = (t: Tables, person: number, line: readonly number[]): readonly Finding[] =>
  checkPerson(
    t.problem.frame,
    t.problem.people[person]!,
    line.map((item) => t.item[item]!),
  );

function costsOf(t: Tables, person: number, line: readonly number[], findings: readonly Finding[]) {
  const costs: LineCost = { hours: 0, fairness: 0, travel: 0 };
  lineCost(t, person, line, costs);
  const soft = findings.filter(({ severity }) => severity === 'soft').length;
  return { ...costs, softFindings: t.problem.weights.softFinding * soft };
}

const totalOf = ({ hours, fairness, travel, softFindings, gaps }: AimCosts) =>
  hours + fairness + travel + softFindings + gaps;

/** [duty] indexes of the people who hold it. */
function holdersOf(t: Tables, lines: readonly (readonly number[])[]): number[][] {
  const holders: number[][] = t.problem.duties.map(() => []);
  lines.forEach((line, person) => {
    for (const item of line) if (item < t.duties) holders[item]!.push(person);
  });
  return holders;
}

function dutyChanges(t: Tables, before: readonly number[][], after: readonly number[][]): DutyChange[] {
  const { people, duties } = t.problem;
  return duties.flatMap(({ id, count, gapCost }, duty) => {
    const [was, is] = [before[duty]!, after[duty]!];
    if (isSame(was, is)) return [];
    const places = { before: Math.max(0, count - was.length), after: Math.max(0, count - is.length) };
    return [
      {
        duty: id,
        out: without(was, is).map((person) => people[person]!.id),
        in: without(is, was).map((person) => people[person]!.id),
        places,
        gaps: { before: gapCost * places.before, after: gapCost * places.after },
      },
    ];
  });
}

function ruleSteps(found: readonly Step<readonly Finding[]>[]) {
  const counts = new Map<string, { before: number; after: number }>();
  const changed = new Set<string>();
  for (const { before, after } of found) {
    for (const { rule } of before) countOf(counts, rule).before++;
    for (const { rule } of after) countOf(counts, rule).after++;
    for (const { rule } of [...newFindings(before, after), ...newFindings(after, before)]) changed.add(rule);
  }
  return [...counts].filter(([rule]) => changed.has(rule)).map(([rule, step]) => ({ rule, ...step }));
}

function countOf(counts: Map<string, { before: number; after: number }>, rule: string) {
  const count = counts.get(rule) ?? { before: 0, after: 0 };
  counts.set(rule, count);
  return count;
}
