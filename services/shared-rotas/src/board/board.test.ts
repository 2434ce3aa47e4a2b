import type { Actor } from '@weft/service-kit';
import { beforeEach, expect, test } from 'vitest';
import { leaveEntered, overrideRecorded } from '../diary/events.ts';
import { dutyCleared, dutyOpened, dutyPinned } from '../duty/events.ts';
import { networkIn } from '../facts/network-facts.ts';
import { findingsJudge } from '../findings/judge.ts';
import { linesView } from '../lines/view.ts';
import { overridesView } from '../overrides/view.ts';
import { rotaOpened, rotaPublished } from '../rota/events.ts';
import { aDuty, aPlace, aRota, hearPerson, ids, type Projected, projected } from '../testing.ts';
import { type BoardAsked, boardOf } from './board.ts';
import { momentOf } from './moment.ts';
import { rotaAt } from './state.ts';
import { boardView } from './view.ts';

const manager: Actor = { person: 'm1', organisation: 'RA4', roles: ['rota-manager'] };
const period = { from: '2026-03-02', to: '2026-03-16' };
const noPublication = { leadDaysAsked: 42, gaps: 0, overridden: 0, rulePack: 'x' };
let world: Projected;

const rota = (id: string, owner: string) =>
  rotaOpened.create(aRota({ rota: ids.rota(id), name: id.toUpperCase(), owner: ids.organisation(owner) }));

function board(asked: Partial<Omit<BoardAsked, 'rota'>> & { rota?: string; actor?: Actor } = {}) {
  const moment = asked.moment ?? momentOf(undefined);
  const state = rotaAt(world.rows, asked.rota ?? 'ent', moment);
  if (!state) throw new Error('There is no such rota.');
  const sources = {
    rows: world.rows,
    network: networkIn(world.rows),
    judge: findingsJudge(),
    actor: asked.actor ?? manager,
    today: '2026-02-01',
    holidayOn: () => null,
  };
  return boardOf(sources, { rota: state, ...period, ...asked, moment } as BoardAsked);
}

const first = aDuty('d1');
const tight = aDuty('d2', { start: '2026-03-02T22:00:00Z', end: '2026-03-03T06:00:00Z' });

beforeEach(() => {
  world = projected([boardView, linesView, overridesView]);
  world.take('2026-01-01T00:00:00.000Z', rota('ent', 'RA4'), dutyOpened.create(first), dutyOpened.create(tight));
  hearPerson(world, { person: 'p1', name: 'Ada Example' });
  hearPerson(world, { person: 'p2', name: 'Bo Sample', grade: 'nurse' });
});

test('people whom the duties could use are on the board before anybody is placed, others are not', () => {
  expect(board().people).toMatchObject([{ person: 'p1', name: 'Ada Example', grade: 'registrar', nights: 0 }]);
});

test('a placement is shown on the duty, and counts in the hours of the person', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(first, 'p1'));
  const { duties, people } = board();
  expect(duties.find(({ id }) => id === 'd1')?.filled).toMatchObject([
    { person: 'p1', employer: 'RA4', pinned: false },
  ]);
  expect(people[0]?.hours).toEqual({ rostered: 8, contracted: 40 });
});

test('a breach is found with its rule, source, number and mend', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(first, 'p1'), ...aPlace(tight, 'p1'));
  const finding = board().findings.find(({ rule }) => rule === 'RD-REST11');
  expect(finding).toMatchObject({ person: 'p1', severity: 'hard', value: 6, limit: 11, duties: ['d1', 'd2'] });
  expect(finding?.sentence).toContain('RD-REST11: 6 h');
  expect(finding?.source).toContain('TCS');
  expect(finding?.overridden).toBeNull();
});

test('an unexpired override in the register covers the finding, an expired one does not', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(first, 'p1'), ...aPlace(tight, 'p1'));
  const override = (expires: string) =>
    overrideRecorded.create({
      person: ids.person('p1'),
      rule: 'RD-REST11',
      from: '2026-03-01',
      to: '2026-03-08',
      reason: 'Nobody else in the region',
      role: 'Medical director',
      expires,
      at: '2026-01-02T00:00:00Z',
    });
  world.take('2026-01-02T00:00:00.000Z', override('2026-01-31'));
  expect(board().findings.find(({ rule }) => rule === 'RD-REST11')?.overridden).toBeNull();
  world.take('2026-01-02T00:00:00.000Z', override('2026-04-01'));
  expect(board().findings.find(({ rule }) => rule === 'RD-REST11')?.overridden).toMatchObject({
    role: 'Medical director',
  });
});

test('work on a rota that the reader may not see is busy time; the finding keeps its numbers and loses the rest', () => {
  world.take('2026-01-02T00:00:00.000Z', rota('other', 'RBD'));
  const there = { ...tight, rota: ids.rota('other'), duty: ids.duty('d9') };
  world.take('2026-01-02T00:00:00.000Z', dutyOpened.create(there), ...aPlace(first, 'p1'), ...aPlace(there, 'p1'));
  const { people, findings } = board();
  expect(people[0]?.elsewhere).toEqual([{ start: tight.start, end: tight.end, place: null }]);
  expect(findings.find(({ rule }) => rule === 'RD-REST11')).toMatchObject({ duties: ['d1'], mend: null, value: 6 });
  const operator: Actor = { person: 'operator', organisation: 'WEFT', roles: ['operator'] };
  expect(board({ actor: operator }).people[0]?.elsewhere).toMatchObject([{ place: { duty: 'd9', rota: 'other' } }]);
});

test('the board of a past moment shows who was there then', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(first, 'p1'));
  const [booked, filled] = aPlace(first, 'p1');
  const { duty, rota: of, person, booking } = filled.data;
  world.take(
    '2026-01-05T00:00:00.000Z',
    dutyPinned.create({ duty, rota: of, person, booking }),
    dutyCleared.create({ duty, rota: of, person, booking, because: 'cleared', movedTo: null, reassignedTo: null }),
  );
  expect(booked?.type).toBe('TimeBooked');
  const filledAt = (asAt?: string) =>
    board({ moment: momentOf(asAt) }).duties.find(({ id }) => id === 'd1')?.filled.length;
  expect(filledAt()).toBe(0);
  expect(filledAt('2026-01-03T00:00:00Z')).toBe(1);
  expect(filledAt('2026-01-01T12:00:00Z')).toBe(0);
});

test('after publication the board marks what changed since, and a pin is no change', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(first, 'p1'));
  const version = { version: 1, period, at: '2026-01-03T00:00:00Z', leadDays: 58, ...noPublication };
  world.take('2026-01-03T00:00:00.000Z', rotaPublished.create({ rota: ids.rota('ent'), ...version }));
  const [, filled] = aPlace(first, 'p1');
  const { duty, rota: of, person, booking } = filled.data;
  world.take('2026-01-04T00:00:00.000Z', dutyPinned.create({ duty, rota: of, person, booking }));
  const marked = () =>
    board()
      .duties.filter((each) => each.changedSincePublication)
      .map(({ id }) => id);
  expect(marked()).toEqual([]);
  world.take('2026-01-04T00:00:00.000Z', ...aPlace(tight, 'p1'));
  expect(marked()).toEqual(['d2']);
});

test('leave is shown with its days, and duties on it are a finding', () => {
  world.take('2026-01-02T00:00:00.000Z', ...aPlace(first, 'p1'));
  world.take(
    '2026-01-02T00:00:00.000Z',
    leaveEntered.create({
      id: 'l1' as never,
      person: ids.person('p1'),
      kind: 'annual',
      from: '2026-03-02',
      to: '2026-03-04',
      origin: null,
    }),
  );
  const { people, findings } = board();
  expect(people[0]?.leave).toEqual([{ kind: 'annual', from: '2026-03-02', to: '2026-03-04' }]);
  expect(findings.some(({ rule }) => rule === 'LEAVE')).toBe(true);
});
