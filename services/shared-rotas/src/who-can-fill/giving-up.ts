import type { Rows } from '@weft/eventing';
import { type Candidate, type Duty, type FillChoice, localTimeOf, weekdayOf } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { type DutyState, dutyNow, type RotaState } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { localDay, ZONE } from '../zone.ts';
import type { Asked } from './ask.ts';
import { GAP_COST } from './gap-cost.ts';

/** As much as two soft findings: a rota that people know is not changed for less. In units of weight. */
const CHANGE_TAX = 100;

/**
 * On what terms people may give up duties for one of this rota: duties of the same rota that start after today and are
 * not pinned. `takers`: who may have a duty and does not hold it.
 */
export function givingUpOn(
  { rota }: RotaState,
  asked: ReadonlyMap<string, Asked>,
  {
    sources: { rows, today },
    takers,
  }: { readonly sources: BoardSources; readonly takers: (duty: DutyState) => readonly Candidate[] },
) {
  const movable = new Map<string, ReadonlySet<string>>();
  const movableOf = (person: string) => {
    const before = movable.get(person);
    if (before) return before;
    const found = (asked.get(person)?.line.bookings ?? [])
      .filter((one) => one.rota === rota && !one.pinned && localDay(one.start) > today)
      .map(({ duty }) => duty);
    const kept = new Set(found);
    movable.set(person, kept);
    return kept;
  };
  return {
    gapCost: (person: string, duty: Duty) => (movableOf(person).has(duty.id) ? GAP_COST : null),
    changeTax: CHANGE_TAX,
    takers: (duty: Duty) => {
      const state = dutyNow(rows, duty.id);
      return state && !state.withdrawn ? takers(state) : [];
    },
  };
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A repair with the codes of its duties and the names of those who could take them. */
export function shownRepair(rows: Rows, repair: FillChoice['repair']) {
  if (!repair) return null;
  const giveUp = repair.giveUp.map((id, at) => {
    const duty = dutyNow(rows, id)?.duty;
    const taker = repair.takers[at] ?? null;
    return {
      duty: id,
      code: duty?.code || 'a duty',
      date: duty?.date ?? '',
      start: duty?.start ?? '',
      taker: taker === null ? null : { person: taker, name: knownPerson(rows, taker)?.name ?? taker },
    };
  });
  const words = giveUp.map(({ code, date, start, taker }) => {
    const when = date && ` on ${WEEKDAYS[weekdayOf(date) - 1]} ${date} at ${localTimeOf(ZONE, Date.parse(start))}`;
    const then = taker ? ` (${taker.name} could take it)` : repair.isFollowed ? ' (nobody was found to take it)' : '';
    return `${code}${when}${then}`;
  });
  return {
    giveUp,
    cost: repair.cost,
    disturbed: repair.disturbed,
    sentence: `Could, if they gave up ${words.join(' and ')}.`,
  };
}
