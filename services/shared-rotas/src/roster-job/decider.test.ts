import { DutyId, OrganisationCode, PersonId, RotaId } from '@weft/contracts';
import { specify } from '@weft/eventing/testing';
import { expect, test } from 'vitest';
import { type RosterJobAsked, rosterJobDecider } from './decider.ts';
import {
  RosterApplied,
  RosterApplyBegan,
  RosterFound,
  RosterJobCancelled,
  RosterJobStarted,
  RosterPartFound,
  USUAL_AIMS,
} from './events.ts';

const given = specify(rosterJobDecider);
const asked: RosterJobAsked = {
  rotas: [RotaId.parse('ent')],
  organisation: OrganisationCode.parse('RA4'),
  from: '2026-03-02',
  to: '2026-04-13',
  keep: 'pins',
  seed: 1,
  steps: 100,
  past: false,
  only: { sites: [], roles: [] },
  aims: USUAL_AIMS,
};
const placement = { duty: DutyId.parse('d1'), person: PersonId.parse('p1'), why: 'Only one who could.' };
const started = RosterJobStarted.create(asked);
const part = RosterPartFound.create({ attempt: 'a', placements: [placement] });
const found = RosterFound.create({ attempt: 'a', placements: 1, gaps: [], cost: 0, leaving: [] });
const applied = { filled: 1, refused: [] };

test('a job starts once', () => {
  given().when({ type: 'StartRosterJob', asked }).yields(started);
  given(started).when({ type: 'StartRosterJob', asked }).refuses('job-exists');
});

test('a running job takes its result in parts', () => {
  given(started).when({ type: 'RecordRosterPart', part: part.data }).yields(part);
  given(started, part).when({ type: 'RecordRoster', found: found.data }).yields(found);
});

test('the end of an earlier attempt is not joined to the parts of a later one', () => {
  given(started, part)
    .when({ type: 'RecordRoster', found: { ...found.data, attempt: 'b' } })
    .refuses('roster-part-missing');
});

test('a cancelled job takes no result and cannot be applied', () => {
  const cancelled = RosterJobCancelled.create({});
  given(started).when({ type: 'CancelRosterJob' }).yields(cancelled);
  given(started, cancelled).when({ type: 'CancelRosterJob' }).yields();
  given(started, cancelled).when({ type: 'RecordRoster', found: found.data }).refuses('job-not-running');
  given(started, cancelled).when({ type: 'BeginApply', only: null }).refuses('roster-not-found');
});

test('a found roster is applied once', () => {
  const began = RosterApplyBegan.create({ only: null });
  given(started, part, found).when({ type: 'BeginApply', only: null }).yields(began);
  given(started, part, found, began).when({ type: 'BeginApply', only: null }).yields();
  given(started, part, found, began).when({ type: 'RecordApplied', applied }).yields(RosterApplied.create(applied));
  given(started, part, found, began, RosterApplied.create(applied))
    .when({ type: 'BeginApply', only: null })
    .refuses('already-applied');
});

test('a roster that is being applied is no longer cancelled', () => {
  given(started, part, found, RosterApplyBegan.create({ only: null }))
    .when({ type: 'CancelRosterJob' })
    .refuses('job-not-running');
});

test('a part of a found roster is taken by naming duties of it, at least one', () => {
  const choose = (...duties: string[]) =>
    ({ type: 'BeginApply', only: duties.map((duty) => DutyId.parse(duty)) }) as const;
  given(started, part, found)
    .when(choose('d1'))
    .yields(RosterApplyBegan.create({ only: [DutyId.parse('d1')] }));
  given(started, part, found).when(choose()).refuses('nothing-chosen');
  given(started, part, found).when(choose('d1', 'strange')).refuses('duty-not-found');
});

test('jobs and takings of earlier releases mean all duties, weighed as usual', () => {
  const { only: _only, aims: _aims, ...earlier } = asked;
  expect(RosterJobStarted.decode({ type: 'RosterJobStarted', version: 1, data: earlier }).data).toEqual(asked);
  expect(RosterApplyBegan.decode({ type: 'RosterApplyBegan', version: 1, data: {} }).data).toEqual({ only: null });
});
