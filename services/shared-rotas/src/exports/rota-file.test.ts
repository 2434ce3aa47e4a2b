import { checkPerson, readRotaFile, rotaOf, writeRotaFile } from '@weft/rostering';
import type { Actor } from '@weft/service-kit';
import { beforeEach, expect, test } from 'vitest';
import { now } from '../board/moment.ts';
import { rotaAt } from '../board/state.ts';
import { boardView } from '../board/view.ts';
import { leaveEntered } from '../diary/events.ts';
import { dutyOpened } from '../duty/events.ts';
import { networkIn } from '../facts/network-facts.ts';
import { findingsJudge } from '../findings/judge.ts';
import { linesAt } from '../lines/state.ts';
import { linesView } from '../lines/view.ts';
import { rotaOpened } from '../rota/events.ts';
import { aDuty, aPlace, aRota, hearNetwork, hearPerson, ids, type Projected, projected } from '../testing.ts';
import { rotaFileOf } from './rota-file.ts';

let world: Projected;
const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
const operator: Actor = { person: 'operator', organisation: 'WEFT', roles: ['operator'] };
const sources = (actor: Actor) => ({
  rows: world.rows,
  network: networkIn(world.rows),
  judge: findingsJudge(),
  actor,
  today: '2026-02-01',
  holidayOn: () => null,
});
const fileFor = (actor: Actor) => rotaFileOf(sources(actor), rotaAt(world.rows, 'ent', now)!);

beforeEach(() => {
  world = projected([boardView, linesView]);
  hearNetwork(world);
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  world.hear('network.TravelSet.v1', { from: 'RA430', to: 'RBD01', minutes: 41, by: 'person' });
  const other = aRota({ rota: ids.rota('other'), owner: ids.organisation('RBD'), sites: [ids.site('RBD01')] });
  const there = aDuty('there', {
    rota: ids.rota('other'),
    site: ids.site('RBD01'),
    start: '2026-03-02T20:00:00Z',
    end: '2026-03-03T08:00:00Z',
  });
  world.take(
    '2026-01-01T00:00:00.000Z',
    rotaOpened.create(aRota()),
    rotaOpened.create(other),
    dutyOpened.create(aDuty('d1')),
    dutyOpened.create(aDuty('gap')),
    dutyOpened.create(there),
    ...aPlace(aDuty('d1'), 'p1'),
    ...aPlace(there, 'p1'),
    leaveEntered.create({
      id: 'l1' as never,
      person: ids.person('p1'),
      kind: 'annual',
      from: '2026-03-03',
      to: '2026-03-05',
      origin: null,
    }),
  );
});

test('the file is read back without a problem, gaps and leave included', () => {
  const read = readRotaFile(writeRotaFile(fileFor(operator)));
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  expect(read.file.duties.map(({ id }) => id)).toEqual(['d1', 'gap', 'there']);
  expect(read.file.assignments).toHaveLength(2);
  expect(read.file.travelMinutes).toEqual([{ from: 'RA430', to: 'RBD01', minutes: 41 }]);
  expect(read.file.leave).toHaveLength(1);
});

test('whoever judges the file finds what is found here', () => {
  const { frame, people } = rotaOf(fileFor(operator));
  const [judged] = sources(operator).judge.judge({
    rows: world.rows,
    network: networkIn(world.rows),
    lines: linesAt(world.rows, ['p1'], now),
    period: aRota().period,
  }).people;
  const found = people.flatMap(({ person, duties }) => checkPerson(frame, person, duties));
  expect(found.length).toBeGreaterThan(1);
  expect(found).toEqual(judged?.findings);
});

test('work on a rota that the reader may not see is busy time elsewhere', () => {
  const file = fileFor(manager);
  expect(file.duties.find(({ id }) => id === 'there')).toMatchObject({
    site: 'elsewhere',
    start: '2026-03-02T20:00:00Z',
  });
  expect(JSON.stringify(file)).not.toContain('RBD01');
  expect(readRotaFile(writeRotaFile(file))).toHaveProperty('file');
});
