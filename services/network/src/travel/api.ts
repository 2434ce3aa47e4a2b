import { SiteCode, Travel } from '@weft/contracts';
import { accepted, commands, notYours } from '@weft/service-kit';
import { localDay } from '../local-day.ts';
import type { Records } from '../records.ts';
import { organisationOn } from '../site/on-day.ts';
import { pairOf } from './decider.ts';

/** Procedures that change travel times. */
export const travelCommands = (records: Records) => ({
  set: commands(['rota-manager', 'operator'], {
    from: SiteCode,
    to: SiteCode,
    minutes: Travel.shape.minutes,
  }).mutation(async ({ ctx, input: { from, to, minutes } }) => {
    const { organisations, sites } = await records.facts({ organisations: [], sites: [from, to] });
    const unknown = [from, to].filter((code) => !sites.has(code));
    const today = localDay(ctx.now());
    const holders = [...sites.values()].map((site) =>
      organisationOn(site, today, (code) => organisations.get(code)?.successor),
    );
    const mayChange = ctx.actor.roles.includes('operator') || holders.some((code) => code === ctx.actor.organisation);
    if (unknown.length === 0 && !mayChange)
      throw notYours(`Travel between ${from} and ${to} is for the organisations that run them to say.`);
    const id = pairOf(from, to).join('~');
    const travel = { from, to, minutes, by: 'person' as const };
    const { position } = accepted(
      await records.travel.handle(id, { type: 'SetTravel', travel, unknown }, ctx.metadata),
    );
    return { position };
  }),
});
