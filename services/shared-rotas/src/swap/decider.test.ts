import { reject } from '@weft/eventing';
import { specify } from '@weft/eventing/testing';
import { describe, expect, test } from 'vitest';
import { ids } from '../testing.ts';
import { swapDecider } from './decider.ts';
import {
  type SwapPlace,
  swapApproved,
  swapCompleted,
  swapConsented,
  swapDeclined,
  swapExpired,
  swapFailed,
  swapRefused,
  swapRequested,
  swapWithdrawn,
} from './events.ts';

const given = specify(swapDecider);
const [ada, bo, cy] = [ids.person('ada'), ids.person('bo'), ids.person('cy')];
const placeOf = (person: typeof ada, duty: string): SwapPlace => ({
  booking: ids.booking(`${duty}~${person}`),
  duty: ids.duty(duty),
  rota: ids.rota('ent'),
  person,
});
const mine = placeOf(ada, 'monday');
const theirs = placeOf(bo, 'friday');
const at = '2026-03-01T09:00:00Z';
const expires = '2026-03-02T08:00:00Z';
const swap = 'monday~ada.1';
const on = { swap, at };
const check = null;
const broken = reject('hard-rule', 'Bo would rest for 8 hours; at least 11 hours of rest.');

const ask = { type: 'RequestSwap', place: mine, to: bo, inReturn: theirs, expires, at, check } as const;
const asked = swapRequested.create({ swap, place: mine, to: bo, inReturn: theirs, expires });
const offered = swapRequested.create({ swap, place: mine, to: null, inReturn: null, expires });
const agreed = swapConsented.create({ swap, person: bo, inReturn: theirs, isAgreed: true });
const approved = swapApproved.create({ swap, place: mine, taker: bo, inReturn: theirs });
const yes = { type: 'ConsentToSwap', ...on, person: bo, inReturn: theirs, check } as const;

describe('asking', () => {
  test('a duty is asked to be swapped, once at a time', () => {
    given().when(ask).yields(asked);
    expect(given(asked).when(ask).refuses('swap-open').details).toEqual({ swap });
  });
  test('a request that has ended makes room for the next, and one that ran out is said to have', () => {
    const second = swapRequested.create({ ...asked.data, swap: 'monday~ada.2', expires: '2026-03-09T08:00:00Z' });
    const later = { ...ask, at: '2026-03-03T09:00:00Z', expires: '2026-03-09T08:00:00Z' };
    given(asked).when(later).yields(swapExpired.create({ swap }), second);
    given(asked, swapWithdrawn.create({ swap }))
      .when({ ...ask, expires: '2026-03-09T08:00:00Z' })
      .yields(second);
  });
  test('nobody asks themselves, nor for an answer by a time that is over, nor against the rules', () => {
    given()
      .when({ ...ask, to: ada })
      .refuses('swap-with-oneself');
    given()
      .when({ ...ask, expires: at })
      .refuses('swap-too-late');
    expect(
      given()
        .when({ ...ask, check: broken })
        .refuses('swap-not-possible').because,
    ).toBe(broken.because);
  });
});

describe('answering', () => {
  test('whoever was asked says yes to what was asked for, and both agree', () => {
    given(asked).when(yes).yields(agreed);
    given(asked, agreed).when(yes).yields();
  });
  test('nobody else says yes, and not the one who asked', () => {
    given(asked)
      .when({ ...yes, person: cy })
      .refuses('not-asked');
    given(asked)
      .when({ ...yes, person: ada })
      .refuses('not-asked');
  });
  test('another duty in return than was asked for is no yes', () => {
    given(asked)
      .when({ ...yes, inReturn: placeOf(bo, 'sunday') })
      .refuses('not-asked');
  });
  test('a yes that the rules stand against is refused with their words', () => {
    given(asked)
      .when({ ...yes, check: broken })
      .refuses('swap-not-possible');
  });
  test('an offer is taken by the first who says yes', () => {
    const taken = swapConsented.create({ swap, person: cy, inReturn: null, isAgreed: true });
    const take = { ...yes, person: cy, inReturn: null };
    given(offered).when(take).yields(taken);
    given(offered, taken)
      .when({ ...take, person: bo })
      .refuses('not-asked');
  });
  test('whoever wants a duty in return waits for the other side to say yes to that', () => {
    const answered = swapConsented.create({ swap, person: bo, inReturn: theirs, isAgreed: false });
    given(offered).when(yes).yields(answered);
    given(offered, answered)
      .when({ ...yes, person: ada, inReturn: null })
      .yields(swapConsented.create({ swap, person: ada, inReturn: theirs, isAgreed: true }));
    given(offered, answered)
      .when({ type: 'ApproveSwap', ...on, manager: 'm1', check })
      .refuses('swap-not-agreed');
    const no = swapDeclined.create({ swap, person: ada, isEnded: false });
    given(offered, answered)
      .when({ type: 'DeclineSwap', ...on, person: ada })
      .yields(no);
    given(offered, answered, no)
      .when({ ...yes, person: cy, inReturn: null })
      .yields(swapConsented.create({ swap, person: cy, inReturn: null, isAgreed: true }));
  });
  test('a no of the one who was asked ends it, also after a yes; a no to an offer leaves it open to others', () => {
    const no = { type: 'DeclineSwap', ...on, person: bo } as const;
    given(asked)
      .when(no)
      .yields(swapDeclined.create({ swap, person: bo, isEnded: true }));
    given(asked, agreed)
      .when(no)
      .yields(swapDeclined.create({ swap, person: bo, isEnded: true }));
    given(offered)
      .when(no)
      .yields(swapDeclined.create({ swap, person: bo, isEnded: false }));
    given(asked)
      .when({ ...no, person: ada })
      .refuses('not-asked');
    given(asked)
      .when({ ...no, person: cy })
      .refuses('not-asked');
  });
  test('whoever asked withdraws, nobody else', () => {
    given(asked, agreed)
      .when({ type: 'WithdrawSwap', ...on, person: ada })
      .yields(swapWithdrawn.create({ swap }));
    given(asked)
      .when({ type: 'WithdrawSwap', ...on, person: bo })
      .refuses('not-asked');
  });
  test('after its time nobody agrees, and no manager approves', () => {
    const late = { swap, at: expires };
    given(asked)
      .when({ ...yes, ...late })
      .refuses('swap-expired');
    given(asked, agreed)
      .when({ type: 'ApproveSwap', ...late, manager: 'm1', check })
      .refuses('swap-expired');
  });
});

describe('the manager', () => {
  const approve = { type: 'ApproveSwap', ...on, manager: 'm1', check } as const;
  test('approves what both agreed to, when the rules allow it, and never their own', () => {
    given(asked, agreed).when(approve).yields(approved);
    given(asked).when(approve).refuses('swap-not-agreed');
    given(asked, agreed)
      .when({ ...approve, check: broken })
      .refuses('swap-not-possible');
    given(asked, agreed)
      .when({ ...approve, manager: bo })
      .refuses('own-swap');
  });
  test('refuses with a reason', () => {
    const refuse = { type: 'RefuseSwap', ...on, because: 'The clinic needs Ada.' } as const;
    given(asked, agreed)
      .when(refuse)
      .yields(swapRefused.create({ swap, because: refuse.because }));
    given(asked, agreed, approved).when(refuse).refuses('swap-ended');
  });
});

describe('carrying out', () => {
  test('it is completed or failed, never both', () => {
    const done = swapCompleted.create({ swap });
    const failed = swapFailed.create({ swap, code: 'full', because: 'The place is taken.' });
    const fail = { type: 'FailSwap', ...failed.data } as const;
    given(asked, agreed, approved).when({ type: 'CompleteSwap', swap }).yields(done);
    given(asked, agreed, approved, done).when({ type: 'CompleteSwap', swap }).yields();
    given(asked, agreed, approved, done).when(fail).yields();
    given(asked, agreed, approved).when(fail).yields(failed);
    given(asked, agreed, approved, failed).when({ type: 'CompleteSwap', swap }).refuses('swap-ended');
    given(asked, agreed).when({ type: 'CompleteSwap', swap }).refuses('swap-ended');
  });
  test('requests that nobody made are unknown; earlier ones have ended', () => {
    given().when(yes).refuses('swap-unknown');
    const second = swapRequested.create({ ...asked.data, swap: 'monday~ada.2' });
    given(asked, swapWithdrawn.create({ swap }), second).when(yes).refuses('swap-ended');
  });
});
