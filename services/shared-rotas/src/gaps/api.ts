import { DutyId, LocalDate, RotaId, SiteCode } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { gapsPart } from './gaps.ts';

/** Places that nobody has, and why; a part at a time. */
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
        /** Only of duties that have not ended, by the clock here and not by the reader's. */
        upcoming: z.boolean().default(false),
        /** These only. */
        duties: z.array(DutyId).max(200).optional(),
        limit: z.number().int().min(1).max(1000).default(200),
        /** What the part before said is next. */
        after: z.string().max(300).optional(),
      }),
    )
    .query(async ({ ctx, input: { upcoming, ...asked } }) => {
      const sources = sourcesFor(deps, ctx.actor);
      if (asked.rota) seenRota(sources, asked.rota);
      const at = deps.now();
      const endsAfter = upcoming ? at.toISOString() : null;
      const { gaps, total, next } = await gapsPart(sources, { ...asked, endsAfter });
      const told = gaps.map((gap) => ({
        ...gap,
        /** Negative once the duty has begun. */
        startsInMinutes: Math.round((Date.parse(gap.start) - at.getTime()) / 60_000),
      }));
      return { gaps: told, total, next };
    }),
});
