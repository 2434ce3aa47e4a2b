import { ArrangementId, LocalDate, OrganisationCode, RotaId, SiteCode } from '@weft/contracts';
import { type Actor, accepted, commands, Refused } from '@weft/service-kit';
import { z } from 'zod';
import { networkReader } from '../facts/network-facts.ts';
import { upToDate } from '../up-to-date.ts';
import { localDay } from '../zone.ts';
import { mustOwn } from './must-own.ts';
import type { PublishingDeps } from './publishing.ts';
import { refuseTerms } from './terms.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

/** Opens and extends rotas, for managers of the organisation that owns them, and the operator. */
export function rotaProcedures(deps: PublishingDeps) {
  const { streams, rows, editing } = deps;
  const network = networkReader(rows);

  const mustBeOwn = (owner: string, actor: Actor) =>
    mustOwn(owner, actor, { network: network(), today: localDay(deps.now().toISOString()) });

  return {
    open: commands(MANAGERS, {
      id: RotaId,
      name: z.string().trim().min(1).max(200),
      owner: OrganisationCode,
      organisations: z.array(OrganisationCode).max(100).default([]),
      arrangements: z.array(ArrangementId).max(100).default([]),
      sites: z.array(SiteCode).min(1).max(200),
      period: z.object({ from: LocalDate, to: LocalDate }),
    }).mutation(async ({ ctx, input }) => {
      const { id, name, owner, organisations, arrangements, sites, period } = input;
      await upToDate(deps);
      mustBeOwn(owner, ctx.actor);
      const rota = { rota: id, name, owner, organisations, arrangements, sites, period };
      const refusal = refuseTerms(rota, network());
      if (refusal) throw new Refused(refusal);
      const { position } = accepted(await streams.rota.handle(id, { type: 'OpenRota', rota }, ctx.metadata));
      return { rota: id, position };
    }),

    /** The rota goes on until a later day, at most two years from its first. */
    extend: commands(MANAGERS, { rota: RotaId, to: LocalDate }).mutation(async ({ ctx, input }) => {
      const { owner } = await editing(ctx.actor).rota(input.rota);
      mustBeOwn(owner, ctx.actor);
      const { to } = input;
      const { position } = accepted(await streams.rota.handle(input.rota, { type: 'ExtendRota', to }, ctx.metadata));
      return { position };
    }),
  };
}
