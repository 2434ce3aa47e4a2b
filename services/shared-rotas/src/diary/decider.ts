import { type Decider, type Decision, reject, type Stream } from '@weft/eventing';
import { refusePast } from '../duty/decider.ts';
import { localDay } from '../zone.ts';
import { book, bookedOf, change, giveBack, judgeInDiary, refuseExpired, releasedOf, undoMove } from './booking.ts';
import type { DiaryCommand, DiaryRefusal, DiaryState } from './commands.ts';
import { type DiaryEvent, diaryKinds, leaveEntered, leaveRemoved, overrideRecorded, timeBooked } from './events.ts';

function evolve(state: DiaryState, event: DiaryEvent): DiaryState {
  switch (event.type) {
    case 'TimeBooked':
      return {
        ...state,
        bookings: new Map(state.bookings).set(event.data.booking, { booked: event.data, isHeld: true }),
      };
    case 'TimeReleased': {
      const entry = state.bookings.get(event.data.booking);
      if (!entry) return state;
      return { ...state, bookings: new Map(state.bookings).set(event.data.booking, { ...entry, isHeld: false }) };
    }
    case 'LeaveEntered':
      return { ...state, leave: new Map(state.leave).set(event.data.id, event.data) };
    case 'LeaveRemoved': {
      const leave = new Map(state.leave);
      leave.delete(event.data.leave);
      return { ...state, leave };
    }
    case 'OverrideRecorded':
      return { ...state, overrides: [...state.overrides, event.data] };
    default:
      return event satisfies never;
  }
}

function decide(command: DiaryCommand, state: DiaryState): Decision<DiaryEvent, DiaryRefusal> {
  switch (command.type) {
    case 'BookTime':
      return book(command, state);
    case 'BookMany': {
      const { terms } = command;
      const refusal = refuseExpired(terms);
      if (refusal) return refusal;
      const wanted = command.bookings.filter(
        (one) => !state.bookings.has(one.booking) && refusePast(one, terms) === null,
      );
      const { accepted } = judgeInDiary(state, wanted, { terms, released: null });
      return accepted.map((one) => bookedOf(one, { terms, replaces: null, movedFrom: null }));
    }
    case 'ChangeTime':
      return change(command, state);
    case 'GiveBack':
      return giveBack(command, state);
    case 'ReleaseTime': {
      const entry = state.bookings.get(command.booking);
      return entry?.isHeld ? [releasedOf(entry.booked, command.because)] : [];
    }
    case 'UndoMove':
      return undoMove(command, state);
    case 'TakeOver':
      return [
        ...command.booked
          .filter(({ booking }) => !state.bookings.get(booking)?.isHeld)
          .map((booked) => timeBooked.create(booked)),
        ...command.leave.filter(({ id }) => !state.leave.has(id)).map((leave) => leaveEntered.create(leave)),
      ];
    case 'HandOver':
      return [
        ...command.bookings.flatMap((booking) => {
          const entry = state.bookings.get(booking);
          return entry?.isHeld ? [releasedOf(entry.booked, 'merged')] : [];
        }),
        ...command.leave.flatMap((id) => {
          const leave = state.leave.get(id);
          return leave ? [leaveRemoved.create({ person: leave.person, leave: leave.id })] : [];
        }),
      ];
    case 'EnterLeave': {
      const known = state.leave.get(command.leave.id);
      const { kind, from, to } = command.leave;
      if (known && known.kind === kind && known.from === from && known.to === to) return [];
      return [leaveEntered.create({ ...command.leave, origin: known?.origin ?? command.leave.origin })];
    }
    case 'RemoveLeave':
      return state.leave.has(command.leave)
        ? [leaveRemoved.create({ person: command.person, leave: command.leave })]
        : [];
    case 'RecordOverride': {
      const { override } = command;
      return override.expires <= localDay(override.at)
        ? reject('override-expired', `An override holds until a day to come; ${override.expires} is not.`)
        : [overrideRecorded.create(override)];
    }
    default:
      return command satisfies never;
  }
}

const diaryDecider: Decider<DiaryState, DiaryCommand, DiaryEvent, DiaryRefusal> = {
  initial: { bookings: new Map(), leave: new Map(), overrides: [] },
  evolve,
  decide,
};

/** Streams diary-<person>: all time of one person, whoever the employer. Here no two duties of a person overlap. */
export const diaryStream: Stream<DiaryState, DiaryCommand, DiaryEvent, DiaryRefusal> = {
  category: 'diary',
  kinds: diaryKinds,
  decider: diaryDecider,
};
