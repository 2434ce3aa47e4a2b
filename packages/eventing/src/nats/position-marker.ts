import type { Delivery } from '../bus.ts';
import type { Position } from '../event.ts';
import { orBefore } from './names.ts';
import { bytesOf, type Marker } from './wire.ts';

const APART_MS = 5;
const REPEAT_MS = 1000;

/** Tells where a source's publisher stands. */
export type PositionMarker = {
  /** Everything up to there is offered, and `live` says whether the log held nothing more. */
  reached(delivery: Delivery): void;
  /** Where it stands now, or null before the first. */
  at(): Marker | null;
  stop(): void;
};

/** Tells at most every 5 ms while it moves, and every second when it does not. `start` is where the publisher begins. */
export function positionMarker(start: Position | null, tell: (marker: Uint8Array) => void): PositionMarker {
  let at: Marker | null = start === null ? null : { position: start, contract: start, live: false };
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let isWaiting = false;
  const say = () => {
    clearTimeout(timer);
    timer = setTimeout(say, REPEAT_MS);
    toldAt = performance.now();
    isWaiting = false;
    if (at) tell(bytesOf(at));
  };
  say();
  return {
    reached({ messages, position, live }) {
      if (position < orBefore(at?.position ?? null)) return;
      at = { position, contract: messages.at(-1)?.position ?? at?.contract ?? null, live };
      if (isWaiting) return;
      isWaiting = true;
      clearTimeout(timer);
      timer = setTimeout(say, Math.max(0, APART_MS - (performance.now() - toldAt)));
    },
    at: () => at,
    stop: () => clearTimeout(timer),
  };
}
