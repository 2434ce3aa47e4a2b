import { OrganisationCode, PersonId, RotaId } from '@weft/contracts';
import type { Metadata } from '@weft/eventing';
import { type Actor, accepted, commands } from '@weft/service-kit';
import { z } from 'zod';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import type { Editing } from '../duty/editing.ts';
import { networkReader } from '../facts/network-facts.ts';
import type { Streams } from '../streams.ts';
import { upToDate } from '../up-to-date.ts';
import { localDay } from '../zone.ts';
import type { RotaCommand, Standing } from './decider.ts';
import { mustOwn } from './must-own.ts';
import { standingOf } from './standing.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

export type PublishingDeps = ReadDeps & {
  readonly streams: Streams;
  readonly editing: (actor: Actor) => Editing;
};

/**
 * Publication in one step, and in two: somebody asks, somebody else approves, and both stamps are in the log. For
 * managers of the organisation that owns the rota, and the operator. What is published is never taken back; a new
 * version follows.
 */
export function publishingProcedures(deps: PublishingDeps) {
  const { streams, rows, editing } = deps;
  const network = networkReader(rows);

  async function mine(rota: string, actor: Actor) {
    const { owner } = await editing(actor).rota(rota);
    mustOwn(owner, actor, { network: network(), today: localDay(deps.now().toISOString()) });
  }

  /** Sends a command that rests on what stands on the rota now. */
  async function handle(
    { rota, actor, metadata }: { readonly rota: RotaId; readonly actor: Actor; readonly metadata: Metadata },
    commandOf: (standing: Standing) => RotaCommand,
  ) {
    await mine(rota, actor);
    await upToDate(deps);
    const sources = sourcesFor(deps, actor);
    const standing = standingOf(sources, seenRota(sources, rota), metadata.at);
    return accepted(await streams.rota.handle(rota, commandOf(standing), metadata));
  }

  async function publish(asked: Parameters<typeof handle>[0], commandOf: (standing: Standing) => RotaCommand) {
    const { events, position } = await handle(asked, commandOf);
    const published = events.find((event) => event.type === 'RotaPublished');
    const known = (await streams.rota.state(asked.rota)).state.version;
    const { version, leadDays = 0, leadDaysAsked = 0 } = published?.data ?? { version: known };
    return { version, leadDays, leadDaysAsked, leadOk: leadDays >= leadDaysAsked, position };
  }

  return {
    /** What stands is what people may rely on. Refused while hard findings are neither mended nor overridden. */
    publish: commands(MANAGERS, { rota: RotaId }).mutation(({ ctx, input: { rota } }) =>
      publish({ rota, actor: ctx.actor, metadata: ctx.metadata }, (standing) => ({ type: 'PublishRota', ...standing })),
    ),

    /** The first of two stamps. */
    askPublication: commands(MANAGERS, { rota: RotaId }).mutation(async ({ ctx, input: { rota } }) => {
      const person = PersonId.parse(ctx.actor.person);
      const organisation = OrganisationCode.parse(ctx.actor.organisation);
      const { position } = await handle({ rota, actor: ctx.actor, metadata: ctx.metadata }, (standing) => ({
        type: 'RequestPublication',
        person,
        organisation,
        ...standing,
      }));
      return { position };
    }),

    /** The second stamp, by somebody else than the first: the rota as it stands now is published. */
    approvePublication: commands(MANAGERS, { rota: RotaId }).mutation(({ ctx, input: { rota } }) =>
      publish({ rota, actor: ctx.actor, metadata: ctx.metadata }, (standing) => ({
        type: 'ApprovePublication',
        person: PersonId.parse(ctx.actor.person),
        ...standing,
      })),
    ),

    /** The request comes to nothing: its author takes it back, or somebody else says why not. */
    declinePublication: commands(MANAGERS, { rota: RotaId, because: z.string().trim().min(1).max(500) }).mutation(
      async ({ ctx, input: { rota, because } }) => {
        await mine(rota, ctx.actor);
        const command = { type: 'DeclinePublication', because } as const;
        const { position } = accepted(await streams.rota.handle(rota, command, ctx.metadata));
        return { position };
      },
    ),
  };
}
