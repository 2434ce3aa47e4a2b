import { DutyId, LocalDate, PersonId } from '@weft/contracts';
import { type Rejection, reject } from '@weft/eventing';
import { addDays, instantOf } from '@weft/rostering';
import { type Actor, accepted, asks, badInput, commands, notFound } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, sourcesFor } from '../board/sources.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import type { Editing } from '../duty/editing.ts';
import { networkIn } from '../facts/network-facts.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import type { FillingDuties } from '../filling/filling.ts';
import { later } from '../filling/settle.ts';
import type { Streams } from '../streams.ts';
import { swapDutyOf } from '../swaps/shown.ts';
import { upToDate } from '../up-to-date.ts';
import { ZONE } from '../zone.ts';
import { carryOut } from './carry-out.ts';
import { checkSwap, refusalOfSwap } from './check.ts';
import { bookingOfSwap } from './decider.ts';
import { SwapId, type SwapPlace } from './events.ts';
import { possibleSwaps } from './possible.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
const WEEKS_MOST = 6;

export type SwapDeps = ReadDeps & {
  readonly streams: Streams;
  readonly filling: FillingDuties;
  readonly editing: (actor: Actor) => Editing;
};

type Told = { booking: string; duty: string; rota: string; start: string };

/** Duties given away and exchanged: asked for, agreed by both sides, approved by a manager, and then carried out. */
export function swapProcedures(deps: SwapDeps) {
  const { rows, streams, filling } = deps;
  const facts = () => ({ rows, network: networkIn(rows) });

  /** A person's place on a duty that was published to them and has not begun; else it is not there. */
  function placeOf(person: string, duty: string): { readonly place: SwapPlace; readonly start: string } {
    const told = rows.get<Told>(
      "SELECT booking, duty, rota, start FROM my_duties WHERE person = ? AND duty = ? AND status IN ('confirmed', 'tentative')",
      person,
      duty,
    );
    if (!told) throw notFound(`Duty ${duty}`);
    if (Date.parse(told.start) <= deps.now().getTime())
      throw badInput('This duty has begun. Speak to the rota manager.');
    const { booking, rota, start } = told;
    return { place: { booking, duty, rota, person: PersonId.parse(person) } as SwapPlace, start };
  }

  /** A refusal when a place is in another open request, on whichever side; the views are up to date. */
  function inAnother(places: readonly (SwapPlace | null)[], swap: string | null): Rejection | null {
    const other = places.find(
      (place) =>
        place !== null &&
        rows.get(
          `SELECT 1 FROM swaps WHERE stage IN ('asked', 'answered', 'agreed') AND expires > ?1 AND swap != ?2
           AND (booking = ?3 OR json_extract(in_return, '$.booking') = ?3)`,
          deps.now().toISOString(),
          swap ?? '',
          place.booking,
        ) !== undefined,
    );
    if (!other) return null;
    return reject('swap-not-possible', 'One of the duties is in another open request. Answer or withdraw that first.');
  }

  /** What is spoken of now, read from the stream: it knows what was said a moment ago. */
  async function openSwap(swap: string) {
    const { last } = (await streams.swap.state(bookingOfSwap(swap))).state;
    return last?.swap === swap ? last : null;
  }

  /** The request, for a manager of both rotas; for others it is not there. */
  async function mayDecide(actor: Actor, swap: string) {
    const open = await openSwap(swap);
    if (!open) throw notFound(`Request ${swap}`);
    const editing = deps.editing(actor);
    await editing.duty(open.place.duty);
    if (open.inReturn) await editing.duty(open.inReturn.duty);
    return open;
  }

  const isParty = (person: string, swap: { place: SwapPlace; taker: string | null; to: string | null }) =>
    [swap.place.person, swap.taker, swap.to].some((id) => id !== null && presentIdOf(rows, id) === person);

  /** Who asks, by the id that the request knows them by. */
  const sideOf = (person: string, swap: { place: SwapPlace; taker: PersonId | null; to: PersonId | null } | null) =>
    [swap?.place.person, swap?.taker, swap?.to].find((id) => id && presentIdOf(rows, id) === person) ??
    PersonId.parse(person);

  return {
    /** Who may take one's duty, and who may exchange it for theirs of some days, without breaking a hard rule. */
    possible: asks('signed-in')
      .input(z.object({ duty: DutyId, from: LocalDate.optional(), to: LocalDate.optional() }))
      .query(async ({ ctx, input }) => {
        const sources = sourcesFor(deps, ctx.actor);
        const { place } = placeOf(presentIdOf(rows, ctx.actor.person), input.duty);
        const offered = dutyNow(rows, place.duty);
        const rota = rotaAt(rows, place.rota, now);
        if (!offered || !rota) throw notFound(`Duty ${input.duty}`);
        const [, from = sources.today] = input.from
          ? [null, input.from]
          : [sources.today, addDays(offered.duty.date, -7)].sort();
        const to = input.to ?? addDays(offered.duty.date, 8);
        if (to <= from || to > addDays(from, WEEKS_MOST * 7))
          throw badInput(`Choose up to ${WEEKS_MOST} weeks; ${from} to ${to} is not such a stretch.`);
        const at = deps.now().toISOString();
        const { takers, exchanges } = await possibleSwaps(sources, { mine: place, rota, from, to, at });
        return {
          ...{ from, to, takers },
          duty: swapDutyOf(sources, place.duty),
          exchanges: exchanges.flatMap(({ inReturn, ...partner }) => {
            const duty = swapDutyOf(sources, inReturn.duty);
            return duty ? [{ ...partner, duty }] : [];
          }),
        };
      }),

    /** Offers a duty to whoever may have it, or asks one person: to take it, or to exchange it for a duty of theirs. */
    request: commands('signed-in', {
      duty: DutyId,
      to: PersonId.nullable().default(null),
      inReturn: DutyId.nullable().default(null),
      /** The last day on which it can be agreed; without one, until the first of the duties begins. */
      until: LocalDate.nullable().default(null),
    }).mutation(async ({ ctx, input }) => {
      await upToDate(deps);
      const { place, start } = placeOf(presentIdOf(rows, ctx.actor.person), input.duty);
      if (input.inReturn && !input.to)
        throw badInput('A duty in return is asked of the person who holds it: name them.');
      const to = input.to && PersonId.parse(presentIdOf(rows, input.to));
      const back = to && input.inReturn ? placeOf(to, input.inReturn) : null;
      const ends = [start, ...(back ? [back.start] : []), ...(input.until ? [endOf(input.until)] : [])];
      const expires = new Date(Math.min(...ends.map((each) => Date.parse(each)))).toISOString();
      const inReturn = back?.place ?? null;
      const rules = to ? refusalOfSwap(checkSwap(facts(), { place, taker: to, inReturn }), place.person) : null;
      const check = inAnother([place, inReturn], null) ?? rules;
      const outcome = await streams.swap.handle(
        place.booking,
        { type: 'RequestSwap', place, to, inReturn, expires, at: ctx.metadata.at, check },
        ctx.metadata,
      );
      const { events, position } = accepted(outcome);
      const made = events.find((event) => event.type === 'SwapRequested');
      return { swap: made?.data.swap ?? '', position };
    }),

    /** Says yes. Whoever takes an open offer may want a duty of the other side's own in return. */
    consent: commands('signed-in', { swap: SwapId, inReturn: DutyId.nullable().default(null) }).mutation(
      async ({ ctx, input }) => {
        await upToDate(deps);
        const { swap } = input;
        const me = presentIdOf(rows, ctx.actor.person);
        const open = await openSwap(swap);
        const person = sideOf(me, open);
        if (open && open.to !== null && !isParty(me, open)) throw notFound(`Request ${swap}`);
        const isGiver = open?.place.person === person;
        const asked = input.inReturn && !isGiver ? placeOf(me, input.inReturn).place : null;
        const inReturn = isGiver ? (open?.inReturn ?? null) : (asked ?? open?.wanted ?? null);
        const taker = isGiver ? open?.taker : person;
        const rules =
          open && taker ? refusalOfSwap(checkSwap(facts(), { place: open.place, taker, inReturn }), me) : null;
        const check = inAnother([asked], swap) ?? rules;
        const { position } = accepted(
          await streams.swap.handle(
            bookingOfSwap(swap),
            { type: 'ConsentToSwap', swap, person, inReturn, at: ctx.metadata.at, check },
            ctx.metadata,
          ),
        );
        return { position };
      },
    ),

    decline: commands('signed-in', { swap: SwapId }).mutation(async ({ ctx, input: { swap } }) => {
      const person = sideOf(presentIdOf(rows, ctx.actor.person), await openSwap(swap));
      const command = { type: 'DeclineSwap', swap, person, at: ctx.metadata.at } as const;
      const { position } = accepted(await streams.swap.handle(bookingOfSwap(swap), command, ctx.metadata));
      return { position };
    }),

    withdraw: commands('signed-in', { swap: SwapId }).mutation(async ({ ctx, input: { swap } }) => {
      const person = sideOf(presentIdOf(rows, ctx.actor.person), await openSwap(swap));
      const command = { type: 'WithdrawSwap', swap, person, at: ctx.metadata.at } as const;
      const { position } = accepted(await streams.swap.handle(bookingOfSwap(swap), command, ctx.metadata));
      return { position };
    }),

    /** Lets it happen: judged once more for both, and then the places change hands. Says whether they did. */
    approve: commands(MANAGERS, { swap: SwapId }).mutation(async ({ ctx, input: { swap } }) => {
      await upToDate(deps);
      const open = await mayDecide(ctx.actor, swap);
      const { place, taker, inReturn, stage } = open;
      const check: Rejection | null =
        taker && stage === 'agreed' ? refusalOfSwap(checkSwap(facts(), { place, taker, inReturn }), null) : null;
      const manager = presentIdOf(rows, ctx.actor.person);
      const outcome = await streams.swap.handle(
        bookingOfSwap(swap),
        { type: 'ApproveSwap', swap, manager, at: ctx.metadata.at, check },
        ctx.metadata,
      );
      const { events, position } = accepted(outcome);
      const approved = events.find((event) => event.type === 'SwapApproved');
      if (!approved) throw new Error(`Request ${swap} was neither approved nor refused.`);
      const done = await carryOut({ streams, rows, filling }, approved.data, ctx.metadata);
      return { done: done.because === null, because: done.because, position: later(position, done.position) };
    }),

    refuse: commands(MANAGERS, { swap: SwapId, because: z.string().trim().min(1).max(300) }).mutation(
      async ({ ctx, input: { swap, because } }) => {
        await mayDecide(ctx.actor, swap);
        const command = { type: 'RefuseSwap', swap, because, at: ctx.metadata.at } as const;
        const { position } = accepted(await streams.swap.handle(bookingOfSwap(swap), command, ctx.metadata));
        return { position };
      },
    ),
  };
}

/** The instant at which a local day is over. */
const endOf = (day: string) => new Date(instantOf(ZONE, addDays(day, 1), '00:00')).toISOString();
