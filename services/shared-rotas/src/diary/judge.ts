import type { LocalDate } from '@weft/contracts';
import {
  addDays,
  checkPersonBy,
  type Days,
  type Duty,
  type Employment,
  type Finding,
  type Leave,
  newFindings,
  rules,
} from '@weft/rostering';
import type { z } from 'zod';
import type { TravelMinutes } from '../facts/network-facts.ts';
import { localDay, ZONE } from '../zone.ts';

/** What the rules need of a person beside the diary. */
export type Judging = {
  readonly optOut48: boolean;
  /** All of them; those count that touch a period which is edited, on days [from, to). */
  readonly employments: readonly (Employment & { readonly from: string; readonly to: string | null })[];
  readonly travelMinutes: TravelMinutes;
  /** The period of each rota that is edited: means and weekend shares are judged over it. */
  readonly periods: ReadonlyMap<string, Days>;
};

/** One duty's worth of somebody's time, as far as it is judged. Instants are ISO in UTC. */
export type HeldTime = Pick<Duty, 'site' | 'kind' | 'breakMinutes' | 'expectedWorkMinutes'> & {
  readonly booking: string;
  readonly duty: string;
  readonly rota: string;
  readonly start: string;
  readonly end: string;
};

/** A person's time, as far as it is judged. */
export type PersonsTime = {
  readonly person: string;
  readonly bookings: readonly HeldTime[];
  readonly leave: readonly Leave[];
};

/** Judged over the whole period of a rota, and by nothing else. */
const PERIOD_RULES: ReadonlySet<string> = new Set(['RD-AVG48', 'RD-WE3', 'RD-WE2']);
const overPeriod = new Map([...rules].filter(([id]) => PERIOD_RULES.has(id)));
const within = new Map([...rules].filter(([id]) => !PERIOD_RULES.has(id)));
/** Runs and rests that an edit may touch begin and end within this; a longer run is a finding of its own. */
const REACH_DAYS = 35;
/** The longest window of any rule: 26 weeks. */
const LONGEST_WINDOW_DAYS = 26 * 7;

/** A booking as the rules see it; its id is the duty's. */
const dutyOf = ({ duty, site, kind, start, end, breakMinutes, expectedWorkMinutes }: HeldTime): Duty => ({
  id: duty,
  site,
  kind,
  start: Date.parse(start),
  end: Date.parse(end),
  breakMinutes,
  expectedWorkMinutes,
});

type Span = { readonly from: z.infer<typeof LocalDate>; readonly to: z.infer<typeof LocalDate> };

/** The local days that edits of these bookings may touch. */
function reachOf(bookings: readonly HeldTime[]): Span {
  const days = bookings.map(({ start }) => localDay(start)).sort();
  const last = bookings.map(({ end }) => localDay(end)).sort();
  return { from: addDays(days[0]!, -REACH_DAYS), to: addDays(last.at(-1)!, REACH_DAYS) };
}

function judgeLine(time: PersonsTime, { reach, judging }: { reach: Span; judging: Judging }): Finding[] {
  const { person, leave } = time;
  const { optOut48, employments, travelMinutes, periods } = judging;
  const spans = [reach, ...periods.values()];
  const from = spans.map((span) => span.from).sort()[0]!;
  const to = spans
    .map((span) => span.to)
    .sort()
    .at(-1)!;
  const known = { from: addDays(from, -LONGEST_WINDOW_DAYS), to: addDays(to, LONGEST_WINDOW_DAYS) };
  const [earliest, latest] = [addDays(known.from, -7), addDays(known.to, 7)];
  const duties = time.bookings.filter(({ start, end }) => end > earliest && start < latest).map(dutyOf);
  const edited = periods.size > 0 ? [...periods.values()] : [reach];
  const current = employments.filter((one) =>
    edited.some((period) => one.from < period.to && (one.to === null || one.to > period.from)),
  );
  const who = { id: person, optOut48, employments: current, leave };
  const judge = (judges: typeof rules, period: Days) =>
    checkPersonBy(judges, { frame: { zone: ZONE, period, known, travelMinutes }, person: who, duties });
  const findings = judge(within, reach);
  if (!current.some(({ pack }) => pack === 'EN-RD-2016')) return findings;
  for (const period of periods.values()) findings.push(...judge(overPeriod, period));
  return findings;
}

/** Why a booking is refused: the time is taken, the duty is held already, or hard rules are broken anew. */
export type Refused<Wanted extends HeldTime> = {
  readonly booking: Wanted;
  readonly code: 'overlap' | 'already-on-duty' | 'hard-rule';
  readonly clash: HeldTime | null;
  readonly findings: readonly Finding[];
};

export type Judged<Wanted extends HeldTime> = {
  /** In order of start, with the findings that are new with them. */
  readonly accepted: readonly { readonly booking: Wanted; readonly findings: readonly Finding[] }[];
  readonly refused: readonly Refused<Wanted>[];
};

const byStart = (a: HeldTime, b: HeldTime) => Date.parse(a.start) - Date.parse(b.start);

/** Whether two stretches [start, end) have time in common. */
export const isOverlapping = (a: Pick<HeldTime, 'start' | 'end'>, b: Pick<HeldTime, 'start' | 'end'>): boolean =>
  Date.parse(a.start) < Date.parse(b.end) && Date.parse(b.start) < Date.parse(a.end);

/**
 * Judges bookings that are added together to a person's time, and `released` taken out of it: as many as leave no new
 * or worse hard finding, the earlier ones first; those that `mayStand` names pass. No two may overlap.
 */
export function judgeBookings<Wanted extends HeldTime>(
  time: PersonsTime,
  wanted: readonly Wanted[],
  {
    judging,
    released,
    mayStand,
  }: { judging: Judging; released: readonly string[]; mayStand: (finding: Finding) => boolean },
): Judged<Wanted> {
  const held = time.bookings.filter(({ booking }) => !released.includes(booking));
  const refused: Refused<Wanted>[] = [];
  let adding: Wanted[] = [];
  for (const booking of [...wanted].sort(byStart)) {
    const others = [...held, ...adding];
    const same = others.find(({ duty }) => duty === booking.duty);
    const clash = same ?? others.find((other) => isOverlapping(other, booking));
    if (clash) refused.push({ booking, code: same ? 'already-on-duty' : 'overlap', clash, findings: [] });
    else adding.push(booking);
  }
  if (adding.length === 0) return { accepted: [], refused };
  const reach = reachOf([...adding, ...time.bookings.filter(({ booking }) => released.includes(booking))]);
  let before: readonly Finding[] | null = null;
  const newWith = (added: readonly Wanted[]): Finding[] => {
    const after = judgeLine({ ...time, bookings: [...held, ...added] }, { reach, judging });
    if (after.length === 0) return [];
    before ??= judgeLine(time, { reach, judging });
    return newFindings(before, after);
  };
  const hardOf = (findings: readonly Finding[]) =>
    findings.filter((finding) => finding.severity === 'hard' && !mayStand(finding));

  let fresh = newWith(adding);
  const put: Wanted[] = [];
  while (hardOf(fresh).length > 0) {
    const leaving = leavingFor(hardOf(fresh), adding);
    adding = adding.filter((booking) => !leaving.has(booking));
    put.push(...leaving);
    fresh = adding.length > 0 ? newWith(adding) : [];
  }
  for (const booking of put.sort(byStart)) {
    const tried = newWith([...adding, booking]);
    if (hardOf(tried).length > 0) {
      refused.push({ booking, code: 'hard-rule', clash: null, findings: hardOf(tried) });
      continue;
    }
    adding = [...adding, booking];
    fresh = tried;
  }
  const accepted = adding
    .sort(byStart)
    .map((booking) => ({ booking, findings: fresh.filter(({ duties }) => duties.includes(booking.duty)) }));
  return { accepted, refused };
}

/** Of each finding the last of the bookings that make it, unless another one that leaves mends it already. */
function leavingFor<Wanted extends HeldTime>(findings: readonly Finding[], adding: readonly Wanted[]): Set<Wanted> {
  const leaving = new Set<Wanted>();
  for (const { duties } of findings) {
    const makers = adding.filter(({ duty }) => duties.includes(duty));
    if (makers.some((booking) => leaving.has(booking))) continue;
    leaving.add((makers.length > 0 ? makers : adding).at(-1)!);
  }
  return leaving;
}
