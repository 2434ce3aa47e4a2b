import { DutyId } from '@weft/contracts';
import { asks, notFound } from '@weft/service-kit';
import { z } from 'zod';
import { maySee } from '../board/may-see.ts';
import { now } from '../board/moment.ts';
import { type ReadDeps, sourcesFor } from '../board/sources.ts';
import { dutyNow, rotaAt } from '../board/state.ts';
import { dutyKinds } from '../duty/events.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { localDay } from '../zone.ts';
import { decoding } from './decoding.ts';
import { namesIn } from './names.ts';
import { type Sentence, sentenceOf } from './sentences.ts';

const decode = decoding(dutyKinds);

/** What happened to a duty, from its own stream: for its managers, and for whoever holds or held a place on it. */
export const historyProcedures = (deps: ReadDeps) => ({
  history: asks('signed-in')
    .input(z.object({ duty: DutyId }))
    .query(async ({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows } = sources;
      const state = dutyNow(rows, input.duty);
      const rota = state && rotaAt(rows, state.duty.rota, now);
      if (!state || !rota) throw notFound(`Duty ${input.duty}`);
      const isManager = ctx.actor.roles.some((role) => role === 'rota-manager' || role === 'operator');
      const isHolder =
        rows.get(
          'SELECT 1 FROM my_duties WHERE duty = ? AND person = ? AND status != ?',
          input.duty,
          presentIdOf(rows, ctx.actor.person),
          'draft',
        ) !== undefined;
      if (!isHolder && !(isManager && maySee(rota, ctx.actor, sources))) throw notFound(`Duty ${input.duty}`);
      const names = namesIn(sources);
      const { events } = await deps.log.read(`duty-${input.duty}`);
      const told = events.map((event) => sentenceOf(decode(event), names));
      const first = told[0]?.at ?? '';
      const published = rows
        .all<{ version: number; at: string; by: string; organisation: string; rule_pack: string }>(
          'SELECT version, at, by, organisation, rule_pack FROM publications WHERE rota = ? AND at >= ? ORDER BY version',
          rota.rota,
          first,
        )
        .map(
          ({ version, at, by, organisation, rule_pack }): Sentence => ({
            at,
            by: names.person(by),
            organisation: names.organisation(organisation, localDay(at)),
            text: `Published with version ${version} of the rota.`,
            reason: null,
            rulePack: rule_pack,
            event: '',
            cause: null,
          }),
        );
      return {
        duty: { ...state.duty, siteName: names.site(state.duty.site), rotaName: rota.name, withdrawn: state.withdrawn },
        sentences: [...told, ...published].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
      };
    }),
});
