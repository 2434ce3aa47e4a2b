import type { Position } from '@weft/eventing';

/** As long as one call waits for what may be behind. */
const PATIENCE_MS = 2000;

/**
 * Waits for what usually takes milliseconds and may be minutes behind. After one wait in vain nobody waits any more,
 * until it has caught up with what was waited for. Resolves always.
 */
export function patienceWith(
  wait: (position: Position, withinMs: number) => Promise<void>,
  patienceMs = PATIENCE_MS,
): (position: Position) => Promise<void> {
  let isBehind = false;
  const look = (position: Position) => {
    void wait(position, 60_000).then(
      () => {
        isBehind = false;
      },
      () => setTimeout(look, 1000, position).unref(),
    );
  };
  return async (position) => {
    if (isBehind) return;
    try {
      await wait(position, patienceMs);
    } catch {
      if (isBehind) return;
      isBehind = true;
      look(position);
    }
  };
}
