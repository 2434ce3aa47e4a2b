import { checkPerson } from '../src/check.ts';
import type { Candidate, Duty, DutyKind, Frame, Person } from '../src/model.ts';
import { type Random, randomFrom } from '../src/solve/random.ts';
import { addDays, instantOf } from '../src/zone.ts';

const ZONE = 'Europe/London';
const SITES = ['north', 'south', 'hill', 'vale', 'quay'];
const FIRST = '2026-11-02';
const LAST = addDays(FIRST, 28);

type Template = { readonly kind: DutyKind; readonly from: string; readonly hours: number; readonly breaks: number };
const TEMPLATES: Readonly<Record<string, Template>> = {
  D: { kind: 'shift', from: '09:00', hours: 8, breaks: 30 },
  L: { kind: 'shift', from: '08:00', hours: 12.5, breaks: 60 },
  E: { kind: 'shift', from: '13:00', hours: 9, breaks: 30 },
  N: { kind: 'shift', from: '20:00', hours: 12.5, breaks: 90 },
  O: { kind: 'on-call', from: '17:00', hours: 15, breaks: 0 },
};

/** Eight weeks from Monday, a letter a day: what a resident doctor's rota commonly is. Each person begins elsewhere in it. */
const PATTERN = ['..DDD..', 'LLLL...', 'DDDDO..', 'NNNN...', '..DDDLL', 'D..EEE.', 'DDODD..', '..DNNNN'].join('');

/** The four weeks that the people of the benchmark are asked about, with half a year on either side in view. */
export const crowdFrame: Frame = {
  zone: ZONE,
  period: { from: FIRST, to: LAST },
  known: { from: addDays(FIRST, -182), to: addDays(LAST, 182) },
  travelMinutes: (from, to) => 20 + 10 * Math.abs(SITES.indexOf(from) - SITES.indexOf(to)),
};

/**
 * So many invented people on a rolling rota: `history` days before the period, and the period, in which one weekday in
 * twelve differs. A duty of the period that would break a hard rule is left out.
 */
export function crowd(people: number, history: number, seed: number): Candidate[] {
  const random = randomFrom(seed);
  return Array.from({ length: people }, (_, index) => {
    const offset = 7 * random(PATTERN.length / 7);
    const own = SITES[index % SITES.length]!;
    const person = personOf(random, index);
    const past: Duty[] = [];
    const present: Duty[] = [];
    for (let day = -history; day < 28; day++) {
      const usual = PATTERN[(offset + day + 100 * PATTERN.length) % PATTERN.length]!;
      const differs = day >= 0 && day % 7 < 5 && random(12) === 0;
      const template = TEMPLATES[differs ? 'D..EO'[random(5)]! : usual];
      if (!template) continue;
      const site = random(8) === 0 ? SITES[random(SITES.length)]! : own;
      const duty = dutyOf(template, site, addDays(FIRST, day), `${index}-${day}`);
      if (day < 0) past.push(duty);
      else if (isAllowed(person, [...past.slice(-10), ...present, duty])) present.push(duty);
    }
    return { ...person, elsewhere: [...past, ...present], contractedMinutes: 4 * 40 * 60 };
  });
}

function personOf(random: Random, index: number): Person {
  const pack = random(4) === 0 ? 'WTR' : 'EN-RD-2016';
  const wte = [1, 1, 0.8][random(3)]!;
  return {
    id: `person-${index}`,
    optOut48: random(10) === 0,
    employments: [{ employer: 'north', assignment: `${index}`, pack, wte, annualLeaveDays: 27 }],
    leave: random(6) === 0 ? [leaveFrom(addDays(FIRST, random(28)))] : [],
  };
}

const isAllowed = (person: Person, duties: readonly Duty[]) =>
  checkPerson(crowdFrame, person, duties).every(({ severity }) => severity === 'soft');

/** Duties of the period to ask about: of each kind, at every site, over the days. */
export function askedDuties(count: number, seed: number): Duty[] {
  const random = randomFrom(seed);
  const letters = Object.keys(TEMPLATES);
  return Array.from({ length: count }, (_, index) =>
    dutyOf(
      TEMPLATES[letters[index % letters.length]!]!,
      SITES[random(SITES.length)]!,
      addDays(FIRST, random(28)),
      `asked-${index}`,
    ),
  );
}

const leaveFrom = (from: string) => ({ kind: 'annual' as const, from, to: addDays(from, 7) });

function dutyOf({ kind, from, hours, breaks }: Template, site: string, date: string, id: string): Duty {
  const start = instantOf(ZONE, date, from);
  return {
    id,
    site,
    kind,
    start,
    end: start + hours * 3_600_000,
    breakMinutes: breaks,
    expectedWorkMinutes: kind === 'on-call' ? 120 : 0,
  };
}
