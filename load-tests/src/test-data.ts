/** A person and two duties that they may have one of: filled, moved and cleared again and again. */
export type Slot = {
  readonly person: string;
  readonly first: string;
  readonly second: string;
  /** Index of the token of a manager who may edit both. */
  readonly manager: number;
};

/** A board of a rota at its site, over two weeks. */
export type BoardQuery = {
  readonly rota: string;
  readonly from: string;
  readonly to: string;
  readonly manager: number;
};

/** An open duty, and somebody whom it may be checked for. */
export type OpenDuty = { readonly duty: string; readonly person: string; readonly manager: number };

/** What the generator of load knows of the platform. Made by the runner, read by k6 as JSON. */
export type TestData = {
  readonly managers: readonly string[];
  /** Tokens of people who look at their own rota. */
  readonly people: readonly string[];
  readonly slots: readonly Slot[];
  /** The slots before this one hold their second duty when the run begins, and as many after it their first. */
  readonly lag: number;
  readonly boards: readonly BoardQuery[];
  readonly openDuties: readonly OpenDuty[];
  /** Local days [from, to) that people ask their own rota for. */
  readonly myDays: { readonly from: string; readonly to: string };
};

/** One line of what k6 was told: a command with its answer. */
export type Answer = {
  readonly flow: string;
  readonly commandId: string;
  /** What the log had reached when the command was accepted; null when it changed nothing. */
  readonly position?: string | null;
  /** The code of the refusal. */
  readonly refused?: string;
};
