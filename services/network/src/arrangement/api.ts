import { Arrangement, ArrangementId, LocalDate, type OrganisationCode } from '@weft/contracts';
import { type Actor, accepted, commands, notFound } from '@weft/service-kit';
import { localDay } from '../local-day.ts';
import type { Coming, Records } from '../records.ts';
import { type ArrangementCommand, signatories } from './decider.ts';
import { organisationsNamed, sitesNamed } from './terms.ts';

/** The command that agrees to an arrangement for some of those it names, with the facts that it is decided on. */
export async function agreeArrangement(
  arrangement: Arrangement,
  by: readonly OrganisationCode[],
  { records, coming }: { readonly records: Records; readonly coming?: Coming },
): Promise<ArrangementCommand> {
  const named = { organisations: organisationsNamed(arrangement), sites: sitesNamed(arrangement) };
  return { type: 'AgreeArrangement', arrangement, by, facts: await records.facts(named, coming) };
}

/** Procedures that change arrangements. */
export function arrangementCommands(records: Records) {
  const mine = async (arrangement: Arrangement, actor: Actor, day: string) => {
    const codes = signatories(arrangement);
    if (actor.roles.includes('operator')) return codes;
    const acting = await Promise.all(codes.map((code) => records.actsFor(actor.organisation, code, day)));
    return codes.filter((_code, index) => acting[index]);
  };

  return {
    /** Proposes an arrangement, or agrees to what is proposed; it holds when all whom it names have agreed. */
    agree: commands(['rota-manager', 'operator'], Arrangement.shape).mutation(async ({ ctx, input }) => {
      const arrangement = Arrangement.parse(input);
      const today = localDay(ctx.now());
      const { state } = await records.arrangements.state(arrangement.id);
      const there = [state.agreed, state.proposed?.arrangement].filter((one) => one !== null && one !== undefined);
      const places = await Promise.all(there.map((one) => mine(one, ctx.actor, today)));
      if (there.length > 0 && places.every((codes) => codes.length === 0))
        throw notFound(`Arrangement ${arrangement.id}`);
      const by = await mine(arrangement, ctx.actor, today);
      const command = await agreeArrangement(arrangement, by, { records });
      const { position } = accepted(await records.arrangements.handle(arrangement.id, command, ctx.metadata));
      return { position };
    }),

    end: commands(['rota-manager', 'operator'], { id: ArrangementId, on: LocalDate }).mutation(
      async ({ ctx, input: { id, on } }) => {
        const { state } = await records.arrangements.state(id);
        const arrangement = state.agreed ?? state.proposed?.arrangement;
        if (!arrangement || (await mine(arrangement, ctx.actor, localDay(ctx.now()))).length === 0)
          throw notFound(`Arrangement ${id}`);
        const command = { type: 'EndArrangement', on } as const;
        const { position } = accepted(await records.arrangements.handle(id, command, ctx.metadata));
        return { position };
      },
    ),
  };
}
