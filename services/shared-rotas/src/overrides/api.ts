import { RotaId } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { overridesOf } from './register.ts';

/** The register of overrides of a rota: those that came with its bookings, and those recorded for its people. */
export const overrideProcedures = (deps: ReadDeps) => ({
  list: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, today } = sources;
      const rota = seenRota(sources, input.rota);
      const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
      const people = [...new Set(duties.flatMap(({ filled }) => filled.map(({ person }) => person)))];
      return overridesOf(rows, people)
        .filter((entry) =>
          entry.days ? entry.days.from < rota.period.to && entry.days.to > rota.period.from : entry.rota === rota.rota,
        )
        .map((entry) => ({
          ...entry,
          name: knownPerson(rows, entry.person)?.name ?? entry.person,
          byName: knownPerson(rows, entry.by)?.name ?? entry.by,
          holds: !entry.released && entry.expires > today,
        }));
    }),
});
