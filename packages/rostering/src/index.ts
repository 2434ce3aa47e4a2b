export { checkPerson, checkRota, type PersonOnRota, rules } from './check.ts';
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
