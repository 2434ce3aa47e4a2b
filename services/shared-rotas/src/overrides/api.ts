import { RotaId } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { overridesOnRota } from './on-rota.ts';

/** The register of overrides of a rota: those that came with its bookings, and those recorded for its people. */
export const overrideProcedures = (deps: ReadDeps) => ({
  list: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, today } = sources;
      const rota = seenRota(sources, input.rota);
      return overridesOnRota(sources, rota).map((entry) => ({
        ...entry,
        name: knownPerson(rows, entry.person)?.name ?? entry.person,
        byName: knownPerson(rows, entry.by)?.name ?? entry.by,
        holds: !entry.released && entry.expires > today,
      }));
    }),
});
