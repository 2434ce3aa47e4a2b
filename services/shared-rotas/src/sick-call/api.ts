import { DutyId, LocalDate, PersonId } from '@weft/contracts';
import { isRejection, type Position } from '@weft/eventing';
import { type Actor, asks, badInput, commands, notFound, within } from '@weft/service-kit';
import { z } from 'zod';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, sourcesFor } from '../board/sources.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import type { Editing } from '../duty/editing.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import type { FillingDuties } from '../filling/filling.ts';
import { later } from '../filling/settle.ts';
import { linesAt } from '../lines/state.ts';
import { localDay } from '../zone.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

type SickCallDeps = ReadDeps & {
  readonly filling: Pick<FillingDuties, 'clear'>;
  readonly editing: (actor: Actor) => Editing;
};

/**
 * Somebody cannot come. Why is for their employer: leave is entered at workforce, and what is written here says only
 * that they are not available.
 */
export const sickCallProcedures = (deps: SickCallDeps) => ({
  /** What a person holds on local days [from, to) and has not ended, on rotas that the reader may see; others counted. */
  heldBy: asks(MANAGERS)
    .input(z.object({ person: PersonId, from: LocalDate, to: LocalDate }))
    .query(({ ctx, input: { person, from, to } }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, network } = sources;
      if (!knownPerson(rows, person)) throw notFound(`Person ${person}`);
      if (to <= from) throw badInput(`The days would end on ${to}, not after the first, ${from}.`);
      const [line] = linesAt(rows, [person], now);
      const at = deps.now().toISOString();
      const held = (line?.bookings ?? []).filter(({ start, end }) => {
        const day = localDay(start);
        return day >= from && day < to && Date.parse(end) > Date.parse(at);
      });
      const seen = seenRotas(sources, now);
      return {
        duties: held
          .filter(({ rota }) => seen.has(rota))
          .map(({ duty, rota, site, role, start, end }) => ({
            duty,
            rota,
            rotaName: rotaAt(rows, rota, now)?.name ?? rota,
            code: dutyNow(rows, duty)?.duty.code ?? '',
            role,
            site,
            siteName: network.sites.get(site as never)?.name ?? site,
            date: localDay(start),
            start,
            end,
            isUnderWay: Date.parse(start) <= Date.parse(at),
          })),
        /** Duties on rotas that the reader may not see: their managers have to be told. */
        elsewhere: held.filter(({ rota }) => !seen.has(rota)).length,
      };
    }),

  /** Takes one person off several duties; each becomes a gap. What cannot be taken off comes back with its reason. */
  vacate: commands(MANAGERS, { person: PersonId, duties: z.array(DutyId).min(1).max(200) }).mutation(
    async ({ ctx, input: { person, duties } }) => {
      const mine = deps.editing(ctx.actor);
      for (const duty of duties) await mine.duty(duty);
      const cleared: DutyId[] = [];
      const refused: { readonly duty: DutyId; readonly code: string; readonly because: string }[] = [];
      let position: Position | null = null;
      for (const duty of duties) {
        const outcome = await deps.filling.clear({ duty, person }, within(ctx.metadata, duty));
        if (isRejection(outcome)) refused.push({ duty, code: outcome.rejected, because: outcome.because });
        else {
          cleared.push(duty);
          position = later(position, outcome.position);
        }
      }
      return { cleared, refused, position };
    },
  ),
});
