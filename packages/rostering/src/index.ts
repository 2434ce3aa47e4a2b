export { checkPerson, checkRota, type PersonOnRota, rules } from './check.ts';
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
export { packNeedsReading, rulePackVersion } from './packs.ts';
export { readRotaFile, writeRotaFile } from './rota-file.ts';
export type { RotaFile } from './rota-file-fields.ts';
export type { FileProblem } from './rota-file-references.ts';
export { type Rota, rotaOf } from './rota-of.ts';
export type { Rule } from './rules/rule.ts';
export {
  addDays,
  daysBetween,
  instantOf,
  isLocalDate,
  isZone,
  localDateOf,
  localTimeOf,
  mondayOf,
  weekdayOf,
} from './zone.ts';
