import { ArrangementId, LocalDate, OrganisationCode, RotaId, SiteCode } from '@weft/contracts';
import { type Actor, accepted, commands, notYours, Refused } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt } from '../board/state.ts';
import type { Editing } from '../duty/editing.ts';
import type { RecordedFinding } from '../duty/events.ts';
import { networkReader } from '../facts/network-facts.ts';
import { findingsOfRota } from '../findings/api.ts';
import { diffOf, touchedBy } from '../publications/diff.ts';
import { publishedDuties } from '../publications/published.ts';
import type { Streams } from '../streams.ts';
import { upToDate } from '../up-to-date.ts';
import { localDay } from '../zone.ts';
import { refuseTerms } from './terms.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;

type RotaDeps = ReadDeps & {
  readonly streams: Streams;
  readonly editing: (actor: Actor) => Editing;
};

/** Opens, extends and publishes rotas, for managers of the organisation that owns them, and the operator. */
export function rotaProcedures(deps: RotaDeps) {
  const { streams, rows, editing } = deps;
  const network = networkReader(rows);

  /** Throws unless the actor acts for the owner, or for whom the owner has become part of. */
  function mustOwn(owner: string, actor: Actor) {
    const today = localDay(deps.now().toISOString());
    const { codeOn, nameOn } = network();
    if (actor.roles.includes('operator') || codeOn(owner, today) === codeOn(actor.organisation, today)) return;
    throw notYours(
      `The rota belongs to ${nameOn(owner, today)}. Ask its rota managers: you act for another organisation.`,
    );
  }

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
      mustOwn(owner, ctx.actor);
      const rota = { rota: id, name, owner, organisations, arrangements, sites, period };
      const refusal = refuseTerms(rota, network());
      if (refusal) throw new Refused(refusal);
      const { position } = accepted(await streams.rota.handle(id, { type: 'OpenRota', rota }, ctx.metadata));
      return { rota: id, position };
    }),

    /** The rota goes on until a later day, at most two years from its first. */
    extend: commands(MANAGERS, { rota: RotaId, to: LocalDate }).mutation(async ({ ctx, input }) => {
      const { owner } = await editing(ctx.actor).rota(input.rota);
      mustOwn(owner, ctx.actor);
      const { to } = input;
      const { position } = accepted(await streams.rota.handle(input.rota, { type: 'ExtendRota', to }, ctx.metadata));
      return { position };
    }),

    /** What stands is what people may rely on. Refused while hard findings are neither mended nor overridden. */
    publish: commands(MANAGERS, { rota: RotaId }).mutation(async ({ ctx, input }) => {
      const { owner } = await editing(ctx.actor).rota(input.rota);
      mustOwn(owner, ctx.actor);
      await upToDate(deps);
      const sources = sourcesFor(deps, ctx.actor);
      const rota = seenRota(sources, input.rota);
      const duties = dutiesAt(rows, { rota: rota.rota, ...rota.period }, now);
      const hard = findingsOfRota(sources, rota).filter(({ severity }) => severity === 'hard');
      const open = hard.filter(({ overridden }) => overridden === null);
      const before = rows.get<{ from_date: string; to_date: string }>(
        'SELECT from_date, to_date FROM publications WHERE rota = ? ORDER BY version DESC LIMIT 1',
        rota.rota,
      );
      const isPeriodNew = before?.from_date !== rota.period.from || before?.to_date !== rota.period.to;
      const touched = touchedBy(diffOf(publishedDuties(rows, rota) ?? [], duties));
      const command = {
        type: 'PublishRota' as const,
        at: ctx.metadata.at,
        open: open.map(({ unit, mend, duties: of, ...rest }) => ({
          ...rest,
          unit: unit as RecordedFinding['unit'],
          mend: mend ?? '',
          duties: [...of],
        })),
        overridden: hard.length - open.length,
        gaps: duties
          .filter(({ withdrawn }) => !withdrawn)
          .reduce((sum, { duty, filled }) => sum + Math.max(0, duty.count - filled.length), 0),
        isChanged: isPeriodNew || touched.size > 0,
      };
      const { events, position } = accepted(await streams.rota.handle(input.rota, command, ctx.metadata));
      const published = events.find((event) => event.type === 'RotaPublished');
      const { version, leadDays = 0, leadDaysAsked = 0 } = published?.data ?? { version: rota.version ?? 0 };
      return { version, leadDays, leadDaysAsked, leadOk: leadDays >= leadDaysAsked, position };
    }),
  };
}
