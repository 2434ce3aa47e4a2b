import { isRejection, type Metadata, type Position, type Rejection } from '@weft/eventing';
import { later } from '../filling/settle.ts';
import type { Streams } from '../streams.ts';
import { editStep } from './edit-step.ts';
import type { Run, Step } from './events.ts';

type Deps = { readonly streams: Streams };

/** Opens one more duty like another, or the same once more after it was withdrawn. */
export async function openLike(
  { streams }: Deps,
  { duty, like }: Extract<Step, { do: 'open' }>,
  metadata: Metadata,
): Promise<{ readonly position: Position | null } | Rejection> {
  const { state } = await streams.duty.state(like);
  if (!state.duty) return { position: null };
  const made = duty === like ? state.duty : { ...state.duty, duty, template: null, count: 1 };
  return streams.duty.handle(duty, { type: 'OpenDuty', duty: made }, editStep(metadata, `open/${duty}`));
}

/** Takes a duty away that an edit opened, unless somebody is on it. */
export const withdraw = ({ streams }: Deps, duty: string, metadata: Metadata) =>
  streams.duty.handle(
    duty,
    {
      type: 'WithdrawDuty',
      because: 'hand',
      evenFilled: false,
      at: metadata.at,
      hasReason: metadata.reason !== undefined,
    },
    editStep(metadata, `withdraw/${duty}`),
  );

/** Takes away what a run opened, as far as nobody is on it. */
export async function withdrawOpened(deps: Deps, { steps }: Run, metadata: Metadata): Promise<Position | null> {
  let position: Position | null = null;
  for (const step of steps) {
    if (step.do !== 'open') continue;
    const gone = await withdraw(deps, step.duty, metadata);
    if (!isRejection(gone)) position = later(position, gone.position);
  }
  return position;
}
