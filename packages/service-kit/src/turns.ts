/** One round of the event loop begins new requests for so long; then what is under way has its turn. */
const SLICE_MS = 5;

/** Requests that wait until they may begin. */
export type Turns = {
  /** Calls `begin` when it is its turn: commands before queries, else in the order in which they came. */
  wait(begin: () => void, isCommand: boolean): void;
  /** For how long the one that came first has waited, in milliseconds; 0 when none waits. */
  longestMs(): number;
};

type Waiting = { readonly begin: () => void; readonly since: number };

/**
 * Lets requests begin a few at a time. A command takes several rounds of the event loop, one for each step to the log:
 * were all queries begun that lie ready, each of its rounds would take as long as all of them.
 */
export function turnsBy(now: () => number): Turns {
  const commands: Waiting[] = [];
  const queries: Waiting[] = [];
  let began: number | null = null;
  const endOfSlice = () => {
    began = null;
  };

  function turn() {
    if (began === null) {
      began = now();
      setImmediate(endOfSlice);
    }
    if (now() - began > SLICE_MS) setImmediate(turn);
    else (commands.shift() ?? queries.shift())?.begin();
  }

  return {
    wait(begin, isCommand) {
      (isCommand ? commands : queries).push({ begin, since: now() });
      setImmediate(turn);
    },
    longestMs() {
      const since = Math.min(
        commands[0]?.since ?? Number.POSITIVE_INFINITY,
        queries[0]?.since ?? Number.POSITIVE_INFINITY,
      );
      return since === Number.POSITIVE_INFINITY ? 0 : now() - since;
    },
  };
}
