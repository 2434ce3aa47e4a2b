import { type EventLog, Position, type RecordedEvent, type Rows } from '@weft/eventing';
import { dutyKinds } from '../duty/events.ts';
import { decoding } from '../history/decoding.ts';
import { rotaKinds } from '../rota/events.ts';
import { sortOf, type Telling, type TimelineEvent, type Told, toldOf } from './told.ts';

/** So many are told at most: the newest. Who wants more asks again, until the oldest of these. */
const MOST_TOLD = 1000;

const decode = decoding([...dutyKinds, ...rotaKinds]);

/** What is asked: a rota, and the stretch (since, until] of the clock. */
export type Stretch = { readonly rota: string; readonly since: string; readonly until: string };

/**
 * What was done to a rota and its duties in a stretch of time, the newest first: one entry for what one command did of
 * one sort. Read from the log, between the places where the history of the board begins and ends in that time.
 */
export async function changesBetween(
  { log, rows }: { readonly log: EventLog; readonly rows: Rows },
  stretch: Stretch,
  telling: Telling,
): Promise<Told[]> {
  const { after, end } = reachOf(rows, stretch);
  const groups = new Map<string, TimelineEvent[]>();
  for await (const { events } of log.readAll({ after, categories: ['duty', 'rota'] })) {
    for (const stored of events) {
      if (!isIn(stored, stretch)) continue;
      const event = decode(stored);
      const key = `${event.metadata.commandId.split('/', 1)[0]} ${sortOf(event)}`;
      const group = groups.get(key);
      if (group) group.push(event);
      else groups.set(key, [event]);
    }
    if (end !== null && (events.at(-1)?.position ?? '') >= end) break;
  }
  return [...groups.values()]
    .sort((a, b) => (lastOf(a) < lastOf(b) ? 1 : -1))
    .slice(0, MOST_TOLD)
    .map((events) => toldOf(events, telling));
}

const lastOf = (events: readonly TimelineEvent[]): string => (events.at(-1) as TimelineEvent).position;

const isIn = ({ data, metadata }: RecordedEvent, { rota, since, until }: Stretch): boolean =>
  (data as { rota?: string }).rota === rota && metadata.at > since && metadata.at <= until;

const TABLES = ['board_rotas', 'board_duties', 'board_places'] as const;
const STAMPS = TABLES.flatMap((table) => [
  `SELECT from_position AS position, valid_from AS at FROM ${table} WHERE rota = ?1`,
  `SELECT to_position, valid_to FROM ${table} WHERE rota = ?1 AND to_position IS NOT NULL`,
]).join(' UNION ALL ');

/** After which place in the log the stretch begins, and at which it has ended; null where it reaches an end of the log. */
function reachOf(rows: Rows, { rota, since, until }: Stretch) {
  const { after, end } = rows.get<{ after: string | null; end: string | null }>(
    `WITH stamps AS (${STAMPS})
     SELECT max(position) FILTER (WHERE position < ifnull((SELECT min(position) FROM stamps WHERE at > ?2), '~')) AS after,
            min(position) FILTER (WHERE at > ?3) AS "end"
     FROM stamps`,
    rota,
    since,
    until,
  ) ?? { after: null, end: null };
  return { after: after === null ? null : Position.parse(after), end };
}
