import { type PersonId, workforceContracts } from '@weft/contracts';
import { type ContractReaction, isRejection, type Message } from '@weft/eventing';
import { within } from '@weft/service-kit';
import { heldIn } from '../diary/booking.ts';
import type { Booked, DiaryState } from '../diary/commands.ts';
import { heard } from '../facts/heard.ts';
import { causedBy, repoint, settle } from '../filling/settle.ts';
import type { Streams } from '../streams.ts';

type Entered = DiaryState['leave'] extends ReadonlyMap<string, infer Leave> ? Leave : never;
type Taken = { readonly booked: readonly Booked[]; readonly leave: readonly Entered[] };

/** What it replaced or moved from is done with: nothing of that is undone or done again. */
const alone = { replaces: null, movedFrom: null };
/** Looks again, this often at most, for what commands under way wrote to the diary that is left. */
const PASSES = 5;

/**
 * Two people turned out to be one: bookings and leave move to the diary of the id that stays, and duties name it; each
 * remembers where it came from. If it was wrong, those go back; what was booked meanwhile stays.
 */
export function whenPeopleMerged(streams: Streams): ContractReaction {
  const diary = async (person: string) => (await streams.diary.state(person)).state;

  /** Into the one diary first, then out of the other: in between time is booked twice, never lost. */
  async function carry(
    message: Message,
    { from, to, take }: { from: PersonId; to: PersonId; take: (from: DiaryState, to: DiaryState) => Taken },
  ) {
    for (let pass = 0; pass < PASSES; pass++) {
      const taken = take(await diary(from), await diary(to));
      if (pass > 0 && taken.booked.length + taken.leave.length === 0) return;
      const metadata = heard(message, `carry-${pass}`);
      const over = await streams.diary.handle(to, { type: 'TakeOver', ...taken }, metadata);
      if (isRejection(over)) continue;
      // Another process may have taken over less, before more was written: only what arrived there is let go here.
      const there = await diary(to);
      const arrived = new Set(over.events.flatMap((event) => ('booking' in event.data ? [event.data.booking] : [])));
      const bookings = taken.booked
        .map(({ booking }) => booking)
        .filter((booking) => arrived.has(booking) || there.bookings.get(booking)?.isHeld);
      const leave = taken.leave.map(({ id }) => id).filter((id) => there.leave.has(id));
      await streams.diary.handle(from, { type: 'HandOver', bookings, leave }, within(metadata, 'hand-over'));
      for (const [index, event] of over.events.entries()) {
        if (event.type !== 'TimeBooked') continue;
        const caused = causedBy(metadata, `diary-${to}`, index);
        await repoint(streams, event.data, caused);
        await settle(streams, event.data, caused);
      }
    }
  }

  return {
    name: 'when-people-merged',
    on: {
      async 'workforce.PeopleMerged.v1'(message) {
        const { person, into } = workforceContracts['workforce.PeopleMerged.v1'].parse(message.data);
        await carry(message, {
          from: person,
          to: into,
          take: (left) => ({
            booked: heldIn(left).map((booked) => ({ ...booked, ...alone, person: into, origin: person })),
            leave: [...left.leave.values()].map((leave) => ({ ...leave, person: into, origin: person })),
          }),
        });
      },
      async 'workforce.PeopleUnmerged.v1'(message) {
        const { person, from } = workforceContracts['workforce.PeopleUnmerged.v1'].parse(message.data);
        await carry(message, {
          from,
          to: person,
          take: (left, own) => ({
            booked: heldIn(left)
              .filter(({ origin }) => origin === person)
              .map((booked) => ({
                ...(own.bookings.get(booked.booking)?.booked ?? { ...booked, person, origin: null }),
                ...alone,
              })),
            leave: [...left.leave.values()]
              .filter(({ origin }) => origin === person)
              .map((leave) => ({ ...leave, person, origin: null })),
          }),
        });
      },
    },
  };
}
