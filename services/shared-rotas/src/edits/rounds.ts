import { isRejection } from '@weft/eventing';
import { refusalOf } from '../diary/booking.ts';
import { type HeldTime, type Judging, judgeBookings } from '../diary/judge.ts';
import type { Duty, Override } from '../duty/events.ts';
import type { KnownPerson } from '../facts/workforce-facts.ts';
import type { LineState } from '../lines/state.ts';
import { type Around, type PlannedCell, planCells, type Target } from './plan.ts';

/** What plans are judged with, beside the copy of the rota. */
export type Judged = Around & {
  readonly lineOf: (person: string) => LineState;
  readonly override: Override | null;
};

/** A duty as it would lie in the diary of whoever gets it. Its booking has no id yet. */
export const timeOn = ({ duty, rota, site, kind, start, end, breakMinutes, expectedWorkMinutes }: Duty): HeldTime => ({
  ...{ booking: `new ${duty}`, duty, rota, site, kind, start, end, breakMinutes },
  expectedWorkMinutes: kind === 'on-call' ? expectedWorkMinutes : 0,
});

/** What the rules are told of a person whose place on a rota changes: as at commit. */
const judgingOf = (
  { optOut48, employments }: KnownPerson,
  { copy, network }: Pick<Around, 'copy' | 'network'>,
): Judging => ({
  optOut48,
  employments,
  travelMinutes: network.travelMinutes,
  periods: new Map([[copy.rota.rota, copy.rota.period]]),
});

/** The cells of each person, in the order in which they come. */
export function byPerson(cells: readonly PlannedCell[]): Map<string, PlannedCell[]> {
  const people = new Map<string, PlannedCell[]>();
  for (const cell of cells) {
    const own = people.get(cell.target.person);
    if (own) own.push(cell);
    else people.set(cell.target.person, [cell]);
  }
  return people;
}

/** What a person lets go and takes with these cells. */
export const changesIn = (cells: readonly PlannedCell[]) => ({
  released: cells.flatMap(({ clears }) => clears.map(({ booking }) => booking)),
  fills: cells.flatMap(({ fills }) => fills),
});

/** The same cells, with the reason at each one that the diary of its person would refuse. */
function judgePerson(cells: readonly PlannedCell[], judged: Judged): readonly PlannedCell[] {
  const { released, fills } = changesIn(cells);
  const person = cells[0]?.target.person ?? '';
  const known = judged.knownOf(person);
  if (fills.length === 0 || !known) return cells;
  const standing = new Set(fills.filter(({ override }) => override !== null).map(({ duty }) => duty.duty as string));
  const { refused } = judgeBookings(
    judged.lineOf(person),
    fills.map(({ duty }) => timeOn(duty)),
    {
      judging: judgingOf(known, judged),
      released,
      mayStand: ({ duties }) => judged.override !== null || duties.some((duty) => standing.has(duty)),
    },
  );
  if (refused.length === 0) return cells;
  const whyOf = new Map(refused.map((one) => [one.booking.duty, refusalOf(one)]));
  return cells.map((cell) => {
    const why = cell.fills.map(({ duty }) => whyOf.get(duty.duty)).find((one) => one !== undefined);
    const sought = judged.copy.duty(cell.fills[0]?.duty.duty ?? '') ?? null;
    return why ? { ...cell, keeps: [], clears: [], fills: [], pins: [], refused: why, sought } : cell;
  });
}

/** What a person's verdict follows from. */
const markOf = (cells: readonly PlannedCell[]) => {
  const { released, fills } = changesIn(cells);
  return [...released, '+', ...fills.map(({ duty }) => duty.duty)].join(' ');
};

/**
 * Plans cells and judges each person's whole line with all of their changes together. What is refused gives nothing up
 * that another cell might take, so the rest is planned again without it, until nothing more is refused. The answer has
 * the cells in the order given.
 */
export function planInRounds(targets: readonly Target[], judged: Judged): PlannedCell[] {
  const done: PlannedCell[] = new Array(targets.length);
  const refusedAt = new Set<Target>();
  const places = new Map(targets.map((target, place) => [target, place]));
  const passed = new Map<string, string>();
  for (;;) {
    const active = targets.filter((target) => !refusedAt.has(target));
    const planned = planCells(active, judged);
    const willing = planned.filter(({ refused }) => refused === null);
    const verdicts = [...byPerson(willing)].flatMap(([person, cells]) => {
      const mark = markOf(cells);
      if (passed.get(person) === mark) return cells;
      const verdict = judgePerson(cells, judged);
      if (verdict.every(({ refused }) => refused === null)) passed.set(person, mark);
      return verdict;
    });
    let isSettled = true;
    for (const cell of [...planned.filter(({ refused }) => refused !== null), ...verdicts]) {
      done[places.get(cell.target) as number] = cell;
      if (cell.refused === null || !isRejection(cell.refused)) continue;
      refusedAt.add(cell.target);
      isSettled = false;
    }
    if (isSettled) return done;
  }
}
