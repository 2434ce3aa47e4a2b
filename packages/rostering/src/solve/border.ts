import { checkPersonBy, rules } from '../check.ts';
import type { Duty, Finding, Frame, Person } from '../model.ts';
import { addDays, DAY } from '../zone.ts';
import { periodInterval } from './local-facts.ts';
import type { Tables } from './tables.ts';

/** Rules that look at a whole period and nothing else: what lies before it has no part in them. */
const OF_ONE_PERIOD: ReadonlySet<string> = new Set(['RD-AVG48', 'RD-WE2', 'RD-WE3']);
const across = new Map([...rules].filter(([id]) => !OF_ONE_PERIOD.has(id)));
/** The longest breach that is placed where it begins: on-call periods in seven days. */
const DAYS_BEFORE = 7;
const DAYS_SEEN = DAYS_BEFORE + 2;
const REMEMBERED = 500;

/**
 * The hard findings of a person that begin in the last days before the period and reach into it: a night of the last
 * period with a shift right after it is placed on that night, so that judging the period alone does not find it. Empty
 * where the person did nothing in those days, or does nothing in the first ones of the period.
 */
export function checkBorder(frame: Frame, person: Person, duties: readonly Duty[]): readonly Finding[] {
  const { start } = periodInterval(frame);
  const near = duties.filter((duty) => Math.abs(duty.start - start) < DAYS_SEEN * DAY);
  const isBefore = (duty: Duty) => duty.start < start;
  if (!near.some(isBefore) || near.every(isBefore)) return [];
  return checkPersonBy(across, { frame: beforeOf(frame), person, duties: near }).filter(
    ({ severity }) => severity === 'hard',
  );
}

const before = new WeakMap<Frame, Frame>();

/** The frame of the days before a period; the same for the same frame, since rules remember what they know of one. */
function beforeOf(frame: Frame): Frame {
  const { from } = frame.period;
  const around = before.get(frame) ?? {
    ...frame,
    period: { from: addDays(from, -DAYS_BEFORE), to: from },
    known: { from: addDays(from, -DAYS_SEEN), to: addDays(from, DAYS_SEEN) },
  };
  before.set(frame, around);
  return around;
}

/** The same for lines of items by start; remembers what it has judged. */
export function borderOf(t: Tables): (person: number, line: readonly number[]) => readonly Finding[] {
  const remembered = t.problem.people.map(() => new Map<string, readonly Finding[]>());
  return (person, line) => {
    const near: number[] = [];
    for (const item of line) {
      if (t.start[item]! >= t.periodStart + DAYS_SEEN * DAY) break;
      if (t.start[item]! > t.periodStart - DAYS_SEEN * DAY) near.push(item);
    }
    if (near.length < 2 || t.start[near[0]!]! >= t.periodStart || t.start[near.at(-1)!]! < t.periodStart) return [];
    const key = near.join();
    const known = remembered[person]!;
    const seen = known.get(key);
    if (seen) return seen;
    const duties = near.map((item) => t.item[item]!);
    const findings = checkBorder(t.problem.frame, t.problem.people[person]!, duties);
    if (known.size >= REMEMBERED) known.clear();
    known.set(key, findings);
    return findings;
  };
}
