import { type BookingId, PersonId } from '@weft/contracts';
import { type EventLog, isRejection, type Metadata, type Position } from '@weft/eventing';
import { concurrently } from '../filling/concurrently.ts';
import { fillDuty, later } from '../filling/settle.ts';
import { bookingIdOf } from '../filling/wanted.ts';
import type { Streams } from '../streams.ts';
import type { RunCell } from './cells-of-run.ts';
import { editStep, isOfEdit } from './edit-step.ts';
import type { CellRefusal } from './events.ts';

type Deps = { readonly streams: Streams; readonly log: EventLog };

export type TakenBack = {
  /** What could not be given back, because somebody took it in between. */
  readonly lost: readonly CellRefusal[];
  readonly position: Position | null;
};

const AT_ONCE = 16;

/**
 * Makes cells of an edit what they were before it: what it filled is cleared, and what it cleared is given back, where
 * nobody took the time or the place in between. Done again it finds everything done.
 */
export async function takeBack(
  { streams, log }: Deps,
  cells: readonly RunCell[],
  metadata: Metadata,
): Promise<TakenBack> {
  let position: Position | null = null;
  const written = (outcome: { readonly position: Position | null } | { readonly rejected: string }) => {
    if ('position' in outcome) position = later(position, outcome.position);
  };
  const fills = cells.flatMap((one) => one.fills);
  await concurrently(fills, AT_ONCE, async ({ duty, person, booking }) => {
    const clear = { type: 'ClearDuty', booking, because: 'cleared', movedTo: null } as const;
    written(await streams.duty.handle(duty, clear, editStep(metadata, `back-clear/${booking}`)));
    const release = { type: 'ReleaseTime', booking, because: 'declined' } as const;
    written(await streams.diary.handle(person, release, editStep(metadata, `back-release/${booking}`)));
  });

  /** Whether this edit cleared the place: what somebody else cleared stays so. */
  async function isMine(duty: string, booking: string): Promise<boolean> {
    const { events } = await log.read(`duty-${duty}`);
    const cleared = events.findLast(
      ({ type, data }) => type === 'DutyCleared' && (data as { booking: string }).booking === booking,
    );
    return cleared !== undefined && isOfEdit(cleared.metadata.commandId, metadata.commandId);
  }

  async function giveBack(duty: string, person: string, booking: BookingId): Promise<boolean> {
    const { places } = (await streams.duty.state(duty)).state;
    const isThere = places.some((place) => place.booking === booking);
    if (!isThere && !(await isMine(duty, booking))) return true;
    const as = isThere ? booking : bookingIdOf({ commandId: `${metadata.commandId}/back` }, { duty, person });
    const command = { type: 'GiveBack', booking, as, at: metadata.at } as const;
    const given = await streams.diary.handle(person, command, editStep(metadata, `back-give/${booking}`));
    written(given);
    if (isRejection(given)) {
      const clear = { type: 'ClearDuty', booking, because: 'time-taken', movedTo: null } as const;
      written(await streams.duty.handle(duty, clear, editStep(metadata, `back-lost/${booking}`)));
      return false;
    }
    const held = (await streams.diary.state(person)).state.bookings.get(as);
    if (isThere || !held?.isHeld) return isThere;
    const step = editStep(metadata, `back-fill/${booking}`);
    const filled = await fillDuty(streams, held.booked, { replaces: null, metadata: step });
    written(filled);
    if (filled.declined === null) return true;
    const release = { type: 'ReleaseTime', booking: as, because: 'declined' } as const;
    written(await streams.diary.handle(person, release, editStep(metadata, `back-declined/${booking}`)));
    return false;
  }

  const lost: CellRefusal[] = [];
  const clears = cells.flatMap((one) => one.clears);
  await concurrently(clears, AT_ONCE, async ({ duty, person, date, booking }) => {
    if (await giveBack(duty, person, booking)) return;
    const because = 'The place that was held before could not be given back: somebody took it in between.';
    lost.push({ person: PersonId.parse(person), date, code: 'not-given-back', because });
  });
  const pins = cells.flatMap((one) => one.pins);
  await concurrently(pins, AT_ONCE, async ({ duty, person, pinned, booking }) => {
    const type = pinned ? 'UnpinDuty' : 'PinDuty';
    written(await streams.duty.handle(duty, { type, person }, editStep(metadata, `back-pin/${booking}`)));
  });
  return { lost, position };
}
