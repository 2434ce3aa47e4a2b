import { checkLine } from '../check.ts';
import { findingsByRule, findingsFor } from '../findings-by-rule.ts';
import { lineOf } from '../line.ts';
import { lineWith } from '../line-change.ts';
import type { Candidate, Duty, Finding, OpenDuty, Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { ProblemError } from './problem-error.ts';
import { type SmallestChange, smallestChange } from './smallest-change.ts';

/** What stops a person from a duty of a roster. */
export type WhyNot = {
  /** 'rules': the hard findings say. 'nothing': the search only found somebody better, or the places are pinned. */
  readonly stop: 'holds-it' | 'not-eligible' | 'already-working' | 'rules' | 'nothing';
  /** What the duty would newly break for the person, or make worse, hard and soft, whatever the stop is. */
  readonly findings: readonly Finding[];
  readonly sentence: string;
  /** The smallest change of the roster with which the person could have it; null where none is small enough, or needed. */
  readonly change: SmallestChange | null;
};

/**
 * Why a person does not have a duty in a roster of the problem, and what would have to change. Throws a ProblemError for
 * ids the problem does not have.
 */
export function whyNot(
  problem: Problem,
  roster: { readonly placements: readonly Placement[] },
  asked: Placement,
): WhyNot {
  const { duty, person } = named(problem, asked);
  const held = new Set(roster.placements.filter((each) => each.person === person.id).map((each) => each.duty));
  if (held.has(duty.id)) return { stop: 'holds-it', findings: [], sentence: 'This person has the duty.', change: null };

  const duties: Duty[] = [...person.elsewhere, ...problem.duties.filter((each) => held.has(each.id))];
  const line = lineOf(problem.frame, person, duties, 'near');
  const before = findingsByRule(() => line);
  const after = checkLine(lineWith(line, duty));
  const findings = newFindings(findingsFor(after, before), after);
  if (!duty.eligible.includes(person.id)) {
    const sentence = 'This person is not among those who may do the duty.';
    return { stop: 'not-eligible', findings, sentence, change: null };
  }
  const change = smallestChange(problem, roster.placements, { person, duty, line, before });
  const more = change ? ` ${change.words}` : '';
  const clash = line.duties.find((each) => each.start < duty.end && each.end > duty.start);
  if (clash) {
    const sentence = `Works at that time already: ${clash.id}.${more}`;
    return { stop: 'already-working', findings, sentence, change };
  }
  const hard = findings.filter((each) => each.severity === 'hard');
  if (hard.length > 0) {
    const sentence = `${hard.map((each) => `${each.rule}: ${each.mend}`).join(' ')}${more}`;
    return { stop: 'rules', findings, sentence, change };
  }
  const sentence = `No hard rule stops this person; others were chosen for the places.${more}`;
  return { stop: 'nothing', findings, sentence, change };
}

function named(problem: Problem, asked: Placement): { readonly duty: OpenDuty; readonly person: Candidate } {
  const duty = problem.duties.find((each) => each.id === asked.duty);
  const person = problem.people.find((each) => each.id === asked.person);
  if (!duty) throw new ProblemError('unknown-id', `The problem has no duty ${asked.duty}. Ask for one of its own.`);
  if (!person)
    throw new ProblemError('unknown-id', `The problem has no person ${asked.person}. Ask for one of its own.`);
  return { duty, person };
}
