import { type Line, lineOf, workWithin } from './line.ts';
import type { Duty, Frame, Instant, LocalDate, Person } from './model.ts';
import { type Numbers, numbersOn } from './packs.ts';
import { rd72 } from './rules/rd-72.ts';
import { rdAvg48 } from './rules/rd-avg48.ts';
import { rdNightRest } from './rules/rd-night-rest.ts';
import { rdNight4 } from './rules/rd-night4.ts';
import { rdRest11 } from './rules/rd-rest11.ts';
import { referenceWindows } from './rules/reference-windows.ts';
import type { Rule } from './rules/rule.ts';
import { runsOf } from './rules/run.ts';
import { wtr48 } from './rules/wtr-48.ts';
import { wtrDaily } from './rules/wtr-daily.ts';
import { dateOfDay, HOUR, instantOfDay, localDateOf, localDayOf } from './zone.ts';

type RuleWords = Pick<Rule, 'id' | 'plainWords' | 'source' | 'verify'>;

/** What one person has used of their limits at one moment. Hours are elapsed hours; null where no rule asks. */
export type RulesDials = {
  /** Work in 168 hours: in those that end now, and in those that end with each of the days to come. */
  readonly rolling: {
    readonly hours: number;
    readonly limit: number;
    readonly ahead: readonly { readonly date: LocalDate; readonly hours: number }[];
    readonly rule: RuleWords;
  } | null;
  /** Rest before the next spell of work, travel taken out. `startsAt`: when that spell starts. */
  readonly rest: {
    readonly hours: number;
    readonly limit: number;
    readonly startsAt: Instant;
    readonly rule: RuleWords;
  } | null;
  /** Mean weekly work of the fullest reference period that holds today; of days [from, to). */
  readonly average: {
    readonly hoursPerWeek: number;
    readonly limit: number | null;
    readonly weeks: number;
    readonly from: LocalDate;
    readonly to: LocalDate;
    readonly rule: RuleWords;
  } | null;
  /** Nights in a row, as those are under way or come next: of local days [from, to]. `restUntil`: when work may go on. */
  readonly nights: {
    readonly limit: number;
    readonly run: {
      readonly inARow: number;
      readonly from: LocalDate;
      readonly to: LocalDate;
      readonly restUntil: Instant;
    } | null;
    readonly rule: RuleWords;
  } | null;
};

const DAYS_AHEAD = 21;
const wordsOf = ({ id, plainWords, source, verify }: Rule): RuleWords => ({ id, plainWords, source, verify });

/** Reads the dials of one person; `duties` are all that the person holds, whoever the employer. */
export function rulesDials(
  frame: Frame,
  { person, duties }: { readonly person: Person; readonly duties: readonly Duty[] },
  now: Instant,
): RulesDials {
  const line = lineOf(frame, person, duties);
  const numbers = numbersOn(localDateOf(frame.zone, now));
  const isResident = person.employments.some(({ pack }) => pack === 'EN-RD-2016');
  return {
    rolling: isResident ? rollingOf(line, { numbers, now }) : null,
    rest: restOf(line, { numbers, now, isResident }),
    average: averageOf(line, { numbers, now, isResident }),
    nights: isResident ? nightsOf(line, { numbers, now }) : null,
  };
}

type At = { readonly numbers: Numbers; readonly now: Instant };
type WhoseAt = At & { readonly isResident: boolean };

function rollingOf(line: Line, { numbers, now }: At): RulesDials['rolling'] {
  const { windowHours, maxHours } = numbers.resident.rolling;
  const hoursUntil = (end: Instant) => workWithin(line, end - windowHours * HOUR, end) / HOUR;
  const { zone } = line.frame;
  const today = localDayOf(zone, now);
  const ahead = Array.from({ length: DAYS_AHEAD }, (_, index) => ({
    date: dateOfDay(today + index),
    hours: hoursUntil(instantOfDay(zone, today + index + 1, 0)),
  }));
  return { hours: hoursUntil(now), limit: maxHours, ahead, rule: wordsOf(rd72) };
}

function restOf({ spells }: Line, { numbers, now, isResident }: WhoseAt): RulesDials['rest'] {
  const index = spells.findIndex(({ start }) => start > now);
  const [before, next] = [spells[index - 1], spells[index]];
  if (!before || !next || before.restAfter === null) return null;
  const isAfterNights = before.nights.length > 0 && !next.nights.includes((before.nights.at(-1) as number) + 1);
  const { resident, workingTime } = numbers;
  const [rule, limit] = !isResident
    ? [wtrDaily, workingTime.dailyRestHours]
    : isAfterNights
      ? [rdNightRest, resident.night.restHours]
      : [rdRest11, resident.restHours];
  return { hours: before.restAfter / HOUR, limit, startsAt: next.start, rule: wordsOf(rule) };
}

function averageOf(line: Line, { numbers, now, isResident }: WhoseAt): RulesDials['average'] {
  const { workingTime, resident } = numbers;
  const { frame, person } = line;
  const weeks = isResident ? workingTime.residentReferenceWeeks : workingTime.referenceWeeks;
  const windows = referenceWindows(line, weeks).filter(({ from, to }) => from <= now && now < to);
  const mean = ({ work, presentDays }: (typeof windows)[number]) => (work * 7) / presentDays / HOUR;
  const [first, ...others] = windows;
  if (!first) return null;
  const fullest = others.reduce((most, each) => (mean(each) > mean(most) ? each : most), first);
  const optedOut = person.optOut48 ? (isResident ? resident.meanHoursOptOut : null) : workingTime.weeklyHours;
  return {
    hoursPerWeek: mean(fullest),
    limit: optedOut,
    weeks,
    from: localDateOf(frame.zone, fullest.from),
    to: localDateOf(frame.zone, fullest.to),
    rule: wordsOf(person.optOut48 && isResident ? rdAvg48 : wtr48),
  };
}

function nightsOf(line: Line, { numbers, now }: At): RulesDials['nights'] {
  const { maxRun, restHours } = numbers.resident.night;
  const runs = runsOf(line, ({ nights }) => nights);
  const run = runs.find(({ spells }) => (line.spells[spells.at(-1) as number]?.end ?? 0) > now);
  const last = run && line.spells[run.spells.at(-1) as number];
  return {
    limit: maxRun,
    run:
      run && last
        ? {
            inARow: run.lastDay - run.firstDay + 1,
            from: dateOfDay(run.firstDay),
            to: dateOfDay(run.lastDay),
            restUntil: last.end + restHours * HOUR,
          }
        : null,
    rule: wordsOf(rdNight4),
  };
}
