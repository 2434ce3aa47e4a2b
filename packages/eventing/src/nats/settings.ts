/** How the bus behaves. Times are in milliseconds. */
export type NatsSettings = {
  /** What a source's stream keeps at most. */
  readonly streamBytes: number;
  readonly streamDays: number;
  /** What the stream of dead letters keeps; when it is full nothing more is set aside. */
  readonly deadLetterBytes: number;
  /** How often a message is handed over before it is set aside; the pause after the first time, doubled up to the longest. */
  readonly tries: number;
  readonly firstPause: number;
  readonly longestPause: number;
  /** How long a consumer waits for a contract that it knows of, before it asks for a page. */
  readonly grace: number;
  /** How often streams and consumers are compared with what they should be. */
  readonly tend: number;
};

/** What a running platform wants: about ten seconds of tries, and a stream of 64 MiB for each source. */
export const usualSettings: NatsSettings = {
  streamBytes: 64 * 1024 * 1024,
  streamDays: 7,
  deadLetterBytes: 16 * 1024 * 1024,
  tries: 8,
  firstPause: 80,
  longestPause: 5000,
  grace: 500,
  tend: 10_000,
};
