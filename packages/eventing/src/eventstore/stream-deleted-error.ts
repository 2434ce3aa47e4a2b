/** Somebody with the server's administrator rights deleted or truncated a stream that is needed whole. */
export class StreamDeletedError extends Error {
  override readonly name = 'StreamDeletedError';
  readonly code = 'stream-deleted';

  constructor(stream: string, found: string, options?: ErrorOptions) {
    super(
      `Stream ${stream} ${found}. Deciding on what is left of it could be wrong: restore the log from a backup, or use another id.`,
      options,
    );
  }
}
