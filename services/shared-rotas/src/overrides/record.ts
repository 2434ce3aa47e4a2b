import { LocalDate, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { rules } from '@weft/rostering';
import { type Actor, accepted, badInput, commands, notFound } from '@weft/service-kit';
import { z } from 'zod';
import { maySee } from '../board/may-see.ts';
import type { EditingDeps } from '../duty/editing.ts';
import { Override } from '../duty/events.ts';
import { type Network, networkReader } from '../facts/network-facts.ts';
import { type KnownPerson, knownPerson, presentIdOf } from '../facts/workforce-facts.ts';
import { localDay } from '../zone.ts';

/**
 * Lets findings of one rule of a person stand, within the local days [from, to): with a reason, the role of whoever
 * decides, and the day on which it ends. For managers of an employer of the person, or of a rota they are on.
 */
export function overrideRecording({ streams, rows, now }: EditingDeps) {
  const network = networkReader(rows);

  async function mayDecide(actor: Actor, known: KnownPerson): Promise<boolean> {
    const facts = { network: network(), today: localDay(now().toISOString()) };
    if (actor.roles.includes('operator') || employs(actor, known, facts)) return true;
    for (const id of rotasOf(rows, known.person)) {
      const { rota } = (await streams.rota.state(id)).state;
      if (rota && maySee(rota, actor, facts)) return true;
    }
    return false;
  }

  return {
    record: commands(['rota-manager', 'operator'], {
      ...Override.shape,
      person: PersonId,
      rule: z.string().min(1).max(40),
      from: LocalDate,
      to: LocalDate,
    }).mutation(async ({ ctx, input }) => {
      const { rule, from, to, reason, role, expires } = input;
      const known = knownPerson(rows, presentIdOf(rows, input.person));
      if (!known || !(await mayDecide(ctx.actor, known))) throw notFound(`Person ${input.person}`);
      if (!rules.has(rule)) throw badInput(`No rule is called ${rule}.`);
      if (to <= from) throw badInput(`The override would end on ${to}, not after its first day ${from}.`);
      const person = PersonId.parse(known.person);
      const override = { person, rule, from, to, reason, role, expires, at: ctx.metadata.at };
      const outcome = await streams.diary.handle(person, { type: 'RecordOverride', override }, ctx.metadata);
      return { position: accepted(outcome).position };
    }),
  };
}

function employs(actor: Actor, known: KnownPerson, { network, today }: { network: Network; today: string }): boolean {
  const own = network.codeOn(actor.organisation, today);
  return known.employments.some(
    ({ employer, to }) => (to === null || to > today) && network.codeOn(employer, today) === own,
  );
}

const rotasOf = (rows: Rows, person: string): string[] =>
  rows
    .all<{ rota: string }>('SELECT DISTINCT rota FROM rota_places WHERE person = ? ORDER BY rota', person)
    .map(({ rota }) => rota);
