import { beforeEach, expect, test } from 'vitest';
import { boardView } from '../board/view.ts';
import { dutyCleared, dutyOpened, dutyRepointed } from '../duty/events.ts';
import { rotaOpened, rotaPublished } from '../rota/events.ts';
import { aDuty, aPlace, aRota, ids, type Projected, projected } from '../testing.ts';
import { myDuties } from './my-duties.ts';
import { myRotaView } from './view.ts';

let world: Projected;
const duty = aDuty('d1');
const rota = aRota();
const published = (version: number) =>
  rotaPublished.create({
    rota: rota.rota,
    version,
    period: rota.period,
    at: `2026-01-0${version + 1}T00:00:00.000Z`,
    leadDays: 50,
    leadDaysAsked: 42,
    gaps: 0,
    overridden: 0,
    rulePack: 'x',
  });
const cleared = (person: string) =>
  dutyCleared.create({
    duty: duty.duty,
    rota: rota.rota,
    person: ids.person(person),
    booking: ids.booking(`d1~${person}`),
    because: 'cleared',
    movedTo: null,
    reassignedTo: null,
  });
const told = (person = 'p1') =>
  myDuties(world.rows, { person, from: '2026-01-01', to: '2027-01-01' }).map(({ status, sequence }) => ({
    status,
    sequence,
  }));

beforeEach(() => {
  world = projected([boardView, myRotaView]);
  world.take('2026-01-01T00:00:00.000Z', rotaOpened.create(rota), dutyOpened.create(duty));
});

test('a draft is told nobody, and a draft that ends leaves nothing', () => {
  world.take('2026-01-01T01:00:00.000Z', ...aPlace(duty, 'p1'));
  expect(told()).toEqual([]);
  world.take('2026-01-01T02:00:00.000Z', cleared('p1'), published(1));
  expect(told()).toEqual([]);
});

test('publication tells the duty, with the name of the rota and when it was published', () => {
  world.take('2026-01-01T01:00:00.000Z', ...aPlace(duty, 'p1'), published(1));
  expect(told()).toEqual([{ status: 'confirmed', sequence: 0 }]);
  expect(myDuties(world.rows, { person: 'p1', from: '2026-03-02', to: '2026-03-03' })).toMatchObject([
    { duty: 'd1', rotaName: 'ENT', code: 'D', publishedAt: '2026-01-02T00:00:00.000Z' },
  ]);
});

test('a change of a published rota is told at once as tentative, and its sequence rises', () => {
  world.take('2026-01-01T01:00:00.000Z', published(1), ...aPlace(duty, 'p1'));
  expect(told()).toEqual([{ status: 'tentative', sequence: 0 }]);
  world.take('2026-01-03T00:00:00.000Z', published(2));
  expect(told()).toEqual([{ status: 'confirmed', sequence: 1 }]);
  world.take('2026-01-04T00:00:00.000Z', cleared('p1'));
  expect(told()).toEqual([{ status: 'cancelled', sequence: 2 }]);
  world.take('2026-01-05T00:00:00.000Z', published(3));
  expect(told()).toEqual([{ status: 'cancelled', sequence: 2 }]);
});

test('a duty outside the published period stays a draft', () => {
  const late = aDuty('d9', { date: '2026-04-20', start: '2026-04-20T08:00:00Z', end: '2026-04-20T16:00:00Z' });
  world.take('2026-01-01T01:00:00.000Z', dutyOpened.create(late), published(1), ...aPlace(late, 'p1'));
  expect(told()).toEqual([]);
});

test('when two records of a person become one, the entry moves with its UID', () => {
  world.take('2026-01-01T01:00:00.000Z', ...aPlace(duty, 'p1'), published(1));
  const { duty: id, rota: of, booking } = cleared('p1').data;
  const repointed = { duty: id, rota: of, booking, person: ids.person('p2'), from: ids.person('p1') };
  world.take('2026-01-04T00:00:00.000Z', dutyRepointed.create(repointed));
  expect(told('p1')).toEqual([]);
  expect(told('p2')).toEqual([{ status: 'confirmed', sequence: 1 }]);
});
