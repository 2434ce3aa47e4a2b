import { LocalDate, RotaId, SiteCode } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { gapsIn } from './gaps.ts';

/** Places that nobody has, and why. */
export const gapsProcedures = (deps: ReadDeps) => ({
  list: asks(['rota-manager', 'operator'])
    .input(
      z.object({
        rota: RotaId.optional(),
        from: LocalDate.optional(),
        to: LocalDate.optional(),
        site: SiteCode.optional(),
        /** For how many of the first gaps everybody is asked why. */
        withReasons: z.number().int().min(0).max(50).default(0),
        order: z.enum(['start', 'harm']).default('start'),
      }),
    )
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      if (input.rota) seenRota(sources, input.rota);
      return gapsIn(sources, input);
    }),
});
