import { LeaveId } from '@weft/contracts';
import { isRejection } from '@weft/eventing';
import { specify } from '@weft/eventing/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LeaveCommand, leaveStream, openLeave } from './decider.ts';
import { leaveApproved, leaveRefused, leaveRequested, leaveWithdrawn, type OwnLeave } from './events.ts';

const given = specify(leaveStream.decider);
const leave = (id: string, from: string, to: string, kind: OwnLeave['kind'] = 'annual'): OwnLeave => ({
  id: LeaveId.parse(id),
  kind,
  from,
  to,
});
const week = leave('a', '2026-04-06', '2026-04-11');
const request = (wish: OwnLeave, others: OwnLeave[] = []): LeaveCommand => ({
  type: 'RequestLeave',
  leave: wish,
  others,
});
const requested = leaveRequested.create(week);
const approved = leaveApproved.create(week);

describe('leave', () => {
  test('is asked for, approved and withdrawn, each once', () => {
    given().when(request(week)).yields(requested);
    given(requested).when(request(week)).yields();
    given(requested).when({ type: 'ApproveLeave', leave: week.id }).yields(approved);
    given(requested, approved).when({ type: 'ApproveLeave', leave: week.id }).yields();
    const withdrawn = leaveWithdrawn.create({ id: week.id, wasApproved: true });
    given(requested, approved).when({ type: 'WithdrawLeave', leave: week.id }).yields(withdrawn);
    given(requested, approved, withdrawn).when({ type: 'WithdrawLeave', leave: week.id }).yields();
  });
  test('that was only asked for is withdrawn without a word to others', () => {
    given(requested)
      .when({ type: 'WithdrawLeave', leave: week.id })
      .yields(leaveWithdrawn.create({ id: week.id, wasApproved: false }));
  });
  test('that was refused is neither approved nor withdrawn', () => {
    const refused = leaveRefused.create({ id: week.id, because: 'too many away' });
    given(requested).when({ type: 'RefuseLeave', leave: week.id, because: 'too many away' }).yields(refused);
    given(requested, refused).when({ type: 'ApproveLeave', leave: week.id }).refuses('leave-not-requested');
    given(requested, refused).when({ type: 'WithdrawLeave', leave: week.id }).refuses('leave-not-open');
    given(approved).when({ type: 'RefuseLeave', leave: week.id, because: 'x' }).refuses('leave-not-requested');
  });
  test('that overlaps other leave is refused, and the refusal says which', () => {
    const { because, details } = given(requested)
      .when(request(leave('b', '2026-04-10', '2026-04-12')))
      .refuses('leave-overlaps');
    expect(because).toContain('annual leave from 2026-04-06 until before 2026-04-11');
    expect(details).toEqual({ leave: 'a' });
    given(requested)
      .when(request(leave('b', '2026-04-11', '2026-04-12')))
      .yields(leaveRequested.create(leave('b', '2026-04-11', '2026-04-12')));
    given()
      .when(request(leave('b', '2026-04-10', '2026-04-12'), [week]))
      .refuses('leave-overlaps');
  });
  test('does not end before it starts, and an id is used once', () => {
    given()
      .when(request(leave('b', '2026-04-10', '2026-04-10')))
      .refuses('ends-before-starts');
    given(requested)
      .when(request(leave('a', '2026-06-01', '2026-06-02')))
      .refuses('leave-exists');
    given().when({ type: 'ApproveLeave', leave: week.id }).refuses('leave-unknown');
  });
  test('that is entered with a known id moves, and the old days are free', () => {
    const moved = leave('a', '2026-04-07', '2026-04-12');
    given(approved)
      .when({ type: 'EnterLeave', leave: [moved], others: [] })
      .yields(leaveWithdrawn.create({ id: week.id, wasApproved: true }), leaveApproved.create(moved));
    given(approved)
      .when({ type: 'EnterLeave', leave: [week], others: [] })
      .yields();
  });
});

test('whatever is asked, entered, approved and withdrawn, no two entries that stand share a day', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-04-${String(n).padStart(2, '0')}`);
  const wish = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd').map((id) => LeaveId.parse(id)),
    kind: fc.constantFrom('annual' as const, 'sick' as const),
    from: day,
    to: day,
  });
  const command: fc.Arbitrary<LeaveCommand> = fc.oneof(
    wish.map((one) => request(one)),
    fc.array(wish, { maxLength: 3 }).map((entries) => ({ type: 'EnterLeave', leave: entries, others: [] }) as const),
    fc.record({
      type: fc.constantFrom('ApproveLeave' as const, 'WithdrawLeave' as const),
      leave: wish.map(({ id }) => id),
    }),
    fc.record({
      type: fc.constant('RefuseLeave' as const),
      leave: wish.map(({ id }) => id),
      because: fc.constant('x'),
    }),
  );
  const { initial, decide, evolve } = leaveStream.decider;
  fc.assert(
    fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      let state = initial;
      for (const one of commands) {
        const decision = decide(one, state);
        if (!isRejection(decision)) state = decision.reduce(evolve, state);
        const standing = [...openLeave(state)].sort((a, b) => (a.from < b.from ? -1 : 1));
        for (const [i, next] of standing.entries()) {
          expect(next.from < next.to).toBe(true);
          const before = standing[i - 1];
          if (before) expect(before.to <= next.from).toBe(true);
        }
      }
    }),
    { seed: 7, numRuns: 300 },
  );
});
