import { type FindingsByRule, findingsByRule } from '../findings-by-rule.ts';
import { byStart, type Line, lineOf } from '../line.ts';
import type { Candidate, Frame } from '../model.ts';
import { type Held, heldOf } from './aims.ts';
import { leaveIntervals } from './local-facts.ts';

/** A candidate prepared for questions: what is slow is found when it is first asked for. */
export type AskedPerson = {
  readonly candidate: Candidate;
  readonly held: Held;
  readonly leave: Float64Array;
  readonly line: () => Line;
  /** What the person breaks as things are. */
  readonly before: FindingsByRule;
};

const known = new WeakMap<Candidate, { readonly frame: Frame; readonly person: AskedPerson }>();

/** Prepares a candidate; once for the same candidate in the same frame. */
export function askedPerson(frame: Frame, candidate: Candidate): AskedPerson {
  const earlier = known.get(candidate);
  if (earlier && isSameFrame(earlier.frame, frame)) return earlier.person;
  const duties = [...candidate.elsewhere].sort(byStart);
  let line: Line | null = null;
  const lineNow = () => {
    line ??= lineOf(frame, candidate, duties, 'near');
    return line;
  };
  const person: AskedPerson = {
    candidate,
    held: heldOf(frame, duties, candidate.contractedMinutes),
    leave: leaveIntervals(frame.zone, candidate),
    line: lineNow,
    before: findingsByRule(lineNow),
  };
  known.set(candidate, { frame, person });
  return person;
}

const isSameDays = (a: Frame['period'], b: Frame['period']) => a.from === b.from && a.to === b.to;
const isSameFrame = (a: Frame, b: Frame) =>
  a === b ||
  (a.zone === b.zone &&
    a.travelMinutes === b.travelMinutes &&
    isSameDays(a.period, b.period) &&
    isSameDays(a.known, b.known));
