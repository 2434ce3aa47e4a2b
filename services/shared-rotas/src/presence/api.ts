import { RotaId } from '@weft/contracts';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { presenceOf } from './presence.ts';
import { Here } from './presence-shape.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

/** Who else is on a board and where their cursor is. Each process of the service knows of those who tell it so. */
export function presenceProcedures(deps: ReadDeps) {
  const presence = presenceOf(() => deps.now().getTime());
  return {
    presence: asks(MANAGERS)
      .input(z.object({ rota: RotaId }))
      .subscription(async function* ({ ctx, input: { rota }, signal }) {
        seenRota(sourcesFor(deps, ctx.actor), rota);
        const until = signal ?? new AbortController().signal;
        yield* presence.on({ rota, reader: ctx.actor.person, signal: until });
      }),

    /** No command: it is not logged, and of more than five a second the last counts. */
    here: asks(MANAGERS)
      .input(Here)
      .mutation(({ ctx, input: { rota, cell } }) => {
        seenRota(sourcesFor(deps, ctx.actor), rota);
        const who = ctx.actor.person;
        presence.here(rota, { who, name: knownPerson(deps.rows, who)?.name ?? who, cell });
      }),
  };
}
