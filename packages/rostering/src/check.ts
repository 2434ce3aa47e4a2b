import { type Line, lineOf } from './line.ts';
import type { Duty, Finding, Frame, Person } from './model.ts';
import { numberChanges, numbersOn } from './packs.ts';
import { allRules } from './rules/all.ts';
import type { Rule } from './rules/rule.ts';
import { wtrNight } from './rules/wtr-night.ts';
import { localDateOf } from './zone.ts';

/** A person with all of their duties, of all employers. */
export type PersonOnRota = { readonly person: Person; readonly duties: readonly Duty[] };

/** The rules that judge a rota, by id, in the order in which they judge. */
export const rules: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** Rules that a rota file does not carry to other programs; judged by `checkFurther` only. */
export const furtherRules: ReadonlyMap<string, Rule> = new Map([[wtrNight.id, wtrNight]]);

/**
 * Judges one person by every rule that applies to them: findings whose own place lies in the period of the frame.
 * `duties` are all that the person holds, in any order; those outside the period are history and future.
 * Where the numbers of a pack change inside the period, each finding is judged by those in force where it begins.
 */
export function checkPerson(frame: Frame, person: Person, duties: readonly Duty[]): Finding[] {
  return checkLine(lineOf(frame, person, duties, 'near'));
}

/** Judges a line that is prepared already, in the manner of `checkPerson`. */
export function checkLine(line: Line): Finding[] {
  return judge(rules, line);
}

/** Judges one person by some of the rules, in the manner of `checkPerson`. */
export function checkPersonBy(
  judging: ReadonlyMap<string, Rule>,
  { frame, person, duties }: { readonly frame: Frame; readonly person: Person; readonly duties: readonly Duty[] },
): Finding[] {
  return judge(judging, lineOf(frame, person, duties, 'near'));
}

/** Judges one person by the further rules, in the manner of `checkPerson`. */
export function checkFurther(frame: Frame, person: Person, duties: readonly Duty[]): Finding[] {
  return judge(furtherRules, lineOf(frame, person, duties, 'near'));
}

/** Judges everybody on a rota, person by person in the order given. */
export function checkRota(frame: Frame, people: readonly PersonOnRota[]): Finding[] {
  return people.flatMap(({ person, duties }) => checkPerson(frame, person, duties));
}

function judge(judging: ReadonlyMap<string, Rule>, line: Line): Finding[] {
  const { from, to } = line.frame.period;
  const changes = numberChanges(from, to);
  const findings: Finding[] = [];
  for (const rule of judging.values()) judgeBy(rule, line, changes, findings);
  return findings;
}

/** What one rule finds on a line, in the manner of `checkPerson`. */
export function checkLineBy(rule: Rule, line: Line): Finding[] {
  const findings: Finding[] = [];
  judgeBy(rule, line, numberChanges(line.frame.period.from, line.frame.period.to), findings);
  return findings;
}

function judgeBy(rule: Rule, line: Line, changes: readonly string[], findings: Finding[]): void {
  const { frame, person } = line;
  const { id, pack, severity, unit, check } = rule;
  if (pack === 'EN-RD-2016' && !person.employments.some((each) => each.pack === 'EN-RD-2016')) return;
  for (let i = 0; i < changes.length; i++) {
    for (const breach of check(line, numbersOn(changes[i]!))) {
      if (changes.length > 1 && versionAt(changes, localDateOf(frame.zone, breach.from)) !== i) continue;
      findings.push({ rule: id, person: person.id, severity, unit, ...breach });
    }
  }
}

/** The index of the last change not after the date; what lies before all of them is judged by the first. */
function versionAt(changes: readonly string[], date: string): number {
  let found = 0;
  for (let i = 0; i < changes.length; i++) if (changes[i]! <= date) found = i;
  return found;
}
