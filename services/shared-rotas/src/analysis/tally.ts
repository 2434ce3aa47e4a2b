import { instantOf, rulesClock } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { now } from '../board/moment.ts';
import { staffOf } from '../board/staff.ts';
import { dutiesAt, dutiesBetween, planOf, type RotaState } from '../board/state.ts';
import type { JudgedPerson } from '../findings/judge.ts';
import { contractedMinutes, frameOf, workMinutesOf } from '../lines/rule-person.ts';
import { linesAt } from '../lines/state.ts';
import { localDay, ZONE } from '../zone.ts';
import { shortNoticeOf } from './short-notice.ts';

/** What one person works in some days, of all employers; `hereHours` of the rota that is asked about. */
export type Tally = {
  readonly person: string;
  readonly name: string;
  readonly employers: readonly string[];
  readonly grade: string | null;
  /** Whole-time equivalents of all employments. */
  readonly wte: number;
  readonly hours: number;
  readonly hereHours: number;
  readonly contracted: number;
  readonly nights: number;
  readonly weekends: number;
  readonly publicHolidays: number;
  /** Changes with less notice than is owed, and those with less than a week. */
  readonly shortNotice: number;
  readonly withinWeek: number;
};

/** Two days: more than a night or a weekend reaches over an end. */
const BESIDE = 2 * 86_400_000;

/** The tally of everybody who holds a duty of the rota in the days [from, to), or who could by grade and skill. By name. */
export function talliesOf(
  sources: BoardSources,
  { rota, from, to }: { readonly rota: RotaState; readonly from: string; readonly to: string },
): Tally[] {
  const { rows, network, judge } = sources;
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
  const holders = dutiesBetween(duties, { from, to }).flatMap(({ filled }) => filled.map(({ person }) => person));
  const staff = staffOf(rows, { rota, network, needs: planOf(duties), from, to });
  const people = [...new Set([...holders, ...staff])];
  const judged = judge.judge({ rows, network, lines: linesAt(rows, people, now), period: rota.period });
  const changes = Map.groupBy(shortNoticeOf(rows, { rota: rota.rota, from, to }), ({ person }) => person);
  return judged.people
    .map((one) => {
      const short = changes.get(one.known.person) ?? [];
      return {
        ...workOf(one, sources, { rota: rota.rota, from, to }),
        shortNotice: short.length,
        withinWeek: short.filter(({ days }) => days < 7).length,
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.person < b.person ? -1 : 1));
}

function workOf(
  { known, person, line, duties }: JudgedPerson,
  { network, holidayOn }: BoardSources,
  { rota, from, to }: { readonly rota: string; readonly from: string; readonly to: string },
) {
  const days = { from, to };
  const [first, end] = [instantOf(ZONE, from, '00:00'), instantOf(ZONE, to, '00:00')];
  const near = duties.filter((duty) => duty.end > first - BESIDE && duty.start < end + BESIDE);
  const { nights, weekends } = rulesClock(frameOf(days, network.travelMinutes), { person, duties: near }, 0);
  const within = duties.filter(({ start }) => start >= first && start < end);
  const here = new Set(line.bookings.filter((booking) => booking.rota === rota).map(({ duty }) => duty));
  const hoursOf = (list: typeof within) => list.reduce((sum, duty) => sum + workMinutesOf(duty), 0) / 60;
  const holidays = new Set(
    within
      .flatMap((duty) => [duty.start, duty.end - 1])
      .map((instant) => localDay(new Date(instant).toISOString()))
      .filter((day) => day >= from && day < to && holidayOn(day) !== null),
  );
  const current = known.employments.filter((each) => each.from < to && (each.to === null || each.to > from));
  return {
    person: known.person,
    name: known.name,
    employers: [...new Set(current.map(({ employer }) => network.nameOn(employer, from)))],
    grade: current[0]?.grade ?? null,
    wte: Math.round(current.reduce((sum, { wte }) => sum + wte, 0) * 100) / 100,
    hours: hoursOf(within),
    hereHours: hoursOf(within.filter(({ id }) => here.has(id))),
    contracted: contractedMinutes(person, days) / 60,
    nights,
    weekends: weekends.worked,
    publicHolidays: holidays.size,
  };
}
