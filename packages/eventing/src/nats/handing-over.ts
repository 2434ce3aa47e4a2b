import { pause } from '../back-off.ts';
import type { Consumer, Delivery, Message } from '../bus.ts';
import { LogUnavailableError } from '../log.ts';
import { byPosition } from './carried.ts';
import { orBefore } from './names.ts';

/** How deliveries are handed over to a consumer that may fail. */
export type HandingOver = {
  readonly consumer: Consumer;
  readonly tries: number;
  readonly firstPause: number;
  readonly longestPause: number;
  readonly signal: AbortSignal;
  /** Keeps messages for an operator; throws when they are not kept. */
  readonly bury: (
    messages: readonly Message[],
    why: { readonly tries: number; readonly error: unknown },
  ) => Promise<void>;
  readonly well: () => void;
  readonly failed: (error: unknown) => void;
};

/** True when the log could not be reached: nothing is wrong with the message. */
function isLogAway(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if (at instanceof LogUnavailableError) return true;
  return false;
}

/**
 * Hands over a delivery, and resolves when its position is handled, or set aside, or `signal` aborted. What fails is halved
 * until one position is left that fails; that is tried again and again, and what fails for good is buried, then set aside.
 * A log that is away is waited for.
 */
export async function handOver({ messages, ...reached }: Delivery, to: HandingOver): Promise<void> {
  const { consumer, signal } = to;
  const handled = orBefore(consumer.after(reached.source));
  const wanted = messages.filter((one) => consumer.subjects.includes(one.subject) && one.position > handled);
  const delivery = { ...reached, messages: wanted };
  try {
    await consumer.deliver(delivery);
    return to.well();
  } catch (error) {
    to.failed(error);
  }
  if (signal.aborted) return;
  const groups = byPosition(wanted);
  const first = groups.slice(0, Math.ceil(groups.length / 2)).flat();
  const position = first.at(-1)?.position ?? delivery.position;
  if (groups.length < 2 && position === delivery.position) return insist(delivery, to);
  await handOver({ ...delivery, messages: first, position, live: false }, to);
  if (!signal.aborted) await handOver({ ...delivery, messages: wanted.slice(first.length) }, to);
}

async function insist(delivery: Delivery, { consumer, signal, bury, well, failed, ...how }: HandingOver) {
  const wait = (times: number) => pause(Math.min(how.firstPause * 2 ** times, how.longestPause), signal);
  await wait(0);
  for (let tries = 1, times = 1; !signal.aborted; times++) {
    try {
      await consumer.deliver(delivery);
      return well();
    } catch (error) {
      failed(error);
      if (!isLogAway(error)) tries += 1;
      if (tries >= how.tries && !isLogAway(error) && delivery.messages.length > 0) {
        try {
          await bury(delivery.messages, { tries, error });
          await consumer.setAside(delivery);
          return well();
        } catch (unburied) {
          failed(unburied);
        }
      }
    }
    await wait(times);
  }
}
