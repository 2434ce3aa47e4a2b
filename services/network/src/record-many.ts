import { Arrangement, Organisation, Site } from '@weft/contracts';
import {
  type Accepted,
  type Event,
  type Handler,
  isRejection,
  type Metadata,
  type Position,
  type Rejection,
  type Stream,
} from '@weft/eventing';
import { accepted, commands, Refused, within } from '@weft/service-kit';
import { z } from 'zod';
import { agreeArrangement } from './arrangement/api.ts';
import { arrangementStream, signatories } from './arrangement/decider.ts';
import { recordHostService } from './host-service/api.ts';
import { hostServiceId, hostServiceStream } from './host-service/decider.ts';
import { HostService } from './host-service/events.ts';
import { recordOrganisation } from './organisation/api.ts';
import { organisationStream } from './organisation/decider.ts';
import type { Records } from './records.ts';
import { recordSite } from './site/api.ts';
import { siteStream } from './site/decider.ts';

/** One record on its way in: judged before anything is written, then written. */
type Item = {
  readonly what: string;
  readonly judge: () => Promise<Rejection | null>;
  readonly write: (metadata: Metadata) => Promise<Accepted<Event>>;
};

function itemOf<State, Command, E extends Event, Code extends string>(
  id: string,
  command: Command,
  {
    stream: { category, decider },
    handler,
  }: { readonly stream: Stream<State, Command, E, Code>; readonly handler: Handler<State, Command, E, Code> },
): Item {
  return {
    what: `${category} ${id}`,
    async judge() {
      const decision = decider.decide(command, (await handler.state(id)).state);
      return isRejection(decision) ? decision : null;
    },
    async write(metadata) {
      return accepted(await handler.handle(id, command, within(metadata, `${category}/${id}`)));
    },
  };
}

/**
 * Records many things in one command, for a demonstration or an import: all of them, or none when one is refused.
 * What is there already, and the same, stays as it is.
 */
export const recordMany = (records: Records) =>
  commands(['operator'], {
    organisations: z.array(Organisation).max(5000).default([]),
    sites: z.array(Site).max(5000).default([]),
    services: z.array(HostService).max(5000).default([]),
    arrangements: z.array(Arrangement).max(5000).default([]),
  }).mutation(async ({ ctx, input: { organisations, sites, services, arrangements } }) => {
    const coming = {
      organisations: new Map(organisations.map((organisation) => [organisation.code, organisation])),
      sites: new Map(sites.map((site) => [site.code, site])),
    };
    const waves: readonly Item[][] = [
      await Promise.all(
        organisations.map(async (organisation) =>
          itemOf(organisation.code, await recordOrganisation(organisation, records, coming), {
            stream: organisationStream,
            handler: records.organisations,
          }),
        ),
      ),
      await Promise.all(
        sites.map(async (site) =>
          itemOf(site.code, await recordSite(site, records, coming), { stream: siteStream, handler: records.sites }),
        ),
      ),
      await Promise.all([
        ...services.map(async (service) =>
          itemOf(hostServiceId(service), await recordHostService(service, records, coming), {
            stream: hostServiceStream,
            handler: records.hostServices,
          }),
        ),
        ...arrangements.map(async (arrangement) =>
          itemOf(arrangement.id, await agreeArrangement(arrangement, signatories(arrangement), { records, coming }), {
            stream: arrangementStream,
            handler: records.arrangements,
          }),
        ),
      ]),
    ];
    const judged = await Promise.all(
      waves.flat().map(async (item) => ({ what: item.what, refusal: await item.judge() })),
    );
    const refused = judged.flatMap(({ what, refusal }) => (refusal ? [{ what, ...refusal }] : []));
    const [first] = refused;
    if (first)
      throw new Refused({
        rejected: 'some-refused',
        because: `Nothing was recorded, because ${refused.length} of ${judged.length} records cannot be taken. The first, ${first.what}: ${first.because}`,
        details: { refused },
      });
    let recorded = 0;
    let position: Position | null = null;
    for (const wave of waves)
      for (const { events, position: reached } of await Promise.all(wave.map(({ write }) => write(ctx.metadata)))) {
        if (events.length > 0) recorded += 1;
        if (reached !== null && (position === null || reached > position)) position = reached;
      }
    return { position, recorded };
  });
