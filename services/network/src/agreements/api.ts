import type { Arrangement } from '@weft/contracts';
import type { Rows } from '@weft/eventing';
import { type Actor, asks } from '@weft/service-kit';
import { signatories, waitingFor } from '../arrangement/decider.ts';
import { OnDay, organisationsOn, sitesOn } from '../directory/api.ts';
import { organisationsIn } from '../directory/view.ts';
import { localDay } from '../local-day.ts';
import { nameOn } from '../organisation/on-day.ts';
import { agreementsIn, takesPart } from './view.ts';

const holdsOn = ({ from, to }: Arrangement, day: string) => from <= day && (to === null || day < to);

/** The arrangements that an actor may see: those of their own organisation; all for the operator. */
function visible(rows: Rows, actor: Actor, today: string) {
  const organisations = organisationsIn(rows);
  const isSeen = (arrangement: Arrangement) =>
    actor.roles.includes('operator') ||
    takesPart(arrangement, { organisation: actor.organisation, day: today }, organisations);
  return agreementsIn(rows).flatMap((state) => {
    const arrangement = state.agreed ?? state.proposed?.arrangement;
    if (!arrangement) return [];
    const proposed = state.proposed && isSeen(state.proposed.arrangement) ? state.proposed.arrangement : null;
    if (!isSeen(arrangement) && !proposed) return [];
    const shown = isSeen(arrangement) ? arrangement : (proposed as Arrangement);
    const isAgreed = state.agreed !== null && shown === state.agreed;
    return [{ ...shown, agreed: isAgreed, proposed, waitingFor: proposed ? waitingFor(state) : [] }];
  });
}

/** Queries about arrangements, and the network that they make. */
export const agreementQueries = (rows: Rows) => ({
  /** The caller's own; with `on`, those that hold on that day. Names are those of the term's first day. */
  list: asks('signed-in')
    .input(OnDay)
    .query(({ ctx, input }) => {
      const organisations = organisationsIn(rows);
      const on = input?.on;
      return visible(rows, ctx.actor, localDay(ctx.now()))
        .filter((arrangement) => on === undefined || (arrangement.agreed && holdsOn(arrangement, on)))
        .map((arrangement) => {
          const day = on ?? arrangement.from;
          const names = signatories(arrangement).map((code) => {
            const known = organisations.get(code);
            return [code, known ? nameOn(known, day) : code] as const;
          });
          return { ...arrangement, partiesNamed: Object.fromEntries(names) };
        });
    }),
});

/** The network on a day as a map shows it: who there is, where, and which arrangements join which sites. */
export const overviewQuery = (rows: Rows) =>
  asks('signed-in')
    .input(OnDay)
    .query(({ ctx, input }) => {
      const today = localDay(ctx.now());
      const day = input?.on ?? today;
      const sites = sitesOn(rows, day);
      const arrangements = visible(rows, ctx.actor, today).filter((one) => one.agreed && holdsOn(one, day));
      const links = new Map<string, { from: string; to: string; arrangements: string[] }>();
      for (const { id, providers, sites: hosted } of arrangements)
        for (const provider of providers) {
          const own = sites.filter(({ organisation }) => organisation === provider);
          const home = own.find(({ code, latitude }) => latitude !== null && !hosted.includes(code)) ?? own[0];
          for (const to of hosted) {
            if (!home || home.code === to) continue;
            const link = links.get(`${home.code}~${to}`) ?? { from: home.code, to, arrangements: [] };
            links.set(`${home.code}~${to}`, { ...link, arrangements: [...link.arrangements, id] });
          }
        }
      return { organisations: organisationsOn(rows, day), sites, arrangements, links: [...links.values()] };
    });
