import type { LeaveId } from '@weft/contracts';
import { type Decision, reject, type Stream } from '@weft/eventing';
import { same } from '../same.ts';
import {
  type LeaveEvent,
  leaveApproved,
  leaveEvents,
  leaveRefused,
  leaveRequested,
  leaveWithdrawn,
  type OwnLeave,
} from './events.ts';

type Kept = { readonly leave: OwnLeave; readonly stands: 'requested' | 'approved' | 'refused' | 'withdrawn' };

/** All leave of one person, whatever became of it. */
type LeaveState = ReadonlyMap<LeaveId, Kept>;

export type LeaveCommand =
  | {
      readonly type: 'RequestLeave';
      readonly leave: OwnLeave;
      /** Leave of records that are merged with this person's. */
      readonly others: readonly OwnLeave[];
    }
  | { readonly type: 'ApproveLeave'; readonly leave: LeaveId }
  | { readonly type: 'RefuseLeave'; readonly leave: LeaveId; readonly because: string }
  | { readonly type: 'WithdrawLeave'; readonly leave: LeaveId }
  /** Enters approved leave; an entry with a known id takes its place. */
  | { readonly type: 'EnterLeave'; readonly leave: readonly OwnLeave[]; readonly others: readonly OwnLeave[] };

type LeaveRefusal =
  | 'ends-before-starts'
  | 'leave-overlaps'
  | 'leave-exists'
  | 'leave-unknown'
  | 'leave-not-requested'
  | 'leave-not-open';

function evolve(state: LeaveState, event: LeaveEvent): LeaveState {
  const { id } = event.data;
  const known = state.get(id);
  switch (event.type) {
    case 'LeaveRequested':
      return new Map(state).set(id, { leave: event.data, stands: 'requested' });
    case 'LeaveApproved':
      return new Map(state).set(id, { leave: event.data, stands: 'approved' });
    case 'LeaveRefused':
      return known ? new Map(state).set(id, { ...known, stands: 'refused' }) : state;
    case 'LeaveWithdrawn':
      return known ? new Map(state).set(id, { ...known, stands: 'withdrawn' }) : state;
    default:
      return event satisfies never;
  }
}

const isOpen = ({ stands }: Kept) => stands === 'requested' || stands === 'approved';

/** Leave that takes the person away, or may. */
export const openLeave = (state: LeaveState): readonly OwnLeave[] =>
  [...state.values()].filter(isOpen).map(({ leave }) => leave);

function refuseDays(leave: OwnLeave, taken: readonly OwnLeave[]) {
  if (leave.to <= leave.from)
    return reject('ends-before-starts', `The leave would end before its first day, ${leave.from}.`);
  const other = taken.find(({ id, from, to }) => id !== leave.id && from < leave.to && leave.from < to);
  if (!other) return null;
  return reject(
    'leave-overlaps',
    `This overlaps ${other.kind} leave from ${other.from} until before ${other.to}. Withdraw that first, or choose other days.`,
    { leave: other.id },
  );
}

function decide(command: LeaveCommand, state: LeaveState): Decision<LeaveEvent, LeaveRefusal> {
  if (command.type === 'EnterLeave') return enter(command, state);
  if (command.type === 'RequestLeave') {
    const { leave, others } = command;
    const known = state.get(leave.id);
    if (known && isOpen(known) && same(known.leave, leave)) return [];
    if (known) return reject('leave-exists', `Leave ${leave.id} is there already. Give this request its own id.`);
    return refuseDays(leave, [...openLeave(state), ...others]) ?? [leaveRequested.create(leave)];
  }
  const known = state.get(command.leave);
  if (!known) return reject('leave-unknown', `There is no leave ${command.leave} of this person.`);
  switch (command.type) {
    case 'ApproveLeave':
      if (known.stands === 'approved') return [];
      return known.stands === 'requested'
        ? [leaveApproved.create(known.leave)]
        : reject('leave-not-requested', `This leave is ${known.stands}. Ask for it again first.`);
    case 'RefuseLeave':
      if (known.stands === 'refused') return [];
      return known.stands === 'requested'
        ? [leaveRefused.create({ id: command.leave, because: command.because })]
        : reject('leave-not-requested', `This leave is ${known.stands}, so it cannot be refused.`);
    case 'WithdrawLeave':
      if (known.stands === 'withdrawn') return [];
      return isOpen(known)
        ? [leaveWithdrawn.create({ id: command.leave, wasApproved: known.stands === 'approved' })]
        : reject('leave-not-open', 'This leave was refused; there is nothing to withdraw.');
    default:
      return command satisfies never;
  }
}

function enter(
  { leave, others }: Extract<LeaveCommand, { type: 'EnterLeave' }>,
  state: LeaveState,
): Decision<LeaveEvent, LeaveRefusal> {
  const events: LeaveEvent[] = [];
  let after = state;
  for (const entry of leave) {
    const known = after.get(entry.id);
    if (known?.stands === 'approved' && same(known.leave, entry)) continue;
    const refusal = refuseDays(entry, [...openLeave(after), ...others]);
    if (refusal) return refusal;
    const moved = known?.stands === 'approved' ? [leaveWithdrawn.create({ id: entry.id, wasApproved: true })] : [];
    const made = [...moved, leaveApproved.create(entry)];
    events.push(...made);
    after = made.reduce(evolve, after);
  }
  return events;
}

/** A person's leave: no two entries that stand share a day. */
export const leaveStream: Stream<LeaveState, LeaveCommand, LeaveEvent, LeaveRefusal> = {
  category: 'leave',
  kinds: leaveEvents,
  decider: { initial: new Map(), evolve, decide },
};
