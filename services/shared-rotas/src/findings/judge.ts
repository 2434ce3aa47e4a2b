import type { Rows } from '@weft/eventing';
import {
  checkFurther,
  checkPerson,
  type Days,
  type Duty,
  type Finding,
  type Frame,
  type Person,
} from '@weft/rostering';
import type { Network } from '../facts/network-facts.ts';
import { type KnownPerson, peopleIn } from '../facts/workforce-facts.ts';
import { frameOf, ruleDutyOf, rulePersonOf } from '../lines/rule-person.ts';
import type { LineState } from '../lines/state.ts';

/** One person on a period: who they are to the rules, their whole line, and what the rules say of it. */
export type JudgedPerson = {
  readonly known: KnownPerson;
  readonly line: LineState;
  readonly person: Person;
  readonly duties: readonly Duty[];
  readonly findings: readonly Finding[];
};

type Asked = {
  readonly rows: Rows;
  readonly network: Network;
  readonly lines: readonly LineState[];
  readonly period: Days;
};

/** Judges people over periods. */
export type Judge = {
  /** Everybody in `lines`, in their order; people who were never heard of are judged without employments. */
  judge(asked: Asked): { readonly frame: Frame; readonly people: readonly JudgedPerson[] };
};

const REMEMBERED = 5000;
const PERIODS_REMEMBERED = 30;

type JudgeOne = { readonly known: KnownPerson | null; readonly network: Network; readonly line: LineState };

/** A person as they were judged, and what that rested on. */
type Kept = { readonly known: KnownPerson | null; readonly network: Network; readonly judged: JudgedPerson };

/** What the rules of the page say, and those beside it. */
const everyFinding = (frame: Frame, { person, duties }: Pick<JudgedPerson, 'person' | 'duties'>) => [
  ...checkPerson(frame, person, duties),
  ...checkFurther(frame, person, duties),
];

/**
 * A judge that remembers what it found: as long as a person's line, facts and travel are the same, so are the
 * findings. Keeps the newest 5000 verdicts in memory.
 */
export function findingsJudge(): Judge {
  const verdicts = new Map<string, { readonly key: string; readonly findings: readonly Finding[] }>();
  const byLine = new WeakMap<LineState, Map<string, Kept>>();

  function findingsOf(frame: Frame, one: Omit<JudgedPerson, 'findings'>): readonly Finding[] {
    if (one.line.revision === null) return everyFinding(frame, one);
    const place = `${one.known.person} ${frame.period.from} ${frame.period.to}`;
    const key = JSON.stringify([one.line.revision, travelOf(frame, one.duties), one.person]);
    const before = verdicts.get(place);
    if (before?.key === key) return before.findings;
    const findings = everyFinding(frame, one);
    verdicts.delete(place);
    verdicts.set(place, { key, findings });
    const oldest = verdicts.keys().next();
    if (verdicts.size > REMEMBERED && !oldest.done) verdicts.delete(oldest.value);
    return findings;
  }

  /** The same object as long as line, facts, network and period are the same ones; `key` names the period. */
  function judged(frame: Frame, key: string, { known, network, line }: JudgeOne) {
    const { period } = frame;
    const kept = byLine.get(line) ?? new Map<string, Kept>();
    byLine.set(line, kept);
    const before = kept.get(key);
    if (before && before.known === known && before.network === network) return before.judged;
    const who = known ?? stranger(line.person);
    const duties = line.bookings.map(ruleDutyOf);
    const one = { known: who, line, person: rulePersonOf(who, line, period), duties };
    const person = { ...one, findings: findingsOf(frame, one) };
    if (kept.size >= PERIODS_REMEMBERED) kept.clear();
    kept.set(key, { known, network, judged: person });
    return person;
  }

  return {
    judge({ rows, network, lines, period }) {
      const frame = frameOf(period, network.travelMinutes);
      const knownOf = peopleIn(rows);
      const key = `${period.from} ${period.to}`;
      return { frame, people: lines.map((line) => judged(frame, key, { known: knownOf(line.person), network, line })) };
    },
  };
}

/** The minutes between all sites that the duties are at: travel that the findings rest on. */
function travelOf(frame: Frame, duties: readonly Duty[]): number[] {
  const sites = [...new Set(duties.map(({ site }) => site))].sort();
  return sites.flatMap((from, index) => sites.slice(index + 1).map((to) => frame.travelMinutes(from, to)));
}

const stranger = (person: string): KnownPerson => ({
  person,
  name: person,
  optOut48: false,
  employments: [],
  credentials: [],
});
