import { DutyId, LocalDate, PersonId, RotaId } from '@weft/contracts';
import { addDays } from '@weft/rostering';
import { asks, badInput } from '@weft/service-kit';
import { z } from 'zod';
import { drawnAt } from '../board/drawn-at.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenDuty, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt } from '../board/state.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { localDay } from '../zone.ts';
import { cellsOfProposal } from './cells.ts';
import { problemAround } from './problem.ts';
import { proposeIn } from './propose.ts';
import { toldProposal } from './told.ts';

/** Duties of one change, at most. */
const MOST_DUTIES = 200;
/** The notice that a change of a published roster asks for: RD-LIVE6. */
const NOTICE_DAYS = 42;

const Absent = z.object({ person: PersonId, from: LocalDate, to: LocalDate });

/** How a rota could go on after somebody fell ill, or a duty was cancelled. Nothing is written. */
export const repairProcedures = (deps: ReadDeps) => ({
  /**
   * The fewest moves that close what the change opens: who leaves and who takes which duty and why, what stays open, how
   * many people are disturbed. `cells` make it as one `rotas.edit`, with `seen: position` and `how: 'repaired'`.
   */
  propose: asks(['rota-manager', 'operator'])
    .input(
      z.object({
        rota: RotaId,
        /** People who cannot come on local days [from, to), whether or not their leave is entered yet. */
        absent: z.array(Absent).max(50).default([]),
        /** Duties that will not take place; withdrawing them stays a command of its own. */
        cancelled: z.array(DutyId).max(MOST_DUTIES).default([]),
        /** Duties whose empty places are to be filled. */
        fill: z.array(DutyId).max(MOST_DUTIES).default([]),
        noticeDays: z.number().int().min(0).max(366).default(NOTICE_DAYS),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { rows } = deps;
      const position = drawnAt(rows);
      const sources = sourcesFor(deps, ctx.actor);
      const rota = seenRota(sources, input.rota);
      const at = deps.now().toISOString();
      const absent = input.absent.map(({ person, ...days }) => ({ person: presentIdOf(rows, person), ...days }));
      for (const { from, to } of absent)
        if (to <= from) throw badInput(`The days would end on ${to}, not after the first, ${from}.`);
      const touched = new Set<string>();
      for (const duty of [...input.cancelled, ...input.fill]) {
        const { state } = seenDuty(sources, duty);
        if (state.duty.rota !== rota.rota) throw badInput(`Duty ${duty} is of another rota. Ask for that one.`);
        touched.add(state.duty.date);
      }
      // A night that began the evening before an absence reaches into it.
      for (const { person, from, to } of absent)
        for (const { duty, filled } of dutiesAt(rows, { rota: rota.rota, from: addDays(from, -1), to }, now))
          if (filled.some((one) => one.person === person)) touched.add(duty.date);
      const ahead = [...touched].filter((date) => date >= addDays(localDay(at), -1)).sort();
      const first = ahead[0] ?? localDay(at);
      const days = { from: first, to: addDays(ahead.at(-1) ?? first, 1) };
      const around = await problemAround(sources, { rota, days, at });
      const { problem, held, states } = around;
      const duties = new Set(problem.duties.map(({ id }) => id));
      const people = new Set(problem.people.map(({ id }) => id));
      const proposal = await proposeIn(problem, held, {
        now: Date.parse(at),
        change: {
          absent: absent.filter(({ person }) => people.has(person)),
          cancelled: input.cancelled.filter((duty) => duties.has(duty)),
          fill: input.fill.filter((duty) => duties.has(duty)),
        },
        noticeDays: input.noticeDays,
      });
      return { position, ...toldProposal(sources, proposal, around), cells: cellsOfProposal(proposal, states) };
    }),
});
