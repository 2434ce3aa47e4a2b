import { checkLineBy, rules } from '../check.ts';
import { type Line, lineOf } from '../line.ts';
import { minimalSet } from '../minimal-set.ts';
import type { Candidate, Duty, Finding, Frame, Leave, Problem } from '../model.ts';
import type { Rule } from '../rules/rule.ts';
import { makersOf } from './stops.ts';

/** A hard rule that the fixed duties of one person break by themselves, whatever a roster adds. */
export type FixedContradiction = {
  readonly person: string;
  readonly rule: string;
  readonly plainWords: string;
  /** Pins and duties elsewhere, in order of start, and leave: without any one of them the rule would be kept. */
  readonly duties: readonly string[];
  readonly leave: readonly Leave[];
};

type Fixed = { readonly duty: Duty } | { readonly leave: Leave };

/**
 * Every such rule of every person, in the problem's order, with the fewest records (none can be spared) that break it.
 * A breach of the same rule that shares a duty with one that is told is not told as well.
 */
export function fixedContradictions(problem: Problem): FixedContradiction[] {
  const duties = new Map(problem.duties.map((duty) => [duty.id, duty]));
  const pins = Map.groupBy(problem.pins, ({ person }) => person);
  return problem.people.flatMap((person) => {
    const pinned = (pins.get(person.id) ?? []).flatMap((pin) => duties.get(pin.duty) ?? []);
    return contradictionsOf(problem.frame, person, [...person.elsewhere, ...pinned]);
  });
}

function contradictionsOf(frame: Frame, person: Candidate, fixed: readonly Duty[]): FixedContradiction[] {
  const line = lineOf(frame, person, fixed);
  const contradictions: FixedContradiction[] = [];
  for (const rule of rules.values()) {
    if (rule.severity !== 'hard') continue;
    const found = checkLineBy(rule, line);
    for (const finding of found) {
      const told = new Set(contradictions.flatMap((each) => (each.rule === rule.id ? each.duties : [])));
      if (finding.duties.some((id) => told.has(id))) continue;
      contradictions.push(contradictionAt(rule, line, finding, found));
    }
  }
  return contradictions;
}

function contradictionAt(
  rule: Rule,
  { frame, person, duties }: Line,
  finding: Finding,
  found: readonly Finding[],
): FixedContradiction {
  const makers = makersOf(rule, lineOf(frame, person, duties), finding, found);
  const breaks = (some: readonly Fixed[]) => {
    const leave = some.flatMap((each) => ('leave' in each ? [each.leave] : []));
    const held = some.flatMap((each) => ('duty' in each ? [each.duty] : []));
    return checkLineBy(rule, lineOf(frame, { ...person, leave }, held)).length > 0;
  };
  const recordsOf = (some: readonly Duty[]): Fixed[] => [
    ...person.leave.map((leave) => ({ leave })),
    ...some.map((duty) => ({ duty })),
  ];
  const near = recordsOf(duties.filter(({ id }) => makers.has(id)));
  // Less work can break a rule that more of it kept, so one pass may leave something that can be spared.
  let items: readonly Fixed[] = breaks(near) ? near : recordsOf(duties);
  for (let size = -1; size !== items.length; ) {
    size = items.length;
    items = minimalSet(items, breaks).items;
  }
  return {
    person: person.id,
    rule: rule.id,
    plainWords: rule.plainWords,
    duties: items.flatMap((each) => ('duty' in each ? [each.duty.id] : [])),
    leave: items.flatMap((each) => ('leave' in each ? [each.leave] : [])),
  };
}
