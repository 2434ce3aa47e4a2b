import { checkPerson } from '../check.ts';
import type { Duty, Finding, Placement, Problem } from '../model.ts';
import { newFindings } from '../new-findings.ts';
import { ProblemError } from './problem-error.ts';

/** What stops a person from a duty of a roster. */
export type WhyNot = {
  /** 'rules': the hard findings say. 'nothing': the search only found somebody better, or the places are pinned. */
  readonly stop: 'holds-it' | 'not-eligible' | 'already-working' | 'rules' | 'nothing';
  /** What the duty would newly break for the person, or make worse, hard and soft, whatever the stop is. */
  readonly findings: readonly Finding[];
  readonly sentence: string;
};

/** Why a person does not have a duty in a roster of the problem. Throws a ProblemError for ids the problem does not have. */
export function whyNot(
  problem: Problem,
  roster: { readonly placements: readonly Placement[] },
  asked: Placement,
): WhyNot {
  const duty = problem.duties.find((each) => each.id === asked.duty);
  const person = problem.people.find((each) => each.id === asked.person);
  if (!duty) throw new ProblemError('unknown-id', `The problem has no duty ${asked.duty}. Ask for one of its own.`);
  if (!person)
    throw new ProblemError('unknown-id', `The problem has no person ${asked.person}. Ask for one of its own.`);
  const held = new Set(roster.placements.filter((each) => each.person === person.id).map((each) => each.duty));
  if (held.has(duty.id)) return { stop: 'holds-it', findings: [], sentence: 'This person has the duty.' };

  const line: Duty[] = [...person.elsewhere, ...problem.duties.filter((each) => held.has(each.id))];
  const before = checkPerson(problem.frame, person, line);
  const findings = newFindings(before, checkPerson(problem.frame, person, [...line, duty]));
  if (!duty.eligible.includes(person.id)) {
    return { stop: 'not-eligible', findings, sentence: 'This person is not among those who may do the duty.' };
  }
  const clash = line.find((each) => each.start < duty.end && each.end > duty.start);
  if (clash) return { stop: 'already-working', findings, sentence: `Works at that time already: ${clash.id}.` };
  const hard = findings.filter((each) => each.severity === 'hard');
  if (hard.length > 0) {
    return { stop: 'rules', findings, sentence: hard.map((each) => `${each.rule}: ${each.mend}`).join(' ') };
  }
  return { stop: 'nothing', findings, sentence: 'No hard rule stops this person; others were chosen for the places.' };
}
