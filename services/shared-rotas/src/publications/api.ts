import { RotaId } from '@weft/contracts';
import { daysBetween, publicationNotice } from '@weft/rostering';
import { asks } from '@weft/service-kit';
import { z } from 'zod';
import { now } from '../board/moment.ts';
import { type ReadDeps, seenRota, sourcesFor } from '../board/sources.ts';
import { dutiesAt } from '../board/state.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { findingsOfRota } from '../findings/api.ts';
import { gapsIn } from '../gaps/gaps.ts';
import { isPeriodNew } from '../rota/standing.ts';
import { ZONE } from '../zone.ts';
import { byPerson } from './by-person.ts';
import { checkOf } from './check.ts';
import { type Change, diffOf, touchedBy } from './diff.ts';
import { leadTimes } from './lead-time.ts';
import { publishedDuties } from './published.ts';
import { lastRequest } from './request.ts';

type PublicationRow = {
  version: number;
  at: string;
  by: string;
  organisation: string;
  from_date: string;
  to_date: string;
  lead_days: number;
  lead_days_asked: number;
  gaps: number;
  overridden: number;
  rule_pack: string;
  requested_by: string | null;
  requested_at: string | null;
};

/** What publishing would tell people, and what was published before. */
export const publicationProcedures = (deps: ReadDeps) => ({
  publicationDiff: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(async ({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, network, today } = sources;
      const rota = seenRota(sources, input.rota);
      const diff = diffOf(publishedDuties(rows, rota) ?? [], dutiesAt(rows, { rota: rota.rota, ...rota.period }, now));
      const named = (change: Change) => ({
        ...change,
        siteName: network.sites.get(change.site as never)?.name ?? change.site,
        name: change.person === null ? null : (knownPerson(rows, change.person)?.name ?? change.person),
      });
      const hard = findingsOfRota(sources, rota).filter(({ severity }) => severity === 'hard');
      const days = [...diff.added, ...diff.removed, ...diff.changed].map(({ date }) => date).sort();
      const notice = publicationNotice({
        zone: ZONE,
        publishedAt: deps.now().getTime(),
        firstDay: rota.period.from,
      });
      return {
        /** The version that is published now; null before the first. */
        version: rota.version,
        since: rota.publishedAt,
        leadDays: notice.days,
        leadDaysAsked: notice.limit,
        leadOk: notice.isKept,
        leadRule: `${notice.rule}, ${notice.source}`,
        /** Days until the first day on which anything changes; null when nothing does. */
        noticeDays: days[0] === undefined ? null : daysBetween(today, days[0]),
        added: diff.added.map(named),
        removed: diff.removed.map(named),
        changed: diff.changed.map(named),
        findings: {
          hardOpen: hard.filter(({ overridden }) => !overridden),
          overridden: hard.filter(({ overridden }) => overridden),
        },
        gaps: await gapsIn(sources, { rota: rota.rota, withReasons: 0 }),
      };
    }),

  /** All that is looked at before a publication: what stops it, what warns, who will notice, who has asked for it. */
  publicationCheck: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(async ({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows, network, today } = sources;
      const rota = seenRota(sources, input.rota);
      const diff = diffOf(publishedDuties(rows, rota) ?? [], dutiesAt(rows, { rota: rota.rota, ...rota.period }, now));
      const owner = network.codeOn(rota.owner as never, today);
      return {
        rota: rota.rota,
        name: rota.name,
        ownerName: network.nameOn(rota.owner as never, today),
        /** Whether the reader may ask, approve and publish. */
        isOwn: ctx.actor.roles.includes('operator') || network.codeOn(ctx.actor.organisation as never, today) === owner,
        version: rota.version,
        publishedAt: rota.publishedAt,
        /** Whether a new version would differ from the last one. */
        isChanged: isPeriodNew(rows, rota) || touchedBy(diff).size > 0,
        lead: leadTimes(rota.period, deps.now(), today),
        request: lastRequest(rows, rota),
        rows: await checkOf(sources, rota, deps.now()),
        people: byPerson(diff).map((one) => ({
          ...one,
          name: knownPerson(rows, one.person)?.name ?? one.person,
        })),
        duties: diff.changed,
      };
    }),

  publications: asks(['rota-manager', 'operator'])
    .input(z.object({ rota: RotaId }))
    .query(({ ctx, input }) => {
      const sources = sourcesFor(deps, ctx.actor);
      const { rows } = sources;
      const rota = seenRota(sources, input.rota);
      return rows
        .all<PublicationRow>(
          `SELECT p.version, p.at, p.by, p.organisation, from_date, to_date, lead_days, lead_days_asked, gaps, overridden,
             rule_pack, r.by AS requested_by, r.at AS requested_at
           FROM publications p LEFT JOIN publication_requests r
             ON r.rota = p.rota AND r.version = p.version AND r.stands = 'approved'
           WHERE p.rota = ? ORDER BY p.version DESC`,
          rota.rota,
        )
        .map((row) => ({
          version: row.version,
          at: row.at,
          by: row.by,
          byName: knownPerson(rows, row.by)?.name ?? row.by,
          organisation: row.organisation,
          period: { from: row.from_date, to: row.to_date },
          leadDays: row.lead_days,
          leadDaysAsked: row.lead_days_asked,
          leadOk: row.lead_days >= row.lead_days_asked,
          gaps: row.gaps,
          overridden: row.overridden,
          rulePack: row.rule_pack,
          /** The first stamp; null where it was published in one step. */
          requested: row.requested_by
            ? {
                by: row.requested_by,
                byName: knownPerson(rows, row.requested_by)?.name ?? row.requested_by,
                at: row.requested_at as string,
              }
            : null,
        }));
    }),
});
