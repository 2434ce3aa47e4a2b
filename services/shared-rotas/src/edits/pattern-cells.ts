import { LocalDate, PatternId, PersonId } from '@weft/contracts';
import { addDays } from '@weft/rostering';
import { asks, badInput, notFound } from '@weft/service-kit';
import { z } from 'zod';
import { codeOn } from '../pattern/laying.ts';
import { type CellEdit, MOST_CELLS } from './cell-edit.ts';
import type { EditDeps } from './edit-deps.ts';

/** What laying a pattern over people and weeks would set: cells for an edit, so that it is seen, made and undone as one. */
export const patternCells = ({ streams, editing }: Pick<EditDeps, 'streams' | 'editing'>) => ({
  /** Days on which the pattern gives no code are left as they are. [from, to) is cut to the rota's period. */
  patternCells: asks(['rota-manager', 'operator'])
    .input(
      z.object({
        pattern: PatternId,
        people: z
          .array(z.object({ person: PersonId, startWeek: z.number().int().min(1).max(104).default(1) }))
          .min(1)
          .max(500),
        from: LocalDate,
        to: LocalDate,
      }),
    )
    .query(async ({ ctx, input }) => {
      const { pattern } = (await streams.pattern.state(input.pattern)).state;
      if (!pattern) throw notFound(`Pattern ${input.pattern}`);
      const { rota, period } = await editing(ctx.actor).rota(pattern.rota);
      const [, from = period.from] = [input.from, period.from].sort();
      const [to = period.to] = [input.to, period.to].sort();
      if (to <= from)
        throw badInput(`These days lie outside the rota, which runs from ${period.from} to ${period.to}.`);
      const cells: CellEdit[] = [];
      for (let date = from; date < to; date = addDays(date, 1))
        for (const follower of input.people) {
          const code = codeOn(pattern, follower, { from, date });
          if (code !== '') cells.push({ person: follower.person, date, set: { code, extra: false } });
        }
      if (cells.length > MOST_CELLS)
        throw badInput(`This would set ${cells.length} cells; one edit takes ${MOST_CELLS}. Lay it over fewer weeks.`);
      return { rota, cells };
    }),
});
