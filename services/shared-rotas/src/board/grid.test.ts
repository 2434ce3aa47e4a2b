import type { Actor } from '@weft/service-kit';
import { beforeEach, expect, test } from 'vitest';
import { leaveEntered, overrideRecorded, timeReleased } from '../diary/events.ts';
import { dutyCleared, dutyOpened, dutyWithdrawn } from '../duty/events.ts';
import { networkIn } from '../facts/network-facts.ts';
import { findingsJudge, type Judge } from '../findings/judge.ts';
import { linesView } from '../lines/view.ts';
import { overridesView } from '../overrides/view.ts';
import { publicHolidayOn } from '../public-holidays.ts';
import { rotaOpened, rotaPublished } from '../rota/events.ts';
import { aDuty, aPlace, aRota, hearNetwork, hearPerson, ids, type Projected, projected } from '../testing.ts';
import { coverIn } from './cover-in.ts';
import { gridOf, type Part } from './grid.ts';
import { momentOf } from './moment.ts';
import { rotaAt } from './state.ts';
import { boardView } from './view.ts';

const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
const operator: Actor = { person: 'operator', organisation: 'WEFT', roles: ['operator'] };
const period = { from: '2026-03-23', to: '2026-04-06' };
const time = '2026-01-02T00:00:00.000Z';
let world: Projected;

const rota = (id: string, owner: string) =>
  rotaOpened.create(
    aRota({
      rota: ids.rota(id),
      name: id.toUpperCase(),
      owner: ids.organisation(owner),
      sites: [ids.site('RA430'), ids.site('RBD01')],
      period,
    }),
  );

const sourcesOf = (actor: Actor, judge = findingsJudge()) => ({
  rows: world.rows,
  network: networkIn(world.rows),
  judge,
  actor,
  today: '2026-02-01',
  holidayOn: publicHolidayOn,
});

function grid({
  from = period.from,
  to = period.to,
  ...asked
}: {
  from?: string;
  to?: string;
  actor?: Actor;
  judge?: Judge;
  part?: Part;
  asAt?: string;
} = {}) {
  const moment = momentOf(asked.asAt);
  const state = rotaAt(world.rows, 'ent', moment);
  if (!state) throw new Error('There is no such rota.');
  return gridOf(sourcesOf(asked.actor ?? manager, asked.judge), { rota: state, from, to, moment, part: asked.part });
}

/** Places as 'name date code flags', in the order told. */
const placesIn = ({ places, people, duties, days, codes }: ReturnType<typeof grid>) =>
  places.duty.map((duty, index) => {
    const day = days[duties.day[duty] as number]?.date;
    const code = codes[duties.kind[duty] as number]?.code;
    return `${people[places.person[index] as number]?.name} ${day} ${code} ${places.flags[index]}`;
  });

const on = (id: string, date: string, changes: Parameters<typeof aDuty>[1] = {}) =>
  aDuty(id, { date, start: `${date}T08:00:00Z`, end: `${date}T16:00:00Z`, ...changes });
const first = on('d1', '2026-03-23');
const second = on('d2', '2026-03-24');
const tight = on('d3', '2026-03-23', { code: 'N', start: '2026-03-23T22:00:00Z', end: '2026-03-24T06:00:00Z' });
const cleared = (duty: typeof first, person: string) => {
  const [, { data }] = aPlace(duty, person);
  return dutyCleared.create({
    duty: data.duty,
    rota: data.rota,
    person: data.person,
    booking: data.booking,
    because: 'cleared',
    movedTo: null,
    reassignedTo: null,
  });
};

beforeEach(() => {
  world = projected([boardView, linesView, overridesView]);
  hearNetwork(world);
  world.take(
    '2026-01-01T00:00:00.000Z',
    rota('ent', 'RA4'),
    ...[first, second, tight].map((duty) => dutyOpened.create(duty)),
  );
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  hearPerson(world, { person: 'p2', name: 'Bo Sample', homeSite: 'RBD01' });
});

test('duties of one kind are one row: code, local times, site and role', () => {
  const { codes, duties, sites, roles } = grid();
  expect(duties.id).toEqual(['d1', 'd3', 'd2']);
  expect(duties.kind).toEqual([0, 1, 0]);
  expect(duties.day).toEqual([0, 0, 1]);
  expect(codes[1]).toMatchObject({
    code: 'N',
    start: '22:00',
    end: '06:00',
    endDay: 1,
    minutes: 480,
    site: 0,
    role: 0,
  });
  expect(sites.slice(0, 2)).toEqual([
    { code: 'RA430', name: 'Hospital RA430', host: 'RA4', hostName: 'Trust RA4' },
    { code: 'RBD01', name: 'Hospital RBD01', host: 'RBD', hostName: 'Trust RBD' },
  ]);
  expect(roles).toEqual(['registrar']);
});

test('a night on which the clocks change is a kind of its own, and its day has 23 hours', () => {
  const night = (id: string, date: string, start: string, end: string) =>
    dutyOpened.create(on(id, date, { code: 'N', start, end }));
  world.take(
    time,
    night('n1', '2026-03-27', '2026-03-27T22:00:00Z', '2026-03-28T06:00:00Z'),
    night('n2', '2026-03-28', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00Z'),
  );
  const { codes, days } = grid();
  const nights = codes.filter(({ code }) => code === 'N');
  expect(nights.map(({ start, end, minutes }) => [start, end, minutes])).toEqual([
    ['22:00', '06:00', 480],
    ['22:00', '06:00', 420],
  ]);
  expect(days.find(({ date }) => date === '2026-03-29')).toMatchObject({ hours: 23, weekday: 7, publicHoliday: null });
  expect(days.find(({ date }) => date === '2026-04-03')).toMatchObject({ hours: 24, publicHoliday: 'Good Friday' });
});

test('a row counts hours against contract, what was carried into the days shown, and the average', () => {
  world.take(time, ...aPlace(first, 'p1'), ...aPlace(second, 'p1'));
  expect(grid().people[0]).toMatchObject({
    name: 'Ada Example',
    employers: [{ code: 'RA4', name: 'Trust RA4' }],
    hours: { rostered: 16, contracted: 40 },
    carried: null,
    average: { limit: 48, weeks: 26 },
    nights: 0,
    home: 0,
  });
  expect(grid().people[1]).toMatchObject({ name: 'Bo Sample', home: 1 });
  const later = grid({ from: '2026-03-30' });
  expect(later.people[0]).toMatchObject({ hours: { rostered: 0, contracted: 20 }, carried: -4 });
  expect(later.people[0]?.average?.hours).toBeCloseTo(16 / 26);
});

test('a finding carries the cells of its person, its rule once, and is counted where it lies outside the days', () => {
  const soon = on('d4', '2026-03-24', { start: '2026-03-24T12:00:00Z', end: '2026-03-24T20:00:00Z' });
  world.take(time, dutyOpened.create(soon), ...aPlace(tight, 'p1'), ...aPlace(soon, 'p1'));
  const { findings, rules, people, outside } = grid();
  const [rest] = findings.filter(({ rule }) => rules[rule]?.rule === 'RD-REST11');
  expect(rest).toMatchObject({ person: 0, severity: 'hard', days: [0, 1], duties: [1, 3] });
  expect(rest?.sentence).toContain('RD-REST11');
  expect(people[0]?.worst).toBe('hard');
  expect(people[1]?.worst).toBeNull();
  expect(outside).toEqual({ hard: 0, soft: 0 });
  const later = grid({ from: '2026-03-30' });
  expect(later.findings).toEqual([]);
  expect(later.outside.hard).toBe(findings.filter(({ severity }) => severity === 'hard').length);
  expect(later.people[0]?.worst).toBe('hard');
});

test('what was found before is found again, and what changed since is seen at once', () => {
  const judge = findingsJudge();
  const override = (role: string) =>
    overrideRecorded.create({
      person: ids.person('p1'),
      rule: 'RD-REST11',
      from: '2026-03-20',
      to: '2026-03-30',
      reason: 'Nobody else in the region',
      role,
      expires: '2026-04-01',
      at: '2026-01-02T00:00:00Z',
    });
  const soon = on('d4', '2026-03-24', { start: '2026-03-24T12:00:00Z', end: '2026-03-24T20:00:00Z' });
  world.take(time, dutyOpened.create(soon), ...aPlace(tight, 'p1'), ...aPlace(soon, 'p1'));
  const rest = () => {
    const { findings, rules } = grid({ judge });
    return findings.find(({ rule }) => rules[rule]?.rule === 'RD-REST11');
  };
  expect(rest()?.overridden).toBeNull();
  expect(rest()?.overridden).toBeNull();
  world.take(time, override('Medical director'));
  expect(rest()?.overridden).toMatchObject({ role: 'Medical director' });
  expect(grid({ judge }).people[0]?.hours.contracted).toBe(40);
  hearPerson(world, { person: 'p1', name: 'Ada Example', wte: 1 });
  expect(grid({ judge }).people[0]?.hours.contracted).toBe(80);
  expect(rest()?.overridden).toMatchObject({ role: 'Medical director' });
});

test('leave is cut at the days shown', () => {
  const away = { id: 'l1' as never, person: ids.person('p1'), kind: 'annual' as const, origin: null };
  world.take(time, leaveEntered.create({ ...away, from: '2026-03-20', to: '2026-03-25' }));
  expect(grid().people[0]?.leave).toEqual([{ kind: 'annual', day: 0, until: 2 }]);
  expect(grid({ from: '2026-03-25' }).people[0]?.leave).toEqual([]);
});

test('time on a rota that the reader may not see is a day and a time, and nothing else', () => {
  const there = { ...second, rota: ids.rota('other'), duty: ids.duty('d9'), site: ids.site('RBD01') };
  world.take(time, rota('other', 'RBD'), dutyOpened.create(there), ...aPlace(there, 'p1'));
  const { start, end } = there;
  expect(grid().people[0]?.elsewhere).toEqual([{ day: 1, start, end, place: null }]);
  expect(grid({ actor: operator }).people[0]?.elsewhere).toMatchObject([
    { day: 1, place: { duty: 'd9', rota: 'other', site: 1, role: 'registrar' } },
  ]);
});

test('after publication it says who is new, who was taken off and which duties went', () => {
  world.take(time, ...aPlace(first, 'p1'));
  const beside = { leadDaysAsked: 42, leadDays: 50, gaps: 0, overridden: 0, rulePack: 'x' };
  world.take(
    '2026-01-03T00:00:00.000Z',
    rotaPublished.create({ rota: ids.rota('ent'), version: 1, period, at: '2026-01-03T00:00:00Z', ...beside }),
  );
  expect([placesIn(grid()), grid().taken.person]).toEqual([['Ada Example 2026-03-23 D 0'], []]);
  world.take(
    '2026-01-04T00:00:00.000Z',
    cleared(first, 'p1'),
    ...aPlace(first, 'p2', { booking: 'b2', pinned: true }),
    dutyWithdrawn.create({ duty: tight.duty, rota: tight.rota, because: 'hand' }),
  );
  const after = grid();
  expect(placesIn(after)).toEqual(['Bo Sample 2026-03-23 D 9']);
  expect(after.duties.flags).toEqual([5, 7, 4]);
  expect(after.taken).toEqual({ person: [0], day: [0], kind: [0] });
  const before = grid({ asAt: '2026-01-03T12:00:00Z' });
  expect([placesIn(before), before.duties.flags]).toEqual([['Ada Example 2026-03-23 D 0'], [4, 4, 4]]);
});

test('the board of a past moment holds what people did then, also of those whose time changed since', () => {
  world.take(time, ...aPlace(first, 'p1'), ...aPlace(first, 'p2', { booking: 'b2' }));
  const then = grid();
  const [{ data }] = aPlace(first, 'p1');
  const { person, booking, duty, rota: of } = data;
  world.take(
    '2026-01-05T00:00:00.000Z',
    cleared(first, 'p1'),
    timeReleased.create({ person, booking, duty, rota: of, because: 'cleared' }),
  );
  expect(grid().people.map(({ hours }) => hours.rostered)).toEqual([0, 8]);
  expect(grid({ asAt: '2026-01-04T00:00:00Z' })).toEqual(then);
});

test('cover is counted by day, site and role; a withdrawn duty needs nobody', () => {
  const more = on('d4', '2026-03-24', { count: 2, role: 'consultant', site: ids.site('RBD01') });
  world.take(time, dutyOpened.create(more), ...aPlace(more, 'p2'), ...aPlace(first, 'p1'));
  world.take(time, dutyWithdrawn.create({ duty: tight.duty, rota: tight.rota, because: 'hand' }));
  const { cover, sites, roles } = grid();
  const told = cover.day.map((day, row) =>
    [
      day,
      sites[cover.site[row] as number]?.code,
      roles[cover.role[row] as number],
      cover.need[row],
      cover.have[row],
    ].join(' '),
  );
  expect(told).toEqual(['0 RA430 registrar 1 1', '1 RA430 registrar 1 0', '1 RBD01 consultant 2 1']);
});

test('some rows are those people with all their duties, beside the duties named and the cover of their days', () => {
  world.take(time, ...aPlace(first, 'p1'), ...aPlace(tight, 'p2'));
  const rows = grid({ part: { people: ['p1', 'p9'], duties: ['d2'] } });
  expect(rows.people.map(({ person }) => person)).toEqual(['p1']);
  expect(rows.duties.id).toEqual(['d1', 'd2']);
  expect(placesIn(rows)).toEqual(['Ada Example 2026-03-23 D 0']);
  expect(rows.cover.day).toEqual([1]);
  expect(grid({ part: { people: ['p2'], duties: null } }).cover.day).toEqual([0, 1]);
});

test('every row alone says what the whole board says of it', () => {
  world.take(time, ...aPlace(tight, 'p1'), ...aPlace(second, 'p1'), ...aPlace(first, 'p2'));
  const whole = grid();
  for (const person of ['p1', 'p2']) {
    const alone = grid({ part: { people: [person], duties: null } });
    expect(alone.people).toEqual(whole.people.filter((row) => row.person === person));
    expect(alone.findings.length).toBe(
      whole.findings.filter((finding) => whole.people[finding.person]?.person === person).length,
    );
  }
});

test('cover of all rotas tells those that the reader may see', () => {
  const there = { ...second, rota: ids.rota('other'), duty: ids.duty('d9'), site: ids.site('RBD01') };
  world.take(time, rota('other', 'RBD'), dutyOpened.create(there));
  const cover = (actor: Actor, asked = {}) => {
    const told = coverIn(sourcesOf(actor), { ...period, moment: momentOf(undefined), ...asked });
    return told.cover.need.map(
      (need, row) =>
        `${told.rotas[told.cover.rota[row] as number]?.rota} ${told.sites[told.cover.site[row] as number]?.code} ${need}`,
    );
  };
  expect(cover(manager)).toEqual(['ent RA430 2', 'ent RA430 1']);
  expect(cover(operator)).toEqual(['ent RA430 2', 'ent RA430 1', 'other RBD01 1']);
  expect(cover(operator, { sites: ['RBD01'] })).toEqual(['other RBD01 1']);
  expect(cover(operator, { rotas: ['ent'] })).toHaveLength(2);
});
