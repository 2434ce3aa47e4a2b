import { setImmediate as nextTurn } from 'node:timers/promises';
import { linesAt } from '../lines/state.ts';
import type { BoardAsked, BoardSources } from './board.ts';
import { now } from './moment.ts';
import { rowFactsOf } from './row-facts.ts';
import { staffOf } from './staff.ts';
import { dutiesAt, dutiesBetween, planOf } from './state.ts';

/** So many people are judged between two looks at the clock, … */
const AT_ONCE = 10;
/** … and others have their turn after so long. */
const TURN_MS = 25;

/**
 * Judges everybody on a board of the present, and counts for their rows, so that drawing it finds that done. Of a
 * thousand people whom nobody asked about since the start this takes seconds; other work gets its turns meanwhile.
 */
export async function judgeAhead(
  { rows, network, judge }: BoardSources,
  { rota, from, to }: Omit<BoardAsked, 'moment'>,
): Promise<void> {
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
  const people = new Set(staffOf(rows, { rota, network, needs: planOf(duties), from, to }));
  for (const { filled } of dutiesBetween(duties, { from, to })) for (const { person } of filled) people.add(person);
  const all = [...people];
  let since = performance.now();
  for (let first = 0; first < all.length; first += AT_ONCE) {
    const lines = linesAt(rows, all.slice(first, first + AT_ONCE), now);
    for (const one of judge.judge({ rows, network, lines, period: rota.period }).people)
      rowFactsOf(one, { from, to, rotaFrom: rota.period.from, network });
    if (performance.now() - since < TURN_MS) continue;
    await nextTurn();
    since = performance.now();
  }
}
