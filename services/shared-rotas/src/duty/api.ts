import { DutyId, Instant, OrganisationCode, PersonId, RotaId, SiteCode } from '@weft/contracts';
import { isRejection, type Rejection } from '@weft/eventing';
import { type Actor, accepted, badInput, commands } from '@weft/service-kit';
import { z } from 'zod';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { concurrently } from '../filling/concurrently.ts';
import type { FillingDuties } from '../filling/filling.ts';
import type { Placed } from '../filling/place.ts';
import type { Planning } from '../imports/planning.ts';
import { localDay } from '../zone.ts';
import { type Editing, type EditingDeps, editingOf } from './editing.ts';
import { DutyKind, How, Override } from './events.ts';
import { shownFindings, shownRefusal } from './shown.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
const AT_ONCE = 16;

export type DutiesDeps = EditingDeps & {
  readonly filling: FillingDuties;
  readonly planning: Pick<Planning, 'dutyWith'>;
};

const onDuty = { duty: DutyId, person: PersonId };
/** `override`: hard findings pass, with a reason, a role and the day on which it ends. */
const placing = {
  override: Override.optional(),
  /** By which of several employers; without it the first by code that may. */
  employer: OrganisationCode.optional(),
};

/**
 * Edits of duties and of who does them, for managers of organisations that take part in the rota. Each answers with the
 * position that shows it. A duty that has ended is edited with a reason only ('past-duty').
 */
export function dutiesApi(deps: DutiesDeps) {
  const { streams, rows, filling, planning } = deps;
  const editing = editingOf(deps);

  async function allowed<Outcome extends object>(outcome: Outcome | Rejection, mine: Editing): Promise<Outcome> {
    if (isRejection(outcome)) throw accepted(await shownRefusal(outcome, mine));
    return outcome as Outcome;
  }
  async function placed(outcome: Placed | Rejection, mine: Editing) {
    const { booking, duty, person, warnings, overridden, position } = await allowed(outcome, mine);
    return {
      ...{ booking, duty, person, position },
      warnings: await shownFindings(warnings, mine),
      overridden: await shownFindings(overridden, mine),
    };
  }
  async function mayEdit(actor: Actor, ...duties: readonly string[]): Promise<Editing> {
    const mine = editing(actor);
    await concurrently([...new Set(duties)], AT_ONCE, (duty) => mine.duty(duty));
    return mine;
  }
  const pinning = (type: 'PinDuty' | 'UnpinDuty') =>
    commands(MANAGERS, onDuty).mutation(async ({ ctx, input }) => {
      await mayEdit(ctx.actor, input.duty);
      const person = presentIdOf(rows, input.person);
      const { position } = accepted(await streams.duty.handle(input.duty, { type, person }, ctx.metadata));
      return { position };
    });

  return {
    fill: commands(MANAGERS, { ...onDuty, ...placing, pin: z.boolean().default(false) }).mutation(
      async ({ ctx, input }) => {
        const mine = await mayEdit(ctx.actor, input.duty);
        const { duty, person, pin, override = null, employer = null } = input;
        const wish = { duty, person, employer, how: 'manual', why: null, pinned: pin } as const;
        return placed(await filling.fill(wish, { metadata: ctx.metadata, override }), mine);
      },
    ),

    clear: commands(MANAGERS, onDuty).mutation(async ({ ctx, input }) => {
      const mine = await mayEdit(ctx.actor, input.duty);
      const { position } = await allowed(await filling.clear(input, ctx.metadata), mine);
      return { position };
    }),

    /** The same person to another duty. */
    move: commands(MANAGERS, { from: DutyId, to: DutyId, person: PersonId, ...placing }).mutation(
      async ({ ctx, input }) => {
        if (input.from === input.to) throw badInput('Name two duties: from one to another.');
        const mine = await mayEdit(ctx.actor, input.from, input.to);
        const { override = null, employer = null } = input;
        return placed(await filling.move(input, { metadata: ctx.metadata, override, employer }), mine);
      },
    ),

    /** Another person on the same duty. */
    reassign: commands(MANAGERS, { duty: DutyId, from: PersonId, to: PersonId, ...placing }).mutation(
      async ({ ctx, input }) => {
        const mine = await mayEdit(ctx.actor, input.duty);
        const { override = null, employer = null } = input;
        return placed(await filling.reassign(input, { metadata: ctx.metadata, override, employer }), mine);
      },
    ),

    pin: pinning('PinDuty'),
    unpin: pinning('UnpinDuty'),

    /** Adds a duty that no demand makes. Without an id it gets one from the command. */
    add: commands(MANAGERS, {
      rota: RotaId,
      duty: DutyId.optional(),
      site: SiteCode,
      service: z.string().trim().min(1).max(100),
      role: z.string().trim().min(1).max(100),
      grades: z.array(z.string().trim().min(1).max(60)).max(50).default([]),
      skill: z.string().trim().min(1).max(60).nullable().default(null),
      kind: DutyKind.default('shift'),
      start: Instant,
      end: Instant,
      breakMinutes: z.number().int().min(0).max(1440).default(0),
      expectedWorkMinutes: z.number().int().min(0).max(10_080).default(0),
      code: z.string().trim().max(20).default(''),
      count: z.number().int().min(1).max(50).default(1),
    }).mutation(async ({ ctx, input }) => {
      const rota = await editing(ctx.actor).rota(input.rota);
      const { from, to } = rota.period;
      const day = localDay(input.start);
      if (!rota.sites.includes(input.site))
        throw badInput(`Site ${input.site} is not one of this rota's: ${rota.sites.join(', ')}.`);
      if (day < from || day >= to) throw badInput(`The rota runs from ${from} until ${to}; ${day} lies outside.`);
      const { commandId, reason: _reason, rota: id, grades, skill, ...fields } = input;
      const duty = DutyId.parse(input.duty ?? `by-hand-${commandId}`);
      // The parties of the duty follow from the rota as the views show it.
      const head = await ctx.log.head();
      if (head) await ctx.caughtUp(head);
      const made = { ...planning.dutyWith(id, { ...fields, duty }), grades, skill };
      const { position } = accepted(await streams.duty.handle(duty, { type: 'OpenDuty', duty: made }, ctx.metadata));
      return { position, duty };
    }),

    /** Takes a duty away, with everybody on it. */
    withdraw: commands(MANAGERS, { duty: DutyId }).mutation(async ({ ctx, input }) => {
      const mine = await mayEdit(ctx.actor, input.duty);
      const { position } = await allowed(await filling.withdraw(input.duty, ctx.metadata), mine);
      return { position };
    }),

    /** Fills what can be filled; the rest comes back with its reason. */
    fillMany: commands(MANAGERS, {
      placements: z
        .array(
          z.object({ ...onDuty, why: z.string().max(300).nullable().default(null), pin: z.boolean().default(false) }),
        )
        .min(1)
        .max(5000),
      how: How.default('manual'),
      override: Override.optional(),
    }).mutation(async ({ ctx, input }) => {
      const { placements, how, override = null } = input;
      const mine = await mayEdit(ctx.actor, ...placements.map(({ duty }) => duty));
      const { filled, refused, position } = await filling.fillMany(
        placements.map(({ pin, ...place }) => ({ ...place, pinned: pin })),
        { how, override, metadata: ctx.metadata },
      );
      const shown = await concurrently(refused, AT_ONCE, async ({ duty, person, code, because, details }) => {
        const told = await shownRefusal({ rejected: code, because, ...(details !== undefined && { details }) }, mine);
        return { duty, person, code, because: told.because, details: told.details ?? null };
      });
      return { filled, refused: shown, position };
    }),
  };
}
