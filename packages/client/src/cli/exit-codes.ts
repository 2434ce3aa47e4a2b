/** What the command's exit status means. Listed by `weft help exit-codes`. */
export const EXIT = {
  done: 0,
  /** The platform refused, and said why. */
  refused: 1,
  /** The command line or a file was wrong. */
  badInput: 2,
  /** Nobody is signed in, or the sign-in has run out or may not do this. */
  signIn: 3,
  /** The platform can't be reached, or is not ready. */
  unreachable: 4,
  /** Something is broken. */
  broken: 5,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

/** Ends the command with words for people and a status for scripts. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exit: Exit;

  constructor(message: string, exit: Exit) {
    super(message);
    this.exit = exit;
  }
}
