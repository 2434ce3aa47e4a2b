import { expect } from 'vitest';
import { type Decider, isRejection } from './decider.ts';
import type { Event } from './event.ts';

export { rowDifferences } from './row-differences.ts';

/** given(...events).when(command).yields(...events), or .refuses(code), for any decider. */
export const specify =
  <State, Command, E extends Event, Code extends string>(decider: Decider<State, Command, E, Code>) =>
  (...history: readonly E[]) => ({
    when: (command: Command) => {
      const decision = decider.decide(command, history.reduce(decider.evolve, decider.initial));
      return {
        yields: (...expected: readonly E[]) => expect(decision).toEqual(expected),
        refuses: (code: Code) => {
          if (!isRejection(decision)) throw new Error(`Expected a refusal, got ${JSON.stringify(decision)}`);
          expect(decision.rejected).toBe(code);
          return decision;
        },
      };
    },
  });
