import { accepted, commands, notYours } from '@weft/service-kit';
import { localDay } from '../local-day.ts';
import type { Coming, Records } from '../records.ts';
import { organisationOn } from '../site/on-day.ts';
import { type HostServiceCommand, hostServiceId } from './decider.ts';
import { HostService } from './events.ts';

/** The command that records a service of a site, with the facts that it is decided on. */
export async function recordHostService(
  hostService: HostService,
  records: Records,
  coming?: Coming,
): Promise<HostServiceCommand> {
  const { site, operator } = hostService;
  return {
    type: 'RecordHostService',
    hostService,
    siteIsKnown: (await records.site(site, coming)) !== null,
    operatorIsKnown: operator === null || (await records.organisation(operator, coming)) !== null,
  };
}

/** Procedures that change what sites offer. */
export const hostServiceCommands = (records: Records) => ({
  record: commands(['rota-manager', 'operator'], HostService.shape).mutation(async ({ ctx, input }) => {
    const hostService = HostService.parse(input);
    const { organisations, sites } = await records.facts({ organisations: [], sites: [hostService.site] });
    const site = sites.get(hostService.site);
    const holder = site && organisationOn(site, localDay(ctx.now()), (code) => organisations.get(code)?.successor);
    if (site && !ctx.actor.roles.includes('operator') && holder !== ctx.actor.organisation)
      throw notYours(`What ${hostService.site} offers is for its own organisation to record.`);
    const command = await recordHostService(hostService, records);
    const { position } = accepted(await records.hostServices.handle(hostServiceId(hostService), command, ctx.metadata));
    return { position };
  }),
});
