import { specify } from '@weft/eventing/testing';
import { describe, test } from 'vitest';
import { aDuty, aPlace, ids } from '../testing.ts';
import { dutyStream } from './decider.ts';
import {
  bookingDeclined,
  type DutyEvent,
  dutyChanged,
  dutyCleared,
  dutyFilled,
  dutyOpened,
  dutyPinned,
  dutyRepointed,
  dutyUnpinned,
  dutyWithdrawn,
} from './events.ts';

const given = specify(dutyStream.decider);
const duty = aDuty('d1');
type Filled = Extract<DutyEvent, { type: 'DutyFilled' }>['data'];
const filledBy = (person: string): Filled => aPlace(duty, person)[1].data as Filled;
const ada = filledBy('p1');
const bo = filledBy('p2');
const placeOf = ({ duty: id, rota, person, booking }: Filled) => ({ duty: id, rota, person, booking });
const opened = dutyOpened.create(duty);
const cleared = (filled: Filled, why: Partial<Parameters<typeof dutyCleared.create>[0]> = {}) =>
  dutyCleared.create({ ...placeOf(filled), because: 'cleared', movedTo: null, reassignedTo: null, ...why });
const fill = (filled: Filled, replaces: string | null = null) => ({ type: 'FillDuty', filled, replaces }) as const;
const declined = (filled: Filled, code: 'full' | 'withdrawn' | 'booking-ended' | 'not-on-duty', because: string) =>
  bookingDeclined.create({ ...placeOf(filled), code, because });
const before = { at: '2026-02-01T00:00:00.000Z', hasReason: false };
const after = { at: '2026-03-02T16:00:00.000Z', hasReason: false };

describe('a duty', () => {
  test('is filled by the first booking, and declines the second', () => {
    given(opened).when(fill(ada)).yields(dutyFilled.create(ada));
    given(opened, dutyFilled.create(ada))
      .when(fill(bo))
      .yields(declined(bo, 'full', 'The place is taken.'));
  });

  test('that needs two takes two', () => {
    given(dutyOpened.create({ ...duty, count: 2 }), dutyFilled.create(ada))
      .when(fill(bo))
      .yields(dutyFilled.create(bo));
  });

  test('hears of the same booking once', () => {
    given(opened, dutyFilled.create(ada)).when(fill(ada)).yields();
  });

  test('never takes back a booking that it let go or declined', () => {
    given(opened, dutyFilled.create(ada), cleared(ada))
      .when(fill(ada))
      .yields(declined(ada, 'booking-ended', 'This booking was ended before.'));
    given(opened, declined(ada, 'full', 'The place is taken.'))
      .when(fill(ada))
      .yields(declined(ada, 'booking-ended', 'This booking was ended before.'));
  });

  test('changes hands in one step', () => {
    given(opened, dutyFilled.create(ada))
      .when(fill(bo, ada.booking))
      .yields(cleared(ada, { because: 'reassigned', reassignedTo: bo.person }), dutyFilled.create(bo));
  });

  test('does not change hands when the first person is no longer there', () => {
    given(opened)
      .when(fill(bo, ada.booking))
      .yields(declined(bo, 'not-on-duty', 'The person to be replaced no longer holds a place on this duty.'));
  });

  test('that was withdrawn takes nobody', () => {
    given(opened, dutyWithdrawn.create({ duty: duty.duty, rota: duty.rota, because: 'hand' }))
      .when(fill(ada))
      .yields(declined(ada, 'withdrawn', 'The duty was withdrawn.'));
  });

  test('lets people go when it is withdrawn by hand, and stays while it is filled when the template drops it', () => {
    const withdrawn = { duty: duty.duty, rota: duty.rota };
    given(opened, dutyFilled.create(ada))
      .when({ type: 'WithdrawDuty', because: 'hand', evenFilled: true, ...before })
      .yields(cleared(ada, { because: 'withdrawn' }), dutyWithdrawn.create({ ...withdrawn, because: 'hand' }));
    given(opened, dutyFilled.create(ada))
      .when({ type: 'WithdrawDuty', because: 'template', evenFilled: false, ...before })
      .refuses('duty-filled');
  });

  test('is opened once, opened again after it was withdrawn, and changed only while nobody is on it', () => {
    const longer = { ...duty, end: '2026-03-02T18:00:00Z' };
    given(opened).when({ type: 'OpenDuty', duty }).yields();
    given(opened).when({ type: 'OpenDuty', duty: longer }).yields(dutyChanged.create(longer));
    given(opened, dutyFilled.create(ada)).when({ type: 'OpenDuty', duty: longer }).refuses('duty-filled');
    given(opened, dutyWithdrawn.create({ duty: duty.duty, rota: duty.rota, because: 'template' }))
      .when({ type: 'OpenDuty', duty })
      .yields(opened);
    given(opened)
      .when({ type: 'OpenDuty', duty: { ...duty, rota: ids.rota('other') } })
      .refuses('duty-exists');
  });

  test('that ends when it starts is refused, however the instants are written', () => {
    given()
      .when({ type: 'OpenDuty', duty: { ...duty, end: '2026-03-02T08:00:00.000Z' } })
      .refuses('duty-ends-before-start');
  });

  test('that has ended is edited with a reason only', () => {
    const filled = [opened, dutyFilled.create(ada)] as const;
    given(...filled)
      .when({ type: 'TakeOff', person: 'p1', ...after })
      .refuses('past-duty');
    given(...filled)
      .when({ type: 'TakeOff', person: 'p1', ...after, hasReason: true })
      .yields(cleared(ada));
    given(...filled)
      .when({ type: 'TakeOff', person: 'p1', ...before })
      .yields(cleared(ada));
  });

  test('clears nobody who is not on it', () => {
    given(opened)
      .when({ type: 'TakeOff', person: 'p1', ...before })
      .refuses('not-on-duty');
  });

  test('is pinned and unpinned once', () => {
    const filled = [opened, dutyFilled.create(ada)] as const;
    given(...filled)
      .when({ type: 'PinDuty', person: 'p1' })
      .yields(dutyPinned.create(placeOf(ada)));
    given(...filled)
      .when({ type: 'UnpinDuty', person: 'p1' })
      .yields();
    given(...filled, dutyPinned.create(placeOf(ada)))
      .when({ type: 'UnpinDuty', person: 'p1' })
      .yields(dutyUnpinned.create(placeOf(ada)));
  });

  test('names the person by the id they go by after a merge', () => {
    given(opened, dutyFilled.create(ada))
      .when({ type: 'RepointDuty', booking: ada.booking, person: bo.person })
      .yields(dutyRepointed.create({ ...placeOf(ada), person: bo.person, from: ada.person }));
  });
});
