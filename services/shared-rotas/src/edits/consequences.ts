import { type Days, type Duty, type Finding, newFindings, rulesClock } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import type { RotaState } from '../board/state.ts';
import { contractedMinutes, frameOf, ruleDutyOf, workMinutesOf } from '../lines/rule-person.ts';
import type { LineBooking, LineState } from '../lines/state.ts';
import { localDay } from '../zone.ts';
import type { Copy } from './copy.ts';
import type { PlannedCell } from './plan.ts';
import { changesIn, timeOn } from './rounds.ts';

/** A person's line before an edit and with it, and what that does to what the rules say. */
export type Consequence = {
  readonly person: string;
  readonly before: LineState;
  readonly after: LineState;
  readonly made: readonly Finding[];
  readonly gone: readonly Finding[];
  readonly fairness: Fairness;
};

type Both = { readonly before: number; readonly after: number };
export type Fairness = {
  readonly person: string;
  /** Hours of the rota's period, those of all employers. */
  readonly hours: Both & { readonly contracted: number };
  readonly nights: Both;
  readonly weekends: Both;
};

/** A person's line as it would be with planned cells. */
function lineWith(line: LineState, cells: readonly PlannedCell[]): LineState {
  const { released, fills } = changesIn(cells);
  const added = fills.map(
    ({ duty, eligible, pinned }): LineBooking => ({
      ...timeOn(duty),
      role: duty.role,
      employer: eligible.employment.employer,
      pinned,
    }),
  );
  const left = line.bookings.filter(({ booking }) => !released.includes(booking));
  return { ...line, revision: null, bookings: [...left, ...added].sort((a, b) => (a.start < b.start ? -1 : 1)) };
}

/** What planned cells of one person change for them. */
export function consequenceOf(
  { rows, network, judge }: BoardSources,
  { rota, line, cells }: { readonly rota: RotaState; readonly line: LineState; readonly cells: readonly PlannedCell[] },
): Consequence | null {
  const { period } = rota;
  const after = lineWith(line, cells);
  const judged = judge.judge({ rows, network, lines: [line, after], period }).people;
  const [was, is] = judged;
  if (!was || !is) return null;
  const frame = frameOf(period, network.travelMinutes);
  const days = { first: period.from, end: period.to };
  const near = (duties: readonly Duty[]) => duties.filter(({ start }) => isNear(start, period));
  const clockOf = (bookings: readonly LineBooking[]) =>
    rulesClock(frame, { person: was.person, duties: near(bookings.map(ruleDutyOf)) }, 0);
  const [clockBefore, clockAfter] = [clockOf(line.bookings), clockOf(after.bookings)];
  const hoursOf = ({ bookings }: LineState) =>
    bookings
      .filter(({ start }) => localDay(start) >= days.first && localDay(start) < days.end)
      .reduce((sum, booking) => sum + workMinutesOf(ruleDutyOf(booking)), 0) / 60;
  return {
    person: line.person,
    before: line,
    after,
    made: newFindings(was.findings, is.findings),
    gone: newFindings(is.findings, was.findings),
    fairness: {
      person: line.person,
      hours: { before: hoursOf(line), after: hoursOf(after), contracted: contractedMinutes(was.person, period) / 60 },
      nights: { before: clockBefore.nights, after: clockAfter.nights },
      weekends: { before: clockBefore.weekends.worked, after: clockAfter.weekends.worked },
    },
  };
}

const BESIDE = 3 * 86_400_000;
const isNear = (start: number, { from, to }: Days) =>
  start > Date.parse(from) - BESIDE && start < Date.parse(to) + BESIDE;

export type CoverChange = {
  readonly date: string;
  readonly site: string;
  readonly role: string;
  readonly need: number;
  readonly before: number;
  readonly after: number;
};

/** Cover that planned cells change, by day, site and role. */
export function coverOf(cells: readonly PlannedCell[], copy: Copy): CoverChange[] {
  const more = new Map<string, { readonly key: CoverChange; need: number; filled: number }>();
  const count = ({ date, site, role }: { date: string; site: string; role: string }, by: number, need = 0) => {
    const name = `${date} ${site} ${role}`;
    const key = { date, site, role, need: 0, before: 0, after: 0 };
    const entry = more.get(name) ?? { key, need: 0, filled: 0 };
    entry.filled += by;
    entry.need += need;
    more.set(name, entry);
  };
  for (const { clears, fills } of cells) {
    for (const { duty } of clears) count(duty, -1);
    for (const { duty, like } of fills) count(duty, 1, like ? duty.count : 0);
  }
  return [...more.values()]
    .filter(({ filled, need }) => filled !== 0 || need !== 0)
    .map(({ key, filled, need }) => {
      const same = copy.dutiesOn(key.date).filter(({ duty }) => duty.site === key.site && duty.role === key.role);
      const before = same.reduce((sum, one) => sum + one.filled.length, 0);
      const asked = same.reduce((sum, { duty }) => sum + duty.count, 0);
      return { ...key, need: asked + need, before, after: before + filled };
    })
    .sort((a, b) => (`${a.date} ${a.site} ${a.role}` < `${b.date} ${b.site} ${b.role}` ? -1 : 1));
}
