import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Rows } from '@weft/eventing';
import { addDays } from '@weft/rostering';
import type { BoardSources } from '../board/board.ts';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { dutyNow, type RotaState, rotaAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { type LineState, linesAt } from '../lines/state.ts';
import { askable } from '../who-can-fill/candidates.ts';
import { localDay } from '../zone.ts';
import { checkSide } from './check.ts';
import type { SwapPlace } from './events.ts';

/** Other work gets its turn after so many milliseconds of judging. */
const TURN_MS = 8;

/** Somebody who may have the duty; without a duty in return, or for the one that is named. */
export type Partner = { readonly person: string; readonly name: string; readonly softFindings: number };
export type Exchange = Partner & { readonly inReturn: SwapPlace };

/** Bookings of a person that they were told of, by duty. */
const toldTo = (rows: Rows, person: string): ReadonlyMap<string, string> =>
  new Map(
    rows
      .all<{ duty: string; booking: string }>(
        "SELECT duty, booking FROM my_duties WHERE person = ? AND status IN ('confirmed', 'tentative')",
        person,
      )
      .map(({ duty, booking }) => [duty, booking]),
  );

/**
 * Who may take a person's duty, and who may exchange it for one of theirs that starts on the local days [from, to),
 * so that no hard rule breaks on either side. Duties are those that were published to their holders, of the same rota or
 * of one that the reader's organisation takes part in.
 */
export async function possibleSwaps(
  sources: BoardSources,
  { mine, rota, from, to, at }: { mine: SwapPlace; rota: RotaState; from: string; to: string; at: string },
): Promise<{ readonly takers: readonly Partner[]; readonly exchanges: readonly Exchange[] }> {
  const { rows, network } = sources;
  const offered = dutyNow(rows, mine.duty);
  const giver = knownPerson(rows, mine.person);
  const [giversLine] = linesAt(rows, [mine.person], now);
  if (!offered || !giver || !giversLine) return { takers: [], exchanges: [] };
  const takes = { duty: offered.duty, rota };
  const holders = new Set(offered.filled.map(({ person }) => person));
  const seen = seenRotas(sources, now);
  const maySwap = (id: string) => id === rota.rota || seen.has(id);
  const rotas = new Map<string, RotaState | null>();
  const rotaOf = (id: string) => {
    const known = rotas.get(id) ?? rotaAt(rows, id, now);
    rotas.set(id, known);
    return known;
  };
  const giverCan = new Map<string, boolean>();
  const givenFor = (duty: string, rotaId: string) => {
    const before = giverCan.get(duty);
    if (before !== undefined) return before;
    const state = dutyNow(rows, duty);
    const of = rotaOf(rotaId);
    const can =
      state !== null &&
      of !== null &&
      checkSide(sources, {
        known: giver,
        line: giversLine,
        takes: { duty: state.duty, rota: of },
        gives: mine.duty,
      }).isPossible;
    giverCan.set(duty, can);
    return can;
  };
  const takers: Partner[] = [];
  const exchanges: Exchange[] = [];
  const people = askable(rows, {
    rota,
    network,
    from: addDays(offered.duty.date, -1),
    to: addDays(offered.duty.date, 1),
  });
  let since = performance.now();
  for (const line of linesAt(rows, people, now)) {
    const known = holders.has(line.person) ? null : knownPerson(rows, line.person);
    if (!known) continue;
    if (performance.now() - since > TURN_MS) {
      await othersFirst();
      since = performance.now();
    }
    const alone = checkSide(sources, { known, line, takes, gives: null });
    const partner = ({ findings }: { findings: readonly { severity: string }[] }) => ({
      person: known.person,
      name: known.name,
      softFindings: findings.filter(({ severity }) => severity === 'soft').length,
    });
    if (alone.isPossible) takers.push(partner(alone));
    for (const { duty, booking } of exchangeable(rows, line, { from, to, at, maySwap })) {
      const theirs = line.bookings.find((one) => one.duty === duty);
      if (!theirs || !givenFor(duty, theirs.rota)) continue;
      const exchanged = checkSide(sources, { known, line, takes, gives: duty });
      if (!exchanged.isPossible) continue;
      const inReturn = { booking, duty, rota: theirs.rota, person: known.person } as SwapPlace;
      exchanges.push({ ...partner(exchanged), inReturn });
    }
  }
  const byName = (a: Partner, b: Partner) => a.softFindings - b.softFindings || (a.name < b.name ? -1 : 1);
  return { takers: takers.sort(byName), exchanges };
}

function exchangeable(
  rows: Rows,
  { person, bookings }: LineState,
  { from, to, at, maySwap }: { from: string; to: string; at: string; maySwap: (rota: string) => boolean },
) {
  const near = bookings.filter(({ start, rota }) => {
    const day = localDay(start);
    return Date.parse(start) > Date.parse(at) && day >= from && day < to && maySwap(rota);
  });
  if (near.length === 0) return [];
  const told = toldTo(rows, person);
  return near.flatMap(({ duty, booking }) => (told.get(duty) === booking ? [{ duty, booking }] : []));
}
