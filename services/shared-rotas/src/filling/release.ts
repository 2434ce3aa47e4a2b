import { eventIdOf, isRejection, type Metadata, type Outcome, type Position, type Rejection } from '@weft/eventing';
import { within } from '@weft/service-kit';
import type { DutyRefusal } from '../duty/decider.ts';
import type { DutyEvent } from '../duty/events.ts';
import { presentIdOf } from '../facts/workforce-facts.ts';
import { later } from './settle.ts';
import type { FillingDeps } from './wanted.ts';

type Cleared = Extract<DutyEvent, { type: 'DutyCleared' }>['data'];

/**
 * Frees the time of a booking whose place was given back. Whoever cleared the duty and the reaction to DutyCleared both
 * do this; the second finds it done. Looks in the diary of the id that the person goes by now, too.
 */
export async function release(
  { streams, rows }: Pick<FillingDeps, 'streams' | 'rows'>,
  { person, booking }: Pick<Cleared, 'person' | 'booking'>,
  metadata: Metadata,
): Promise<Position | null> {
  let position: Position | null = null;
  for (const id of new Set<string>([person, presentIdOf(rows, person)])) {
    const command = { type: 'ReleaseTime', booking, because: 'cleared' } as const;
    const released = await streams.diary.handle(id, command, within(metadata, `release/${booking}`));
    if (!isRejection(released)) position = later(position, released.position);
  }
  return position;
}

/** Does a duty's command that may clear places, and frees the time of those who held them. */
export async function clearing(
  deps: Pick<FillingDeps, 'streams' | 'rows'>,
  { duty, metadata }: { readonly duty: string; readonly metadata: Metadata },
  handle: () => Promise<Outcome<DutyEvent, DutyRefusal>>,
): Promise<{ readonly position: Position | null; readonly events: readonly DutyEvent[] } | Rejection> {
  const outcome = await handle();
  if (isRejection(outcome)) return outcome;
  const { events } = outcome;
  let { position } = outcome;
  for (const [index, event] of events.entries()) {
    if (event.type !== 'DutyCleared') continue;
    const cause = eventIdOf(`duty-${duty}`, metadata.commandId, index);
    position = later(position, await release(deps, event.data, { ...metadata, cause }));
  }
  return { position, events };
}
