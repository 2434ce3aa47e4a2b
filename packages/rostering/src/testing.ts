import { checkPerson } from './check.ts';
import type { Duty, Employment, Finding, Frame, Instant, Person } from './model.ts';
import { addDays, instantOf } from './zone.ts';

const zone = 'Europe/London';

/** A local moment of Europe/London, 'YYYY-MM-DD HH:MM'. */
export function at(moment: string): Instant {
  return instantOf(zone, moment.slice(0, 10), moment.slice(11));
}

/** A frame over the six weeks from Monday 2 March 2026, history from January, no travel; with changes. */
export function aFrame(changes: Partial<Frame> = {}): Frame {
  return {
    zone,
    period: { from: '2026-03-02', to: '2026-04-13' },
    known: { from: '2026-01-05', to: '2026-05-11' },
    travelMinutes: () => 0,
    ...changes,
  };
}

type Changes = Partial<Omit<Duty, 'kind' | 'start' | 'end'>>;

/** A shift between two local moments at site A without breaks, named by its start; with changes. */
export function shift(start: string, end: string, changes: Changes = {}): Duty {
  return duty('shift', [start, end], changes);
}

/** An on-call period between two local moments at site A without expected work, named by its start; with changes. */
export function onCall(start: string, end: string, changes: Changes = {}): Duty {
  return duty('on-call', [start, end], changes);
}

function duty(kind: Duty['kind'], [start, end]: [string, string], changes: Changes): Duty {
  const plain = { id: start, site: 'A', breakMinutes: 0, expectedWorkMinutes: 0 };
  return { ...plain, kind, start: at(start), end: at(end), ...changes };
}

/** A shift on each of so many days from `first`, 'HH:MM' to 'HH:MM'; one that would end before its start ends next day. */
export function shiftsOn(first: string, count: number, [start, end]: readonly [string, string]): Duty[] {
  return Array.from({ length: count }, (_, i) => {
    const day = addDays(first, i);
    return shift(`${day} ${start}`, `${end > start ? day : addDays(day, 1)} ${end}`);
  });
}

/** An employment of the given pack with 27 days of leave; with changes. */
export function anEmployment(pack: Employment['pack'], changes: Partial<Employment> = {}): Employment {
  return { employer: 'RX1', assignment: '1', pack, wte: 1, annualLeaveDays: 27, ...changes };
}

/** A resident doctor without leave or opt-out; with changes. */
export function aResident(changes: Partial<Person> = {}): Person {
  return { id: 'p1', optOut48: false, employments: [anEmployment('EN-RD-2016')], leave: [], ...changes };
}

/** Somebody whom only the law's rules judge; with changes. */
export function aWorker(changes: Partial<Person> = {}): Person {
  return aResident({ employments: [anEmployment('WTR')], ...changes });
}

type Asked = {
  readonly rule: string;
  readonly duties: readonly Duty[];
  readonly person?: Person;
  readonly frame?: Frame;
};

/** The findings of one rule; a resident in the plain frame unless the question says otherwise. */
export function findingsOf({ rule, duties, person = aResident(), frame = aFrame() }: Asked): Finding[] {
  return checkPerson(frame, person, duties).filter((finding) => finding.rule === rule);
}

/** The values of the findings of one rule. */
export function valuesOf(asked: Asked): number[] {
  return findingsOf(asked).map(({ value }) => value);
}
