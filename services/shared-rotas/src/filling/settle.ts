import { eventIdOf, isRejection, type Metadata, type Position } from '@weft/eventing';
import { within } from '@weft/service-kit';
import type { Booked } from '../diary/commands.ts';
import type { DutyEvent } from '../duty/events.ts';
import type { Streams } from '../streams.ts';

type Declined = Extract<DutyEvent, { type: 'BookingDeclined' }>['data'];

/** What became of a booking at its duty. `position` is null when nothing had to be written. */
export type Settled = { readonly declined: Declined | null; readonly position: Position | null };

/** The later of two positions. */
export const later = (a: Position | null, b: Position | null): Position | null =>
  a !== null && (b === null || a > b) ? a : b;

/**
 * Brings a booking of time to its end: its duty is filled by it, or it is released. The caller's command and the
 * reaction to TimeBooked both do this with the same command ids, so whoever comes second finds it done. The duty's
 * answer to a booking is final, so after a crash at any step the rest follows from the log.
 */
export async function settle(streams: Streams, booked: Booked, metadata: Metadata): Promise<Settled> {
  const { booking, duty, person, origin, replaces, movedFrom, at } = booked;
  const step = (name: string): Metadata => within(metadata, `${name}/${booking}`);
  let position = origin === null ? null : await repoint(streams, booked, metadata);
  const filled = await fillDuty(streams, booked, { replaces: replaces?.booking ?? null, metadata: step('fill') });
  const { declined } = filled;
  position = later(position, filled.position);

  if (declined === null) {
    if (replaces) {
      const command = { type: 'ReleaseTime', booking: replaces.booking, because: 'cleared' } as const;
      const released = await streams.diary.handle(replaces.person, command, step('release-replaced'));
      if (!isRejection(released)) position = later(position, released.position);
    }
    if (movedFrom) {
      const command = { type: 'ClearDuty', booking: movedFrom.booking, because: 'moved', movedTo: duty } as const;
      const cleared = await streams.duty.handle(movedFrom.duty, command, step('leave'));
      if (!isRejection(cleared)) position = later(position, cleared.position);
    }
    return { declined, position };
  }
  const given = movedFrom
    ? await streams.diary.handle(person, { type: 'UndoMove', booking, at }, step('undo'))
    : await streams.diary.handle(person, { type: 'ReleaseTime', booking, because: 'declined' }, step('release'));
  if (isRejection(given)) return { declined, position };
  position = later(position, given.position);
  if (movedFrom) position = later(position, await returnTo(streams, booked, { metadata, undone: step('undo') }));
  return { declined, position };
}

/** Fills the duty of a booking by it, in the place of another one or in a free one; or hears why the duty declines it. */
export async function fillDuty(
  streams: Streams,
  { booking, duty, person, rota, site, start, end, employer, arrangement, ...rest }: Booked,
  { replaces, metadata }: { readonly replaces: string | null; readonly metadata: Metadata },
): Promise<Settled> {
  const { how, why, pinned, rulePack, warnings, override, at } = rest;
  const outcome = await streams.duty.handle(
    duty,
    {
      type: 'FillDuty',
      filled: {
        ...{ duty, rota, person, booking, site, start, end, employer, arrangement },
        ...{ how, why, pinned, rulePack, warnings, override, at },
      },
      replaces,
    },
    metadata,
  );
  if (isRejection(outcome))
    return { declined: { duty, rota, person, booking, code: 'withdrawn', because: outcome.because }, position: null };
  const declined = outcome.events.find((event) => event.type === 'BookingDeclined')?.data ?? null;
  return { declined, position: outcome.position };
}

/** Makes the duty of a booking that came from another person's diary name whoever holds it now. */
export async function repoint(streams: Streams, booked: Booked, metadata: Metadata): Promise<Position | null> {
  const { booking, duty, person } = booked;
  if (!(await isHeld(streams, booked))) return null;
  const command = { type: 'RepointDuty', booking, person } as const;
  const named = await streams.duty.handle(duty, command, within(metadata, `repoint/${booking}`));
  return isRejection(named) ? null : named.position;
}

/** Whether the person's diary still holds the booking. */
const isHeld = async (streams: Streams, { person, booking }: Pick<Booked, 'person' | 'booking'>) =>
  (await streams.diary.state(person)).state.bookings.get(booking)?.isHeld === true;

/** After a move that was undone: the old booking holds again and its duty agrees, or the duty lets it go. */
async function returnTo(
  streams: Streams,
  { person, booking, movedFrom }: Booked,
  { metadata, undone }: { metadata: Metadata; undone: Metadata },
): Promise<Position | null> {
  if (!movedFrom) return null;
  const old = (await streams.diary.state(person)).state.bookings.get(movedFrom.booking);
  if (old?.isHeld) return (await settle(streams, old.booked, undone)).position;
  const command = { type: 'ClearDuty', booking: movedFrom.booking, because: 'time-taken', movedTo: null } as const;
  const cleared = await streams.duty.handle(movedFrom.duty, command, within(metadata, `lost/${booking}`));
  return isRejection(cleared) ? null : cleared.position;
}

/** Metadata of what follows from the nth event that a command wrote to a stream. */
export const causedBy = (metadata: Metadata, stream: string, index: number): Metadata => ({
  ...metadata,
  cause: eventIdOf(stream, metadata.commandId, index),
});
