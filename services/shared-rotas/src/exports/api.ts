import { RotaId } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt } from '../board/state.ts';
import { peopleOf } from '../imports/people.ts';
import type { Planning } from '../imports/planning.ts';
import { demandCsv, patternsCsv, rotaCsv } from './csv.ts';
import { rotaFileOf } from './rota-file.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

/** What was imported, as the same tables; and a rota as a weft-rota file. */
export const exportProcedures = (deps: ReadDeps & { readonly planning: Planning }) => ({
  csv: asks(MANAGERS)
    .input(z.object({ kind: z.enum(['demand', 'patterns', 'rota']), rota: RotaId }))
    .query(({ ctx, input: { kind, rota: id } }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const rota = seenRota(sources, id);
      const { rows, network } = sources;
      const text = () => {
        if (kind === 'demand') return demandCsv(deps.planning.templatesOf(id));
        if (kind === 'patterns') return patternsCsv(deps.planning.patternsOf(id));
        const people = peopleOf(rows, { rota, network, ...rota.period });
        return rotaCsv(rota, dutiesAt(rows, { rota: id, ...rota.period }, now), people);
      };
      return { fileName: `${id}-${kind}.csv`, text: text() };
    }),

  rotaFile: asks(MANAGERS)
    .input(z.object({ rota: RotaId }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      return rotaFileOf(sources, seenRota(sources, input.rota));
    }),
});
