import { createHash } from 'node:crypto';
import { addDays } from '@weft/rostering';
import type { Service, ServiceDeps } from '@weft/service-kit';
import { networkIn } from '../facts/network-facts.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { myDuties } from '../my-rota/my-duties.ts';
import { localDay } from '../zone.ts';
import { calendarOf } from './calendar.ts';

/** A calendar holds what was and what comes, this many days either way. */
const REACH_DAYS = 400;

/** The hash under which a secret is known. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** GET feed/<secret>.ics: the calendar that the secret opens. Any other address is 404, one that was revoked too. */
export const feedRoutes =
  ({ rows, now }: Pick<ServiceDeps, 'rows' | 'now'>): NonNullable<Service['routes']> =>
  (http) => {
    http.get<{ Params: { file: string } }>('/feed/:file', async (request, reply) => {
      const secret = request.params.file.match(/^([\w-]{20,})\.ics$/)?.[1];
      const found =
        secret && rows.get<{ person: string }>('SELECT person FROM feed_addresses WHERE hash = ?', hashOf(secret));
      if (!found)
        return reply
          .code(404)
          .type('text/plain; charset=utf-8')
          .send('There is no calendar here. It may have been revoked.');
      const today = localDay(now().toISOString());
      const { sites } = networkIn(rows);
      const names = new Map([...sites.values()].map(({ code, name }) => [code as string, name]));
      const duties = myDuties(rows, {
        person: presentIdOf(rows, found.person),
        from: addDays(today, -REACH_DAYS),
        to: addDays(today, REACH_DAYS),
      });
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, max-age=300')
        .send(
          calendarOf(
            duties.map((duty) => ({
              ...duty,
              title: `${duty.code || duty.service}: ${duty.role}${duty.kind === 'on-call' ? ' (on call)' : ''}`,
              place: names.get(duty.site) ?? duty.site,
              rota: duty.rotaName,
            })),
          ),
        );
    });
  };
