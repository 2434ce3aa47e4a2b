import { vi } from 'vitest';

/** A process: what it awaits never comes once it is dead. */
export type Life = { alive: boolean };

/** Chance and order of one simulated run: the same seed gives the same run. */
export type Turns = {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  /** Resolves when it is this one's turn; never for the dead. */
  turn(life: Life): Promise<void>;
  /** Lets one that waits go on, or the next timer fire. False when nothing is left to happen. */
  next(): Promise<boolean>;
  /** Nobody who is dead gets a turn again. */
  bury(): void;
};

/** Mulberry32: small, and good enough to choose an order. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Turns for one seed. Timers must be vitest's fake ones: they fire when nobody else waits, or now and then before. */
export function turnsOf(seed: number): Turns {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  let waiting: { readonly life: Life; readonly go: () => void }[] = [];
  /** All promises that can settle by themselves have settled after this. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    below,
    chance: (probability) => random() < probability,
    turn: (life) =>
      new Promise((go) => {
        if (life.alive) waiting.push({ life, go });
      }),
    async next() {
      await settle();
      if (vi.getTimerCount() > 0 && (waiting.length === 0 || random() < 0.02)) {
        vi.advanceTimersToNextTimer();
        return true;
      }
      if (waiting.length === 0) return false;
      const index = below(waiting.length);
      const [chosen] = waiting.splice(index, 1);
      chosen?.go();
      return true;
    },
    bury() {
      waiting = waiting.filter(({ life }) => life.alive);
    },
  };
}
