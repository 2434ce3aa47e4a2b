import { DutyId, Instant, LocalDate, PersonId, RotaId, SiteCode } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { askedDays } from './asked-days.ts';
import type { BoardSources } from './board.ts';
import { coverIn } from './cover-in.ts';
import { drawnAt } from './drawn-at.ts';
import { gridOf, type Part } from './grid.ts';
import type { Grid } from './grid-shape.ts';
import { judgeAhead } from './judge-ahead.ts';
import { momentOf } from './moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from './sources.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
const Asked = z.object({ rota: RotaId, from: LocalDate.optional(), to: LocalDate.optional() });

/** Boards in columns: whole, some rows, and cover alone over many rotas. */
export function gridProcedures(deps: ReadDeps) {
  async function draw(
    actor: Parameters<typeof sourcesFor>[1],
    { rota: id, asAt, part, ...days }: z.infer<typeof Asked> & { asAt?: string | undefined; part?: Part },
  ): Promise<Grid> {
    const sources = sourcesFor(deps, actor);
    const moment = momentOf(asAt);
    const rota = seenRota(sources, id, moment);
    const { from, to } = askedDays(days.from ?? rota.period.from, days.to ?? rota.period.to);
    if (asAt !== undefined || part) return drawn(sources, { rota, from, to, moment, part });
    await judgeAhead(sources, { rota, from, to });
    // What came in meanwhile is drawn too.
    const later = sourcesFor(deps, actor);
    return drawn(later, { rota: seenRota(later, id), from, to, moment, part });
  }

  const drawn = (sources: BoardSources, asked: Parameters<typeof gridOf>[1]): Grid => ({
    position: asked.moment.kind === 'now' ? drawnAt(deps.rows) : null,
    ...gridOf(sources, asked),
  });

  return {
    grid: asks(MANAGERS)
      .input(Asked.extend({ asAt: Instant.optional() }))
      .query(({ ctx, input }) => draw(ctx.actor, input)),

    /**
     * The rows of some people, whole, with all duties of theirs and those that are named; cover of the days of the
     * named ones, of all days when none are named. Who is asked for and absent is no longer on the board; so is a duty.
     */
    gridRows: asks(MANAGERS)
      .input(Asked.extend({ people: z.array(PersonId).max(200), duties: z.array(DutyId).max(500).optional() }))
      .query(({ ctx, input: { people, duties, ...asked } }) =>
        draw(ctx.actor, { ...asked, part: { people, duties: duties ?? null } }),
      ),

    /** Cover by day, site and role of rotas that the reader may see: those named, those at sites named, or all. */
    cover: asks(MANAGERS)
      .input(
        z.object({
          rotas: z.array(RotaId).max(200).optional(),
          sites: z.array(SiteCode).max(500).optional(),
          from: LocalDate,
          to: LocalDate,
          asAt: Instant.optional(),
        }),
      )
      .query(({ ctx, input: { rotas, sites, from, to, asAt } }) => {
        const position = asAt === undefined ? drawnAt(deps.rows) : null;
        const asked = { ...askedDays(from, to), moment: momentOf(asAt), rotas, sites };
        return { position, ...coverIn(sourcesFor(deps, ctx.actor), asked) };
      }),
  };
}
