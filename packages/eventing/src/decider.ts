/** A command that the rules refuse. Refusals are values: the caller chose wrong, nothing broke. */
export type Rejection<Code extends string = string> = {
  readonly rejected: Code;
  /** The reason, for people. */
  readonly because: string;
  /** Facts behind the reason, for programs: findings, the holder of a slot. */
  readonly details?: unknown;
};

/** Makes a refusal. */
export const reject = <const Code extends string>(
  rejected: Code,
  because: string,
  details?: unknown,
): Rejection<Code> => (details === undefined ? { rejected, because } : { rejected, because, details });

/** What decide answers: new events (none when there is nothing to do), or a refusal. */
export type Decision<Event, Code extends string> = readonly Event[] | Rejection<Code>;

/** True for a refusal. */
export const isRejection = (decision: object): decision is Rejection => 'rejected' in decision;

/** The whole behaviour of one kind of stream: pure functions, no clock, no I/O. */
export type Decider<State, Command, Event, Code extends string = never> = {
  readonly initial: State;
  readonly evolve: (state: State, event: Event) => State;
  readonly decide: (command: Command, state: State) => Decision<Event, Code>;
};
