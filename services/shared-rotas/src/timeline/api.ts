import { Instant, RotaId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { asks, badInput } from '@weft/service-kit';
import { z } from 'zod';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { watchedIn } from '../board/watched.ts';
import { type Names, namesIn } from '../history/names.ts';
import { changesBetween } from './changes-between.ts';
import { lifeOf } from './life.ts';

/** What was done to a rota between two moments, by whom and why: the newest first, 1,000 at most. */
export const timelineProcedures = (deps: ReadDeps) => ({
  life: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(({ ctx, input }) => lifeOf(deps.rows, seenRota(sourcesFor(deps, ctx.actor), input.rota).rota)),

  changesBetween: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId, since: Instant, until: Instant }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rota } = seenRota(sources, input.rota);
      const [since, until] = [new Date(input.since).toISOString(), new Date(input.until).toISOString()];
      if (until <= since) throw badInput(`The time would end at ${until}, not after it began at ${since}.`);
      const names = namesIn(sources);
      const telling = { names, watched: watchedIn(deps.rows, rota), dutyName: dutyNameIn(deps.rows, names) };
      return changesBetween(deps, { rota, since, until }, telling);
    }),
});

/** A duty's code, site and day, as it was last. */
const dutyNameIn =
  (rows: Rows, names: Names) =>
  (duty: string): string => {
    const row = rows.get<{ code: string; role: string; site: string; date: string }>(
      `SELECT data ->> 'code' AS code, data ->> 'role' AS role, data ->> 'site' AS site, date FROM board_duties
       WHERE duty = ? ORDER BY from_position DESC LIMIT 1`,
      duty,
    );
    return row ? `${row.code || row.role}, ${names.site(row.site)}, ${row.date}` : duty;
  };
