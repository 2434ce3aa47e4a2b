import { beforeEach, expect, test } from 'vitest';
import { momentOf, now } from '../board/moment.ts';
import { leaveEntered } from '../diary/events.ts';
import { networkIn } from '../facts/network-facts.ts';
import { linesAt } from '../lines/state.ts';
import { linesView } from '../lines/view.ts';
import { aDuty, aPlace, hearNetwork, hearPerson, ids, type Projected, projected } from '../testing.ts';
import { findingsJudge, type Judge } from './judge.ts';

let world: Projected;
let judge: Judge;
const period = { from: '2026-03-02', to: '2026-03-16' };
const early = aDuty('early', { start: '2026-03-03T07:00:00Z', end: '2026-03-03T15:00:00Z', site: ids.site('RBD01') });

beforeEach(() => {
  world = projected([linesView]);
  hearNetwork(world);
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  world.take('2026-01-01T00:00:00.000Z', ...aPlace(aDuty('late', { end: '2026-03-02T19:30:00Z' }), 'p1'));
  world.take('2026-01-01T00:00:00.000Z', ...aPlace(early, 'p1'));
  judge = findingsJudge();
});

const findings = (moment: Parameters<typeof linesAt>[2] = now) =>
  judge.judge({ rows: world.rows, network: networkIn(world.rows), lines: linesAt(world.rows, ['p1'], moment), period })
    .people[0]!.findings;
const rulesIn = (moment?: Parameters<typeof linesAt>[2]) => new Set(findings(moment).map(({ rule }) => rule));

test('the rules are asked once as long as nothing that they rest on changes', () => {
  expect(findings()).toBe(findings());
});

test('travel, leave and employments make the rules judge anew', () => {
  expect(rulesIn()).not.toContain('RD-REST11');
  world.hear('network.TravelSet.v1', { from: 'RA430', to: 'RBD01', minutes: 41, by: 'person' });
  expect(rulesIn()).toContain('RD-REST11');
  expect(rulesIn()).not.toContain('LEAVE');
  const leave = { id: 'l1' as never, person: ids.person('p1'), kind: 'annual' as const, origin: null };
  world.take('2026-02-01T00:00:00.000Z', leaveEntered.create({ ...leave, from: '2026-03-03', to: '2026-03-04' }));
  expect(rulesIn()).toContain('LEAVE');
  hearPerson(world, { person: 'p1', name: 'Ada Example', pack: 'WTR' });
  expect(rulesIn()).not.toContain('RD-REST11');
});

test('a line of the past is judged as it was', () => {
  const leave = { id: 'l1' as never, person: ids.person('p1'), kind: 'annual' as const, origin: null };
  world.take('2026-02-01T00:00:00.000Z', leaveEntered.create({ ...leave, from: '2026-03-03', to: '2026-03-04' }));
  expect(rulesIn(momentOf('2026-01-15T00:00:00Z'))).not.toContain('LEAVE');
  expect(rulesIn()).toContain('LEAVE');
});
