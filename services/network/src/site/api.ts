import { Site } from '@weft/contracts';
import { accepted, commands } from '@weft/service-kit';
import type { Coming, Records } from '../records.ts';
import type { SiteCommand } from './decider.ts';

/** The command that records a site, with the facts that it is decided on. */
export async function recordSite(site: Site, records: Records, coming?: Coming): Promise<SiteCommand> {
  const codes = [...new Set(site.organisations.map(({ code }) => code))];
  const known = await Promise.all(codes.map((code) => records.organisation(code, coming)));
  return { type: 'RecordSite', site, unknown: codes.filter((_code, index) => !known[index]) };
}

/** Procedures that change sites. */
export const siteCommands = (records: Records) => ({
  record: commands(['operator'], Site.shape).mutation(async ({ ctx, input }) => {
    const site = Site.parse(input);
    const command = await recordSite(site, records);
    const { position } = accepted(await records.sites.handle(site.code, command, ctx.metadata));
    return { position };
  }),
});
