import { addDays, weekdayOf } from '@weft/rostering';
import { counted } from '../words.ts';
import type { Benchmark, BenchmarkStaff } from './read.ts';
import { startsOf } from './starts.ts';

/** Where an instance goes: names and codes of invented things. */
export type Place = {
  readonly name: string;
  readonly organisation: string;
  readonly site: string;
  readonly rota: string;
  /** A Monday, 'YYYY-MM-DD'. */
  readonly start: string;
};

/** Codes for an instance called `name`, so that two instances keep apart. */
export function placeOf(name: string, rota: string | undefined, start: string): Place {
  const code = `X${name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(-6)}`.padEnd(3, 'X');
  const id = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return { name, organisation: code, site: `${code}01`, rota: rota ?? `benchmark-${id}`, start };
}

const FULL_WEEK_MINUTES = 40 * 60;
/** Instances name no breaks, and the law asks for one of 20 minutes in more than 6 hours: half an hour is put in. */
const BREAK_AFTER = 6 * 60;
const BREAK = 30;
const STAFF_GROUP = 'nursing';
const SERVICE = 'ward';

/** An instance as demand, people and leave, and what of it has no place here. */
export function planOf(benchmark: Benchmark, place: Place) {
  const { at, notKept } = startsOf(benchmark.shifts);
  return {
    period: { from: place.start, to: addDays(place.start, benchmark.horizon) },
    people: benchmark.staff.map((one) => personOf(one, benchmark, place)),
    templates: templatesOf(benchmark, place, at),
    notMapped: [
      ...notKept.map(({ shift, next }) => `${next} may follow ${shift} here: both rest 11 hours or more.`),
      ...limitsNotMapped(benchmark),
    ],
  };
}

/** Shifts that somebody never works: they ask for a skill of their own name. */
const skillsOf = ({ shifts, staff }: Benchmark) =>
  new Set(shifts.map(({ id }) => id).filter((id) => staff.some(({ most }) => most.get(id) === 0)));

function personOf({ id, most, maxMinutes, daysOff }: BenchmarkStaff, benchmark: Benchmark, place: Place) {
  const { rota, organisation, name, start, site } = place;
  const person = `${rota}-${id}`.replace(/[^A-Za-z0-9_.~-]/g, '_');
  const wte = maxMinutes / ((benchmark.horizon / 7) * FULL_WEEK_MINUTES);
  return {
    id: person,
    name: `Invented ${id} of ${name}`,
    employments: [
      {
        employer: organisation,
        assignment: `${rota}-${id}`.slice(-40),
        pack: 'WTR' as const,
        wte: Math.min(1.5, Math.max(0.05, Math.round(wte * 100) / 100)),
        grade: STAFF_GROUP,
        staffGroup: STAFF_GROUP,
        skills: [...skillsOf(benchmark)].filter((skill) => most.get(skill) !== 0),
        homeSite: site,
        annualLeaveDays: 28,
        from: start,
        to: null,
      },
    ],
    leave: runsOf(daysOff).map(([first, last]) => ({
      id: `${person}-off-${first}`,
      kind: 'other' as const,
      from: addDays(start, first),
      to: addDays(start, last + 1),
    })),
  };
}

/** Days as runs of days that follow each other: [first, last]. */
function runsOf(days: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const day of [...new Set(days)]) {
    const run = runs.at(-1);
    if (run && run[1] === day - 1) run[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

/** Demand as it comes again: one template for each shift, weekday and number, as long as the number stays. */
function templatesOf(benchmark: Benchmark, { rota, site, start }: Place, at: ReadonlyMap<string, number>) {
  const skills = skillsOf(benchmark);
  const lengths = new Map(benchmark.shifts.map(({ id, minutes }) => [id, minutes]));
  const series = Map.groupBy(
    [...benchmark.cover].sort((a, b) => a.day - b.day),
    ({ day, shift }) => `${shift} ${day % 7}`,
  );
  return [...series.values()].flatMap((days) => {
    const runs: { readonly shift: string; readonly count: number; readonly first: number; last: number }[] = [];
    for (const { day, shift, count } of days) {
      const run = runs.at(-1);
      if (run && run.count === count && run.last === day - 7) run.last = day;
      else runs.push({ shift, count, first: day, last: day });
    }
    return runs
      .filter(({ count }) => count > 0)
      .map(({ shift, count, first, last }) => {
        const startsAt = at.get(shift) ?? 0;
        const minutes = lengths.get(shift) ?? 0;
        const from = addDays(start, first);
        return {
          id: `${rota}-${shift}-${first}`.replace(/[^A-Za-z0-9_.~-]/g, '_'),
          rota,
          site,
          service: SERVICE,
          role: `shift ${shift}`,
          grade: [],
          skill: skills.has(shift) ? shift : null,
          count,
          kind: 'shift' as const,
          code: shift,
          startTime: timeOf(startsAt),
          endTime: timeOf(startsAt + minutes),
          breakMinutes: minutes > BREAK_AFTER ? BREAK : 0,
          expectedWorkMinutes: 0,
          weekdays: [weekdayOf(from)],
          publicHolidays: 'as-usual' as const,
          from,
          to: addDays(start, last + 1),
          arrangement: null,
        };
      });
  });
}

const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function limitsNotMapped({ staff, requests, horizon, shifts }: Benchmark): string[] {
  const limited = staff.filter(({ most }) => shifts.some(({ id }) => isLimit(most.get(id), horizon))).length;
  return [
    'Least minutes, runs of days on and off, and weekends are limits of each person that no rule pack here has.',
    ...(limited > 0
      ? [`${counted(limited, 'person', 'people')} may work some shifts a certain number of times only.`]
      : []),
    ...(requests > 0 ? [`${counted(requests, 'wish', 'wishes')} for or against a shift on a day.`] : []),
    'The weights of too few and too many people: the search here has its own.',
  ];
}

const isLimit = (most: number | undefined, horizon: number) => most !== undefined && most > 0 && most < horizon;
