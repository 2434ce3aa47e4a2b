export { checkFurther, checkPerson, checkPersonBy, furtherRules, rules } from './check.ts';
export { describeFinding } from './describe-finding.ts';
export type {
  Candidate,
  Days,
  Duty,
  DutyKind,
  Employment,
  Finding,
  Frame,
  Gap,
  Instant,
  Leave,
  LeaveKind,
  LocalDate,
  OpenDuty,
  PackId,
  Person,
  Placement,
  Problem,
  Progress,
  Roster,
  Severity,
  SolveOptions,
  Unit,
  Weights,
} from './model.ts';
export { newFindings } from './new-findings.ts';
export { rulePackVersion } from './packs.ts';
export { type ReferenceAverage, referenceAverage } from './reference-average.ts';
export { readRotaFile, writeRotaFile } from './rota-file.ts';
export type { RotaFile } from './rota-file-fields.ts';
export type { FileProblem } from './rota-file-references.ts';
export { type Rota, rotaOf } from './rota-of.ts';
export { changeNotice, type Notice, publicationNotice } from './rules/notice.ts';
export type { Rule } from './rules/rule.ts';
export { type RulesClock, rulesClock } from './rules-clock.ts';
export { type RulesDials, rulesDials } from './rules-dials.ts';
export { type ProblemData, problemOf, type TravelPair } from './solve/problem-data.ts';
export { ProblemError, type ProblemFault } from './solve/problem-error.ts';
export type { Proposal, RepairOptions } from './solve/repair/model.ts';
export { repair } from './solve/repair.ts';
export { solveInWorker } from './solve/solve-in-worker.ts';
export { type FillChoice, whoCanFill } from './solve/who-can-fill.ts';
export {
  addDays,
  daysBetween,
  instantOf,
  isLocalDate,
  localDateOf,
  localTimeOf,
  mondayOf,
  weekdayOf,
} from './zone.ts';
