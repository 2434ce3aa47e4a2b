import { RotaId } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import type { BoardSources } from '../board/board.ts';
import { findingsOn } from '../board/board.ts';
import { seenRotas } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import type { RotaState } from '../board/state.ts';
import { dutiesAt } from '../board/state.ts';
import { linesAt } from '../lines/state.ts';

/** The findings of a rota as it stands, over its whole period, for a reader. */
export function findingsOfRota(sources: BoardSources, rota: RotaState) {
  const { rows, network, judge, today } = sources;
  const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
  const people = [...new Set(duties.flatMap(({ filled }) => filled.map(({ person }) => person)))];
  const judged = judge.judge({ rows, network, lines: linesAt(rows, people, now), period: rota.period });
  const seen = seenRotas(sources, now);
  const names = new Map(judged.people.map(({ known }) => [known.person, known.name]));
  return findingsOn(rota.rota, judged.people, { rows, today, seen }).map((finding) => ({
    ...finding,
    name: names.get(finding.person) ?? finding.person,
  }));
}

/** Every breach on a rota with its mend, its source and the override that lets it stand, if one does. */
export const findingsProcedures = (deps: ReadDeps) => ({
  list: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      return findingsOfRota(sources, seenRota(sources, input.rota));
    }),
});
