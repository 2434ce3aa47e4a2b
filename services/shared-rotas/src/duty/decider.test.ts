import { specify } from '@weft/eventing/testing';
import { expect, test } from 'vitest';
import { aDuty, aPlace, ids } from '../testing.ts';
import { type DutyCommand, dutyStream } from './decider.ts';
import { bookingDeclined, dutyChanged, dutyCleared, dutyFilled, dutyOpened, dutyWithdrawn } from './events.ts';

const given = specify(dutyStream.decider);
const duty = aDuty('d1');
const opened = dutyOpened.create(duty);
const place = (person: string, of = duty) => aPlace(of, person)[1];
const fill = (person: string, replaces: string | null = null): DutyCommand => ({
  type: 'FillDuty',
  filled: place(person).data,
  replaces,
});
const edit = { at: '2026-02-01T00:00:00.000Z', hasReason: false };
/** Code of the booking that a command declines. */
const declinedBy = (decided: ReturnType<ReturnType<typeof given>['when']>, code: string) =>
  decided.yields(
    expect.objectContaining({ type: 'BookingDeclined', data: expect.objectContaining({ code }) }) as never,
  );
const cleared = (person: string, changes: object = {}) =>
  dutyCleared.create({
    duty: duty.duty,
    rota: duty.rota,
    person: ids.person(person),
    booking: ids.booking(`d1~${person}`),
    because: 'cleared',
    movedTo: null,
    reassignedTo: null,
    ...changes,
  });

test('a place is taken once; who comes late is declined for good', () => {
  given(opened).when(fill('p1')).yields(place('p1'));
  given(opened, place('p1')).when(fill('p1')).yields();
  declinedBy(given(opened, place('p1')).when(fill('p2')), 'full');
  declinedBy(given(opened, place('p1'), cleared('p1')).when(fill('p1')), 'booking-ended');
  given().when(fill('p1')).refuses('no-such-duty');
});

test('a duty for two takes two, and nobody twice', () => {
  const pair = dutyOpened.create({ ...duty, count: 2 });
  given(pair, place('p1')).when(fill('p2')).yields(place('p2'));
  declinedBy(given(pair, place('p1'), place('p2')).when(fill('p3')), 'full');
  const again: DutyCommand = {
    type: 'FillDuty',
    filled: { ...place('p1').data, booking: ids.booking('other') },
    replaces: null,
  };
  declinedBy(given(pair, place('p1')).when(again), 'already-on-duty');
});

test('a place changes hands in one decision; only the booking that holds it can be replaced', () => {
  given(opened, place('p1'))
    .when(fill('p2', 'd1~p1'))
    .yields(cleared('p1', { because: 'reassigned', reassignedTo: 'p2' }), place('p2'));
  declinedBy(given(opened).when(fill('p2', 'd1~p1')), 'not-on-duty');
});

test('a booking for other times, or for a duty that is gone, is declined', () => {
  const later = dutyChanged.create({ ...duty, end: '2026-03-02T18:00:00Z' });
  declinedBy(given(opened, later).when(fill('p1')), 'changed');
  const gone = dutyWithdrawn.create({ duty: duty.duty, rota: duty.rota, because: 'hand' });
  declinedBy(given(opened, gone).when(fill('p1')), 'withdrawn');
});

test('a duty with people on it is neither changed nor withdrawn by demand; by hand it takes them off', () => {
  const change: DutyCommand = { type: 'OpenDuty', duty: { ...duty, code: 'N' } };
  given(opened, place('p1')).when(change).refuses('duty-filled');
  given(opened)
    .when(change)
    .yields(dutyChanged.create({ ...duty, code: 'N' }));
  given(opened).when({ type: 'OpenDuty', duty }).yields();
  const withdraw = { type: 'WithdrawDuty', because: 'template', evenFilled: false, ...edit } as const;
  given(opened, place('p1')).when(withdraw).refuses('duty-filled');
  given(opened, place('p1'))
    .when({ ...withdraw, because: 'hand', evenFilled: true })
    .yields(
      cleared('p1', { because: 'withdrawn' }),
      dutyWithdrawn.create({ duty: duty.duty, rota: duty.rota, because: 'hand' }),
    );
});

test('what is over is edited with a reason only', () => {
  const takeOff = { type: 'TakeOff', person: 'p1', at: '2026-03-03T00:00:00.000Z' } as const;
  given(opened, place('p1'))
    .when({ ...takeOff, hasReason: false })
    .refuses('past-duty');
  given(opened, place('p1'))
    .when({ ...takeOff, hasReason: true })
    .yields(cleared('p1'));
  given(opened)
    .when({ ...takeOff, hasReason: true })
    .refuses('not-on-duty');
});

test('a duty ends after it starts, and keeps its rota', () => {
  given()
    .when({ type: 'OpenDuty', duty: { ...duty, end: duty.start } })
    .refuses('duty-ends-before-start');
  given(opened)
    .when({ type: 'OpenDuty', duty: { ...duty, rota: ids.rota('other') } })
    .refuses('duty-exists');
});

test('pins come and go; a repointed place names the person it now belongs to', () => {
  const filled = dutyFilled.create({ ...place('p1').data, pinned: true });
  given(opened, filled).when({ type: 'PinDuty', person: 'p1' }).yields();
  const repoint = { type: 'RepointDuty', booking: 'd1~p1', person: ids.person('p2') } as const;
  const repointed = given(opened, filled).when(repoint);
  repointed.yields(
    expect.objectContaining({
      type: 'DutyRepointed',
      data: expect.objectContaining({ person: 'p2', from: 'p1' }),
    }) as never,
  );
});

test('a withdrawn duty is opened again when the demand comes back', () => {
  const gone = dutyWithdrawn.create({ duty: duty.duty, rota: duty.rota, because: 'template' });
  given(opened, gone).when({ type: 'OpenDuty', duty }).yields(opened);
});

test('a booking that was declined stays declined when a place is free', () => {
  const { duty: id, rota, person, booking } = place('p2').data;
  const declined = bookingDeclined.create({
    duty: id,
    rota,
    person,
    booking,
    code: 'full',
    because: 'The place is taken.',
  });
  declinedBy(given(opened, place('p1'), declined, cleared('p1')).when(fill('p2')), 'booking-ended');
});

test('a duty of no length is refused, however its instants are written', () => {
  given()
    .when({ type: 'OpenDuty', duty: { ...duty, end: '2026-03-02T08:00:00.000Z' } })
    .refuses('duty-ends-before-start');
});
