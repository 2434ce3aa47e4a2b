import type { Candidate, Duty, DutyKind, Leave, OpenDuty, Placement } from '../../model.ts';
import { addDays, instantOf, weekdayOf } from '../../zone.ts';
import type { ProblemData } from '../problem-data.ts';
import { type Random, randomFrom } from '../random.ts';

const ZONE = 'Europe/London';
const SITES = ['north', 'south', 'hill'];

type Template = {
  readonly name: string;
  readonly kind: DutyKind;
  readonly from: string;
  readonly hours: number;
  readonly breakMinutes: number;
  readonly isWeekdaysOnly: boolean;
};

const TEMPLATES: readonly Template[] = [
  { name: 'day', kind: 'shift', from: '09:00', hours: 8, breakMinutes: 30, isWeekdaysOnly: true },
  { name: 'long', kind: 'shift', from: '08:00', hours: 12.5, breakMinutes: 60, isWeekdaysOnly: false },
  { name: 'night', kind: 'shift', from: '20:00', hours: 12.5, breakMinutes: 90, isWeekdaysOnly: false },
  { name: 'clinic', kind: 'shift', from: '13:00', hours: 4, breakMinutes: 0, isWeekdaysOnly: true },
  { name: 'oncall', kind: 'on-call', from: '17:00', hours: 15, breakMinutes: 0, isWeekdaysOnly: false },
];

export type HospitalSize = {
  readonly seed: number;
  readonly people: number;
  readonly from: string;
  readonly days: number;
  /** Places of each template, site and day. */
  readonly count: number;
  readonly pins: number;
};

/** An invented hospital of three sites with duties round the clock, leave, history and work elsewhere; the same for the same size. */
export function inventedHospital(size: HospitalSize): ProblemData {
  const random = randomFrom(size.seed);
  const to = addDays(size.from, size.days);
  const people = Array.from({ length: size.people }, (_, index) => personOf(random, index, size));
  const duties: OpenDuty[] = [];
  for (let day = 0; day < size.days; day++) {
    const date = addDays(size.from, day);
    for (const template of TEMPLATES) {
      if (template.isWeekdaysOnly && weekdayOf(date) > 5) continue;
      for (const site of SITES) {
        const eligible = people.filter(() => random(3) > 0).map((person) => person.id);
        const gapCost = 2000 + 500 * random(3);
        duties.push({ ...dutyOf(template, site, date, ''), count: size.count, eligible, gapCost });
      }
    }
  }
  return {
    frame: {
      zone: ZONE,
      period: { from: size.from, to },
      known: { from: addDays(size.from, -14), to },
      travel: [
        { from: 'north', to: 'south', minutes: 25 },
        { from: 'north', to: 'hill', minutes: 40 },
      ],
    },
    people,
    duties,
    pins: pinsOf(random, size, people, duties),
    weights: { softFinding: 50, hoursBalance: 1, fairness: 20, travelMinute: 1 },
  };
}

function dutyOf(template: Template, site: string, date: string, mark: string): Duty {
  const start = instantOf(ZONE, date, template.from);
  return {
    id: `${template.name}-${site}-${date}${mark}`,
    site,
    kind: template.kind,
    start,
    end: start + template.hours * 3_600_000,
    breakMinutes: template.breakMinutes,
    expectedWorkMinutes: template.kind === 'on-call' ? 120 : 0,
  };
}

function personOf(random: Random, index: number, size: HospitalSize): Candidate {
  const wte = [1, 1, 0.8, 0.6][random(4)]!;
  const leave: Leave[] = [];
  if (random(2) === 0) {
    const from = addDays(size.from, random(size.days));
    leave.push({ kind: 'annual', from, to: addDays(from, 1 + random(7)) });
  }
  const elsewhere = Array.from({ length: random(4) }, (_, each) => {
    const date = addDays(size.from, random(size.days + 14) - 14);
    return dutyOf(TEMPLATES[random(TEMPLATES.length)]!, 'other', date, `-of-${index}-${each}`);
  });
  const pack = random(4) === 0 ? 'WTR' : 'EN-RD-2016';
  return {
    id: `person-${index}`,
    optOut48: false,
    employments: [{ employer: 'north', assignment: `${index}`, pack, wte, annualLeaveDays: 27 }],
    leave,
    elsewhere,
    contractedMinutes: random(5) === 0 ? null : Math.round((size.days / 7) * 40 * 60 * wte),
  };
}

function pinsOf(
  random: Random,
  size: HospitalSize,
  people: readonly Candidate[],
  duties: readonly OpenDuty[],
): Placement[] {
  const pins = new Map<string, Placement>();
  for (let pin = 0; pin < size.pins && people.length > 0 && duties.length > 0; pin++) {
    const placement = { duty: duties[random(duties.length)]!.id, person: people[random(people.length)]!.id };
    pins.set(`${placement.duty} ${placement.person}`, placement);
  }
  return [...pins.values()];
}
