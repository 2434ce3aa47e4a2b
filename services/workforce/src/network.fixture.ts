import { randomUUID } from 'node:crypto';
import { type Arrangement, networkContracts, type Organisation, type Site } from '@weft/contracts';
import { type Bus, type EventLog, eventKind, openRows, type Position, type Recorded, run } from '@weft/eventing';
import { z } from 'zod';

const published = eventKind('NetworkPublished', z.object({ subject: z.string(), data: z.unknown() }));

/** A service that publishes what the test tells it to, in the words of network's contracts. */
export async function startNetwork(log: EventLog, bus: Bus) {
  const running = await run(
    { log, bus, rows: openRows(':memory:') },
    {
      service: 'network',
      categories: [{ category: 'fact', kinds: [published] }],
      views: [],
      contractViews: [],
      reactions: [],
      contractReactions: [],
      publish: (event: Recorded) => [event.data as { subject: string; data: unknown }],
    },
  );
  return {
    stop: () => running.stop(),
    async publish(subject: keyof typeof networkContracts, data: unknown): Promise<Position> {
      const { position } = await log.append('fact-all', 'any', [
        {
          id: randomUUID(),
          type: published.type,
          version: 1,
          data: { subject, data: networkContracts[subject].parse(data) },
          metadata: {
            commandId: randomUUID(),
            at: '2026-03-02T09:00:00.000Z',
            actor: { person: 'test', organisation: 'WEFT' },
          },
        },
      ]);
      return position as Position;
    },
  };
}

/** An organisation under one name. */
export const trust = (code: string, name: string, successor: { code: string; on: string } | null = null) =>
  ({
    code,
    kind: 'nhs-trust',
    names: [{ name, from: null, to: null }],
    successor,
    source: 'invented',
  }) as unknown as Organisation;

/** A site that one organisation has always run. */
export const siteOf = (code: string, organisation: string) =>
  ({
    code,
    name: `Site ${code}`,
    organisations: [{ code: organisation, from: null, to: null }],
    postcode: null,
    latitude: null,
    longitude: null,
    source: 'invented',
  }) as unknown as Site;

/** People of some organisations work at sites of others. */
export const arrangementOf = (
  id: string,
  {
    providers,
    hosts,
    staffGroups = [],
    to = null,
  }: { providers: string[]; hosts: string[]; staffGroups?: string[]; to?: string | null },
) =>
  ({
    id,
    name: `Arrangement ${id}`,
    type: 'visiting-service',
    from: '2024-01-01',
    to,
    providers,
    hosts,
    sites: ['RA430'],
    services: [],
    staffGroups,
    parties: {
      employer: null,
      payer: null,
      hostSite: null,
      hostOrganisation: null,
      operator: null,
      governance: null,
      indemnifier: null,
      dataController: null,
      rotaOwner: null,
    },
    credentials: [],
  }) as unknown as Arrangement;
