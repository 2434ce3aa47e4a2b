import { appendTimedOut, ConnectionLost } from '../failure.ts';
import type { Node } from '../node.ts';
import type { Expected, ProposedEvent } from '../store/event.ts';
import type { Written } from '../store/store.ts';
import { requireSize } from './proposed-event.ts';

type Append = {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly ProposedEvent[];
  readonly peer: string;
};

/** Writes an append. Resolves to null when the reply shall be lost in silence; throws a `Failure`. */
export async function executeAppend(node: Node, append: Append): Promise<Written | null> {
  const { faults } = node;
  node.counts.appends += 1;
  requireSize(append.events);
  if (faults.timeoutAppends > 0) {
    faults.timeoutAppends -= 1;
    throw appendTimedOut();
  }
  const written = await node.store.append(append.stream, append.expected, append.events);
  if (faults.loseReplies <= 0) return written;
  faults.loseReplies -= 1;
  if (faults.loseBy === 'error') throw new ConnectionLost();
  if (faults.loseBy === 'cut') node.cut(append.peer);
  return null;
}
