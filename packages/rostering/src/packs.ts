import type { LocalDate, PackId } from './model.ts';

/** Numbers of the Working Time Regulations. */
export type WorkingTimeNumbers = {
  /** Mean weekly working time, in hours, over so many weeks (doctors in training: more). */
  readonly weeklyHours: number;
  readonly referenceWeeks: number;
  readonly residentReferenceWeeks: number;
  /** Continuous rest in each 24 h, in hours. */
  readonly dailyRestHours: number;
  /** So many rests of so many hours in each so many days. */
  readonly weeklyRest: { readonly days: number; readonly rests: number; readonly hours: number };
  /** A break of so many minutes in a spell of more than so many hours. */
  readonly breaks: { readonly overHours: number; readonly minutes: number };
  /** Mean hours of work of a night worker in each 24 h. */
  readonly nightMeanHours: number;
};

/** Numbers of the 2016 terms and conditions of resident doctors in England. Hours, unless the name says otherwise. */
export type ResidentNumbers = {
  readonly meanHours: number;
  readonly meanHoursOptOut: number;
  /** A normal day, for the hours that leave takes out of the mean. */
  readonly normalDayHours: number;
  readonly rolling: { readonly windowHours: number; readonly maxHours: number };
  readonly spellMaxHours: number;
  readonly longShift: { readonly overHours: number; readonly maxRun: number; readonly restHours: number };
  readonly longEvening: {
    /** Minutes after 00:00, local. */
    readonly startBefore: number;
    readonly endAfter: number;
    readonly maxRun: number;
    readonly restHours: number;
  };
  readonly night: { readonly maxRun: number; readonly restHours: number };
  readonly consecutive: { readonly maxRun: number; readonly restHours: number };
  /** At most one weekend in so many. */
  readonly weekends: { readonly soft: number; readonly hard: number };
  readonly restHours: number;
  readonly breaks: {
    readonly short: { readonly overHours: number; readonly minutes: number };
    readonly long: { readonly overHours: number; readonly minutes: number };
    readonly night: { readonly fromHours: number; readonly minutes: number };
  };
  readonly onCall: {
    readonly maxHours: number;
    readonly maxInWindow: number;
    readonly windowDays: number;
    readonly nextDayHours: number;
  };
  /** Days between publication of a roster and its first day; also the notice of a change to it. */
  readonly noticeDays: number;
};

/** The numbers that judge on one day. */
export type Numbers = { readonly workingTime: WorkingTimeNumbers; readonly resident: ResidentNumbers };

/** One dated version of a rule pack. */
type Version<Id extends PackId, Of> = {
  readonly pack: Id;
  readonly version: string;
  readonly effectiveFrom: LocalDate;
  /** What somebody must still read before these numbers are relied on; null when nothing. */
  readonly verify: string | null;
  readonly numbers: Of;
};

/** Sources: Working Time Regulations 1998, regs 4 to 6 and 10 to 12. */
const workingTimeVersions: readonly Version<'WTR', WorkingTimeNumbers>[] = [
  {
    pack: 'WTR',
    version: '1998',
    effectiveFrom: '1998-10-01',
    verify: null,
    numbers: {
      weeklyHours: 48,
      referenceWeeks: 17,
      residentReferenceWeeks: 26,
      dailyRestHours: 11,
      weeklyRest: { days: 14, rests: 2, hours: 24 },
      breaks: { overHours: 6, minutes: 20 },
      nightMeanHours: 8,
    },
  },
];

/** Source: terms and conditions of service 2016, schedule 3, since the refresh of 2019. */
const residentSinceRefresh: ResidentNumbers = {
  meanHours: 48,
  meanHoursOptOut: 56,
  normalDayHours: 8,
  rolling: { windowHours: 168, maxHours: 72 },
  spellMaxHours: 13,
  longShift: { overHours: 10, maxRun: 4, restHours: 48 },
  longEvening: { startBefore: 16 * 60, endAfter: 23 * 60, maxRun: 4, restHours: 48 },
  night: { maxRun: 4, restHours: 46 },
  consecutive: { maxRun: 7, restHours: 48 },
  weekends: { soft: 3, hard: 2 },
  restHours: 11,
  breaks: {
    short: { overHours: 5, minutes: 30 },
    long: { overHours: 9, minutes: 60 },
    night: { fromHours: 12, minutes: 90 },
  },
  onCall: { maxHours: 24, maxInWindow: 3, windowDays: 7, nextDayHours: 10 },
  noticeDays: 42,
};

const residentVersions: readonly Version<'EN-RD-2016', ResidentNumbers>[] = [
  {
    pack: 'EN-RD-2016',
    version: '2019-refresh',
    effectiveFrom: '2019-08-07',
    verify: 'the day from which the refreshed text holds for your contract',
    numbers: residentSinceRefresh,
  },
  {
    pack: 'EN-RD-2016',
    version: '2019-refresh..v13',
    effectiveFrom: '2026-02-04',
    verify: 'TCS v13 text',
    numbers: residentSinceRefresh,
  },
];

/** The version in force on a date; the earliest one judges all dates before it. */
function inForce<V extends { readonly effectiveFrom: LocalDate }>(versions: readonly V[], date: LocalDate): V {
  let found = versions[0]!;
  for (const version of versions) if (version.effectiveFrom <= date) found = version;
  return found;
}

/** What was asked about last is mostly asked next: a person's rules all judge by the same numbers. */
let lastNumbers: { readonly date: LocalDate; readonly numbers: Numbers } | null = null;

/** The numbers that judge what happens on a date. */
export function numbersOn(date: LocalDate): Numbers {
  if (lastNumbers?.date !== date) {
    const workingTime = inForce(workingTimeVersions, date).numbers;
    const resident = inForce(residentVersions, date).numbers;
    lastNumbers = { date, numbers: { workingTime, resident } };
  }
  return lastNumbers.numbers;
}

let lastChanges: { readonly from: LocalDate; readonly to: LocalDate; readonly changes: readonly LocalDate[] } | null =
  null;

/** The dates inside [from, to) on which the numbers of some pack change, `from` itself first. */
export function numberChanges(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  if (lastChanges?.from !== from || lastChanges.to !== to) {
    lastChanges = { from, to, changes: findChanges(from, to) };
  }
  return lastChanges.changes;
}

function findChanges(from: LocalDate, to: LocalDate): LocalDate[] {
  const dates = new Set([from]);
  for (const { effectiveFrom } of [...workingTimeVersions, ...residentVersions]) {
    if (effectiveFrom > from && effectiveFrom < to) dates.add(effectiveFrom);
  }
  return [...dates].sort().filter((date, i, all) => i === 0 || !sameNumbers(numbersOn(all[i - 1]!), numbersOn(date)));
}

function sameNumbers(a: Numbers, b: Numbers): boolean {
  return a.workingTime === b.workingTime && a.resident === b.resident;
}

/** The versions of all packs in force on a date, in one word that a booking can record. */
export function rulePackVersion(date: LocalDate): string {
  const versions = [inForce(residentVersions, date), inForce(workingTimeVersions, date)];
  return versions.map(({ pack, version }) => `${pack}:${version}`).join(' ');
}

/** What somebody must still read before the pack's numbers of that date are relied on; null when nothing. */
export function packNeedsReading(pack: PackId, date: LocalDate): string | null {
  return inForce<Version<PackId, unknown>>(pack === 'WTR' ? workingTimeVersions : residentVersions, date).verify;
}
