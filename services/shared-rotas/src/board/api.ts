import { tracked } from '@trpc/server';
import { Instant, LocalDate, RotaId } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { linesAt } from '../lines/state.ts';
import { askedDays } from './asked-days.ts';
import { boardOf, findingsOn } from './board.ts';
import { changesOf } from './changes.ts';
import { maySee } from './may-see.ts';
import { momentOf, now } from './moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from './sources.ts';
import { dutiesAt, rotasAt } from './state.ts';
import { watchedIn } from './watched.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

/** Rotas to read: the list, the board now or as it stood, and its changes as they come. */
export function boardProcedures(deps: ReadDeps) {
  return {
    list: asks(MANAGERS).query(({ ctx }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, network, today } = sources;
      const seen = rotasAt(rows, now).filter((rota) => maySee(rota, ctx.actor, { network, today }));
      const ids = new Set(seen.map(({ rota }) => rota));
      return seen.map((state) => {
        const duties = dutiesAt(rows, { rota: state.rota, ...state.period }, now).filter(({ withdrawn }) => !withdrawn);
        const people = [...new Set(duties.flatMap(({ filled }) => filled.map(({ person }) => person)))];
        const judged = deps.judge.judge({ rows, network, lines: linesAt(rows, people, now), period: state.period });
        const findings = findingsOn(state.rota, judged.people, { rows, today, seen: ids });
        return {
          id: state.rota,
          name: state.name,
          owner: state.owner,
          ownerName: network.nameOn(state.owner, state.period.from),
          organisations: state.organisations,
          sites: state.sites,
          period: state.period,
          version: state.version,
          publishedAt: state.publishedAt,
          duties: duties.length,
          gaps: duties.reduce((sum, { duty, filled }) => sum + Math.max(0, duty.count - filled.length), 0),
          hardFindings: findings.filter(({ severity, overridden }) => severity === 'hard' && !overridden).length,
        };
      });
    }),

    board: asks(MANAGERS)
      .input(z.object({ rota: RotaId, from: LocalDate.optional(), to: LocalDate.optional(), asAt: Instant.optional() }))
      .query(({ ctx, input }) => {
        const sources = sourcesFor(deps, ctx.actor);
        const moment = momentOf(input.asAt);
        const rota = seenRota(sources, input.rota, moment);
        const { from, to } = askedDays(input.from ?? rota.period.from, input.to ?? rota.period.to);
        return boardOf(sources, { rota, from, to, moment });
      }),

    changes: asks(MANAGERS)
      .input(z.object({ rota: RotaId, lastEventId: z.string().nullish() }))
      .subscription(async function* ({ ctx, input, signal }) {
        seenRota(sourcesFor(deps, ctx.actor), input.rota);
        const until = signal ?? new AbortController().signal;
        const after = input.lastEventId ?? ctx.after;
        for await (const change of changesOf(deps, watchedIn(deps.rows, input.rota), { after, signal: until }))
          yield tracked(change.position, change);
      }),
  };
}
