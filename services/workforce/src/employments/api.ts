import { Employment, PersonId } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { badInput, commands, notFound, router } from '@weft/service-kit';
import { z } from 'zod';
import { knownPlaces } from '../employment/known-places.ts';
import { ProfessionalNumber, tidyNumber } from '../professional-number/shape.ts';
import { reachNow } from '../reach/reach.ts';
import { requireOwn, requireStanding } from '../reach/require.ts';
import { standingOf } from '../reach/standing.ts';
import { holderOf, recordEmployment } from '../record.ts';
import { recorded } from '../recorded.ts';
import type { Streams } from '../streams.ts';

/** Records employments. Somebody whom the caller does not see yet is named by their professional number. */
export function employmentsApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  return router({
    record: commands(['rota-manager', 'operator'], {
      person: PersonId.optional(),
      number: ProfessionalNumber.optional(),
      employment: Employment,
    }).mutation(async ({ ctx, input }) => {
      const reach = await reachNow(rows, ctx);
      requireOwn(reach, input.employment.employer, 'An employment');
      const unknown = knownPlaces(rows).refuse(input.employment);
      if (unknown) throw badInput(`${unknown.because} ${unknown.mend}`);
      if (!input.person && !input.number) throw badInput('Say who: give the person, or their professional number.');
      const byNumber = input.number ? await holderOf(streams, tidyNumber(input.number)) : null;
      const person = input.person ?? byNumber;
      if (person === null) throw notFound('A person with this number');
      const isNamed = byNumber !== null && (input.person === undefined || input.person === byNumber);
      if (!isNamed && standingOf(rows, reach, person) !== 'former')
        requireStanding({ rows, reach }, person, ['own', 'shared', 'self']);
      return recorded(await recordEmployment(streams, { person, employment: input.employment }, ctx.metadata));
    }),
  });
}

/** Records whether a person has agreed to work more than 48 hours a week. */
export function optOutApi({ rows, streams }: { readonly rows: Rows; readonly streams: Streams }) {
  return router({
    record: commands(['rota-manager', 'operator'], { person: PersonId, optOut48: z.boolean() }).mutation(
      async ({ ctx, input: { person, optOut48 } }) => {
        requireStanding({ rows, reach: await reachNow(rows, ctx) }, person, ['own']);
        const outcome = await streams.people.handle(person, { type: 'RecordOptOut', optOut48 }, ctx.metadata);
        return recorded('rejected' in outcome ? outcome : { person, position: outcome.position });
      },
    ),
  });
}
