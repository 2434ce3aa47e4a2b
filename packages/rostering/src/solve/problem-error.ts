export type ProblemFault =
  | 'duplicate-id'
  | 'unknown-id'
  | 'bad-number'
  | 'bad-interval'
  | 'bad-file'
  | 'worker-stopped';

/** The problem cannot be solved as it is written. The message says which field is wrong and what to do. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemFault;
  constructor(code: ProblemFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
