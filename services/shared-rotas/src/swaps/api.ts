import { RotaId } from '@weft/contracts';
import { isRejection } from '@weft/eventing';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, sourcesFor } from '../board/sources.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import { knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { rotaFindingOf } from '../findings/rota-finding.ts';
import { linesAt } from '../lines/state.ts';
import { checkSide, checkSwap, refusalOfSwap } from '../swap/check.ts';
import type { SwapPlace } from '../swap/events.ts';
import { type SwapRow, shownSwap } from './shown.ts';
import { weeksOf } from './weeks.ts';

/** So long an answer to a request is told after it has ended. */
const TOLD_DAYS = 30;
const OPEN = "stage IN ('asked', 'answered', 'agreed', 'approved')";

/** What a reader may do with a request. */
type Can = 'consent' | 'decline' | 'withdraw';

/** Requests to read: one's own and what one is asked, and what waits for a manager. */
export function swapsProcedures(deps: ReadDeps) {
  const { rows } = deps;

  return {
    /** Requests that one made, is asked in, or could answer; those that wait for one's own answer first. */
    mine: asks('signed-in').query(({ ctx }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const me = presentIdOf(rows, ctx.actor.person);
      const at = deps.now().toISOString();
      const facts = { rows, network: sources.network, at };
      const since = new Date(deps.now().getTime() - TOLD_DAYS * 86_400_000).toISOString();
      const own = rows.all<SwapRow>(
        `SELECT s.* FROM swaps s WHERE (giver = ?1 OR taker = ?1 OR asked = ?1)
         AND ((${OPEN} AND expires > ?2) OR EXISTS (SELECT 1 FROM swap_steps t WHERE t.swap = s.swap AND t.at > ?2))`,
        me,
        since,
      );
      const offers = rows
        .all<SwapRow>(
          `SELECT s.* FROM swaps s WHERE asked IS NULL AND stage = 'asked' AND giver != ?1 AND expires > ?2
           AND NOT EXISTS (SELECT 1 FROM swap_passed p WHERE p.swap = s.swap AND p.person = ?1)`,
          me,
          at,
        )
        .filter(({ duty }) => mayTake(sources, me, duty));
      const answers = own.map((row) => {
        const swap = shownSwap(facts, row);
        const isGiver = swap.giver.person === me;
        const can: Can[] = [];
        if (swap.stage === 'asked')
          can.push(...(isGiver ? (['withdraw'] as const) : (['consent', 'decline'] as const)));
        if (swap.stage === 'answered')
          can.push(...(isGiver ? (['consent', 'decline', 'withdraw'] as const) : (['decline'] as const)));
        if (swap.stage === 'agreed') can.push(isGiver ? 'withdraw' : 'decline');
        return { ...swap, mine: isGiver ? ('giver' as const) : ('taker' as const), can };
      });
      const offered = offers.map((row) => ({
        ...shownSwap(facts, row),
        mine: 'offered' as const,
        can: ['consent', 'decline'] as Can[],
      }));
      const order = ({ stage, can }: { stage: string; can: readonly Can[] }) =>
        can.includes('consent') ? 0 : ['asked', 'answered', 'agreed', 'approved'].includes(stage) ? 1 : 2;
      return [...answers, ...offered].sort(
        (a, b) => order(a) - order(b) || (a.changedAt > b.changedAt ? -1 : a.changedAt < b.changedAt ? 1 : 0),
      );
    }),

    /** How many requests wait for the reader's approval: what `waiting` tells in full. */
    waitingCount: asks(['rota-manager', 'operator']).query(({ ctx }) => {
      const seen = seenRotas(sourcesFor(deps, ctx.actor), now);
      const agreed = rows.all<Pick<SwapRow, 'rota'>>(
        "SELECT rota FROM swaps WHERE stage = 'agreed' AND expires > ?",
        deps.now().toISOString(),
      );
      return { count: agreed.filter(({ rota }) => seen.has(rota)).length };
    }),

    /** Open requests on rotas that the reader manages, those first that both sides agreed to, with the check and the weeks. */
    waiting: asks(['rota-manager', 'operator'])
      .input(z.object({ rota: RotaId.optional() }))
      .query(({ ctx, input }) => {
        const sources = sourcesFor(deps, ctx.actor);
        const { network } = sources;
        const at = deps.now().toISOString();
        const seen = seenRotas(sources, now);
        const open = rows
          .all<SwapRow>("SELECT * FROM swaps WHERE stage IN ('asked', 'answered', 'agreed') AND expires > ?", at)
          .filter(({ rota }) => seen.has(rota) && (input.rota === undefined || rota === input.rota));
        return open
          .map((row) => {
            const { taker } = row;
            const inReturn = row.in_return === null ? null : (JSON.parse(row.in_return) as SwapPlace);
            const swap = shownSwap({ rows, network, at }, row);
            if (row.stage !== 'agreed' || taker === null) return { ...swap, check: null, weeks: [] };
            const place = { booking: row.booking, duty: row.duty, rota: row.rota, person: row.giver } as SwapPlace;
            const checked = checkSwap(sources, { place, taker, inReturn });
            const refusal = refusalOfSwap(checked, null);
            const back = inReturn?.duty ?? null;
            const sides = [
              { ...swap.giver, gives: row.duty, takes: back },
              { person: presentIdOf(rows, taker), name: swap.taker?.name ?? taker, gives: back, takes: row.duty },
            ];
            return {
              ...swap,
              check: {
                isPossible: refusal === null,
                because: refusal?.because ?? null,
                findings: isRejection(checked)
                  ? []
                  : checked.flatMap(({ person, name, findings }) =>
                      findings.map((finding) => ({ name, ...rotaFindingOf({ ...finding, person }, null, () => true) })),
                    ),
              },
              weeks: sides.map(({ person, name, gives, takes }) => ({
                person,
                name,
                weeks: weeksOf(sources, { person, gives, takes }),
              })),
            };
          })
          .sort(
            (a, b) => Number(b.stage === 'agreed') - Number(a.stage === 'agreed') || (a.expires < b.expires ? -1 : 1),
          );
      }),
  };
}

/** Whether nothing stands against somebody's taking a duty that is offered. */
function mayTake(sources: ReturnType<typeof sourcesFor>, person: string, duty: string): boolean {
  const { rows } = sources;
  const state = dutyNow(rows, duty);
  const rota = state && rotaAt(rows, state.duty.rota, now);
  const known = knownPerson(rows, person);
  const [line] = linesAt(rows, [person], now);
  if (!state || !rota || !known || !line) return false;
  return checkSide(sources, { known, line, takes: { duty: state.duty, rota }, gives: null }).isPossible;
}
