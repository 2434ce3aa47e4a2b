import { LocalDate, PatternId, PersonId, RotaId } from '@weft/contracts';
import { isRejection } from '@weft/eventing';
import { type Actor, accepted, asks, badInput, commands, notFound, type ServiceDeps } from '@weft/service-kit';
import { z } from 'zod';
import type { Editing } from '../duty/editing.ts';
import type { Duty } from '../duty/events.ts';
import { shownRefusal } from '../duty/shown.ts';
import { networkReader } from '../facts/network-facts.ts';
import { type KnownPerson, knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { concurrently } from '../filling/concurrently.ts';
import type { FillingDuties } from '../filling/filling.ts';
import { eligibility } from '../gate/eligibility.ts';
import { dutiesOf } from '../rota-duties/view.ts';
import type { Streams } from '../streams.ts';
import { upToDate } from '../up-to-date.ts';
import { Pattern } from './events.ts';
import { layPattern } from './laying.ts';
import { patternsOf } from './view.ts';

const MANAGERS = ['rota-manager', 'operator'] as const;
const AT_ONCE = 16;

type PatternDeps = Pick<ServiceDeps, 'log' | 'rows' | 'live'> & {
  readonly streams: Streams;
  readonly filling: Pick<FillingDuties, 'fillMany'>;
  readonly editing: (actor: Actor) => Editing;
};

/** Cycles of weeks, and laying them onto people. */
export function patternProcedures(deps: PatternDeps) {
  const { rows, streams, filling, editing } = deps;
  const network = networkReader(rows);

  /** Whether the gate would let a person onto a duty; what is known of people is read once. */
  function suitability() {
    const known = new Map<string, KnownPerson | null>();
    const facts = network();
    return (id: string, duty: Duty): boolean => {
      if (!known.has(id)) known.set(id, knownPerson(rows, id));
      const person = known.get(id);
      return person ? !isRejection(eligibility(person, duty, { network: facts, employer: null })) : false;
    };
  }

  return {
    list: asks(MANAGERS)
      .input(z.object({ rota: RotaId }))
      .query(async ({ ctx, input }) => {
        await editing(ctx.actor).rota(input.rota);
        return patternsOf(rows, input.rota);
      }),

    set: commands(MANAGERS, Pattern.shape).mutation(async ({ ctx, input }) => {
      const pattern = Pattern.parse(input);
      await editing(ctx.actor).rota(pattern.rota);
      const command = { type: 'SetPattern', pattern } as const;
      const { position } = accepted(await streams.pattern.handle(pattern.id, command, ctx.metadata));
      return { position };
    }),

    /**
     * Lays a pattern onto people over the local days [from, to): each gets the duty of the day's code, and what the
     * rules or the gate refuse comes back with its reason. `there`: places that they held already.
     */
    lay: commands(MANAGERS, {
      pattern: PatternId,
      people: z
        .array(z.object({ person: PersonId, startWeek: z.number().int().min(1).max(104).default(1) }))
        .min(1)
        .max(500),
      from: LocalDate.optional(),
      to: LocalDate.optional(),
    }).mutation(async ({ ctx, input }) => {
      const { pattern } = (await streams.pattern.state(input.pattern)).state;
      if (!pattern) throw notFound(`Pattern ${input.pattern}`);
      const mine = editing(ctx.actor);
      const rota = await mine.rota(pattern.rota);
      await upToDate(deps);
      const from = input.from && input.from > rota.period.from ? input.from : rota.period.from;
      const to = input.to && input.to < rota.period.to ? input.to : rota.period.to;
      if (to <= from)
        throw badInput(`These days lie outside the rota, which runs from ${rota.period.from} to ${rota.period.to}.`);
      const people = input.people.map(({ person, startWeek }) => ({ person: presentIdOf(rows, person), startWeek }));
      if (new Set(people.map(({ person }) => person)).size < people.length)
        throw badInput('Somebody is named twice. A person follows a pattern from one week.');
      const duties = dutiesOf(rows, { rota: rota.rota, from, to });
      const { wanted, unplaced } = layPattern(pattern, { people, from, to, duties, isSuitable: suitability() });
      const dates = new Map(wanted.map(({ duty, date }) => [duty, date]));
      const { filled, refused, position } = await filling.fillMany(
        wanted.map(({ duty, person }) => ({ duty, person, why: `pattern ${pattern.name}`, pinned: false })),
        { how: 'pattern', override: null, metadata: ctx.metadata },
      );
      const isThere = new Set(wanted.flatMap(({ duty, person, isThere: held }) => (held ? [`${duty} ${person}`] : [])));
      const told = await concurrently(
        refused.filter(({ duty, person }) => !isThere.has(`${duty} ${person}`)),
        AT_ONCE,
        async ({ duty, person, code, because, details }) => {
          const shown = await shownRefusal(
            { rejected: code, because, ...(details !== undefined && { details }) },
            mine,
          );
          return { duty, person, date: dates.get(duty) ?? null, code, because: shown.because };
        },
      );
      return {
        filled,
        there: refused.length - told.length,
        refused: [...told, ...unplaced.map((one) => ({ ...one, code: 'no-place' }))],
        position,
      };
    }),
  };
}
