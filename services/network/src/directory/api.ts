import { LocalDate } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { organisationsMetIn } from '../agreements/view.ts';
import { localDay } from '../local-day.ts';
import { nameOn } from '../organisation/on-day.ts';
import { organisationOn } from '../site/on-day.ts';
import { hostServicesIn, organisationsIn, sitesIn } from './view.ts';

/** Asks for one day; today when absent. */
export const OnDay = z.object({ on: LocalDate.optional() }).optional();

/** Sites with who runs them on a day, under the name of that day. */
export function sitesOn(rows: Rows, day: string) {
  const organisations = organisationsIn(rows);
  return sitesIn(rows).map((site) => {
    const organisation = organisationOn(site, day, (code) => organisations.get(code)?.successor);
    const known = organisation ? organisations.get(organisation) : undefined;
    return { ...site, organisation, organisationName: known ? nameOn(known, day) : null };
  });
}

/** Organisations with the name of a day. */
export const organisationsOn = (rows: Rows, day: string) =>
  [...organisationsIn(rows).values()].map((organisation) => ({ ...organisation, name: nameOn(organisation, day) }));

/** Queries about organisations, sites and what these offer. Codes and names are public facts. */
export const directoryQueries = (rows: Rows) => ({
  organisations: {
    list: asks('signed-in')
      .input(OnDay)
      .query(({ ctx, input }) => organisationsOn(rows, input?.on ?? localDay(ctx.now()))),
  },
  sites: {
    list: asks('signed-in')
      .input(OnDay)
      .query(({ ctx, input }) => sitesOn(rows, input?.on ?? localDay(ctx.now()))),
  },
  services: {
    /** What the sites of the caller's organisation offer, and of those with which it has an arrangement. */
    list: asks('signed-in').query(({ ctx }) => {
      const services = hostServicesIn(rows);
      if (ctx.actor.roles.includes('operator')) return services;
      const day = localDay(ctx.now());
      const met = organisationsMetIn(rows, ctx.actor.organisation, day);
      const seen = new Set(
        sitesOn(rows, day)
          .filter(({ organisation }) => organisation !== null && met.has(organisation))
          .map(({ code }) => code),
      );
      return services.filter(({ site }) => seen.has(site));
    }),
  },
});
