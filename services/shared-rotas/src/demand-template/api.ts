import { LocalDate, RotaId, TemplateId } from '@weft/contracts';
import { isRejection, type Position } from '@weft/eventing';
import { type Actor, accepted, asks, badInput, commands, notFound, type ServiceDeps } from '@weft/service-kit';
import { z } from 'zod';
import type { Editing } from '../duty/editing.ts';
import { networkReader } from '../facts/network-facts.ts';
import { concurrently } from '../filling/concurrently.ts';
import { later } from '../filling/settle.ts';
import type { Streams } from '../streams.ts';
import { upToDate } from '../up-to-date.ts';
import { DemandTemplate } from './events.ts';
import { dutiesOfTemplates } from './expansion.ts';
import { templatesOf } from './view.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
const AT_ONCE = 64;

type DemandDeps = Pick<ServiceDeps, 'log' | 'rows' | 'live'> & {
  readonly streams: Streams;
  readonly editing: (actor: Actor) => Editing;
};

type Became = {
  readonly what: 'opened' | 'changed' | 'kept' | 'withdrawn' | 'nothing';
  readonly position: Position | null;
};

/** Demand that comes again, and the duties that it makes. */
export function demandProcedures(deps: DemandDeps) {
  const { rows, streams, editing } = deps;
  const network = networkReader(rows);

  return {
    list: asks(MANAGERS)
      .input(z.object({ rota: RotaId }))
      .query(async ({ ctx, input }) => {
        await editing(ctx.actor).rota(input.rota);
        return templatesOf(rows, input.rota);
      }),

    /** Writes a template, or changes it. Its duties follow with the next expansion. */
    set: commands(MANAGERS, DemandTemplate.shape).mutation(async ({ ctx, input }) => {
      const template = DemandTemplate.parse(input);
      const rota = await editing(ctx.actor).rota(template.rota);
      if (!rota.sites.includes(template.site))
        throw badInput(`Site ${template.site} is not one of this rota's: ${rota.sites.join(', ')}.`);
      if (template.arrangement !== null && !rota.arrangements.includes(template.arrangement))
        throw badInput(`Arrangement ${template.arrangement} is not one of this rota's.`);
      const { position } = accepted(
        await streams.demandTemplate.handle(template.id, { type: 'SetDemand', template }, ctx.metadata),
      );
      return { position };
    }),

    /** It makes no further duties; the next expansion withdraws those of its duties that are empty. */
    retire: commands(MANAGERS, { template: TemplateId }).mutation(async ({ ctx, input }) => {
      const { state } = await streams.demandTemplate.state(input.template);
      if (!state.template) throw notFound(`Template ${input.template}`);
      await editing(ctx.actor).rota(state.template.rota);
      const { position } = accepted(
        await streams.demandTemplate.handle(input.template, { type: 'RetireDemand' }, ctx.metadata),
      );
      return { position };
    }),

    /**
     * Makes the duties of the local days [from, to), as far as they lie in the rota's period. A duty that is there
     * stays; an empty one becomes what its template says now, or is withdrawn when no template makes it any more. Nobody
     * is taken off a duty.
     */
    expand: commands(MANAGERS, { rota: RotaId, from: LocalDate.optional(), to: LocalDate.optional() }).mutation(
      async ({ ctx, input }) => {
        const rota = await editing(ctx.actor).rota(input.rota);
        await upToDate(deps);
        const { period } = rota;
        const from = input.from && input.from > period.from ? input.from : period.from;
        const to = input.to && input.to < period.to ? input.to : period.to;
        if (to <= from)
          throw badInput(`These days lie outside the rota, which runs from ${period.from} to ${period.to}.`);
        const { metadata } = ctx;
        const edit = { at: metadata.at, hasReason: metadata.reason !== undefined };
        const around = { network: network(), rotaOwner: rota.owner };
        const wanted = dutiesOfTemplates(templatesOf(rows, rota.rota), { from, to }, around);
        const isWanted = new Set(wanted.map(({ duty }) => duty as string));
        const others = rows
          .all<{ duty: string }>(
            'SELECT duty FROM rota_duties WHERE rota = ? AND template IS NOT NULL AND date >= ? AND date < ? ORDER BY start, duty',
            rota.rota,
            from,
            to,
          )
          .filter(({ duty }) => !isWanted.has(duty));

        const made = await concurrently(wanted, AT_ONCE, async (duty): Promise<Became> => {
          const outcome = await streams.duty.handle(duty.duty, { type: 'OpenDuty', duty }, metadata);
          if (isRejection(outcome)) return { what: 'kept', position: null };
          const [first] = outcome.events;
          const what = first === undefined ? 'kept' : first.type === 'DutyOpened' ? 'opened' : 'changed';
          return { what, position: outcome.position };
        });
        const left = await concurrently(others, AT_ONCE, async ({ duty }): Promise<Became> => {
          const command = { type: 'WithdrawDuty', because: 'template', evenFilled: false, ...edit } as const;
          const outcome = await streams.duty.handle(duty, command, metadata);
          if (isRejection(outcome)) return { what: 'kept', position: null };
          return { what: outcome.events.length > 0 ? 'withdrawn' : 'nothing', position: outcome.position };
        });
        const all = [...made, ...left];
        const count = (what: Became['what']) => all.filter((one) => one.what === what).length;
        return {
          opened: count('opened'),
          changed: count('changed'),
          kept: count('kept'),
          withdrawn: count('withdrawn'),
          position: all.reduce<Position | null>((latest, one) => later(latest, one.position), null),
        };
      },
    ),
  };
}
