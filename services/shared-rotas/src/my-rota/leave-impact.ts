import type { Rows } from '@weft/eventing';
import { addDays, instantOf } from '@weft/rostering';
import { now } from '../board/moment.ts';
import { dutiesAt, dutyNow } from '../board/state.ts';
import type { Network } from '../facts/network-facts.ts';
import { knownPerson } from '../facts/workforce-facts.ts';
import { linesAt } from '../lines/state.ts';
import { ZONE } from '../zone.ts';
import { myDuties } from './my-duties.ts';

/** Colleagues of rotas on which somebody works so many days around the leave count as theirs. */
const AROUND_DAYS = 56;

type Asked = { readonly person: string; readonly from: string; readonly to: string };
type Facts = { readonly rows: Rows; readonly network: Network };

/** One part of a day that would have fewer people: all duties of a role at a site and service that start on it. */
export type SessionCover = {
  readonly date: string;
  readonly site: string;
  readonly siteName: string;
  readonly service: string;
  readonly role: string;
  readonly need: number;
  readonly have: number;
  /** How many are left without the person. */
  readonly left: number;
};

/** What leave on the local days [from, to) would touch, before it is asked for. */
export function leaveImpact({ rows, network }: Facts, { person, from, to }: Asked) {
  const [start, end] = [instantOf(ZONE, from, '00:00'), instantOf(ZONE, to, '00:00')];
  const around = myDuties(rows, { person, from: addDays(from, -AROUND_DAYS), to: addDays(to, AROUND_DAYS) }).filter(
    ({ status }) => status !== 'cancelled',
  );
  const duties = around.filter((duty) => Date.parse(duty.start) < end && Date.parse(duty.end) > start);
  const rotas = [...new Set(around.map(({ rota }) => rota))];
  return {
    duties: duties.map(({ duty, code, date, start: begins, end: ends, role, site }) => ({
      ...{ duty, code, date, start: begins, end: ends, role },
      siteName: network.sites.get(site as never)?.name ?? site,
    })),
    cover: coverWithout({ rows, network }, duties),
    ...awayBeside({ rows, network }, { person, from, to, rotas }),
  };
}

function coverWithout({ rows, network }: Facts, duties: readonly { duty: string; rota: string }[]): SessionCover[] {
  const sessions = new Map<string, SessionCover>();
  for (const { duty, rota } of duties) {
    const mine = dutyNow(rows, duty)?.duty;
    if (!mine) continue;
    const { date, site, service, role } = mine;
    const key = `${date} ${site} ${service} ${role}`;
    const before = sessions.get(key);
    if (before) {
      sessions.set(key, { ...before, left: before.left - 1 });
      continue;
    }
    const beside = dutiesAt(rows, { rota, from: date, to: addDays(date, 1) }, now).filter(
      (one) => !one.withdrawn && one.duty.site === site && one.duty.service === service && one.duty.role === role,
    );
    const need = beside.reduce((sum, one) => sum + one.duty.count, 0);
    const have = beside.reduce((sum, one) => sum + one.filled.length, 0);
    const siteName = network.sites.get(site)?.name ?? site;
    sessions.set(key, { date, site, siteName, service, role, need, have, left: have - 1 });
  }
  return [...sessions.values()];
}

/** Colleagues on leave on any of the days: by name where an employer is shared, else only how many. Never why. */
function awayBeside({ rows, network }: Facts, { person, from, to, rotas }: Asked & { rotas: readonly string[] }) {
  const employersOf = (id: string) =>
    (knownPerson(rows, id)?.employments ?? []).map(({ employer }) => network.codeOn(employer, from));
  const own = new Set(employersOf(person));
  const people = rows
    .all<{ person: string }>(
      `SELECT DISTINCT person FROM board_places WHERE to_position IS NULL
       AND rota IN (SELECT value FROM json_each(?)) AND person != ? ORDER BY person`,
      JSON.stringify(rotas),
      person,
    )
    .map((row) => row.person);
  const away = linesAt(rows, people, now).flatMap((line) =>
    line.leave
      .filter((leave) => leave.from < to && leave.to > from)
      .map((leave) => ({ person: line.person, from: leave.from, to: leave.to })),
  );
  const named = away.filter((one) => employersOf(one.person).some((code) => own.has(code)));
  return {
    away: named.map((one) => ({ ...one, name: knownPerson(rows, one.person)?.name ?? one.person })),
    awayElsewhere: new Set(away.filter((one) => !named.includes(one)).map((one) => one.person)).size,
    colleagues: people.length,
  };
}
