import { trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino } from 'pino';

/** What is logged of an error. */
type Told = {
  readonly name: string;
  readonly code?: string;
  readonly message?: string;
  readonly at: readonly string[];
  readonly cause?: Told;
};

/** Codes of our own errors whose words hold ids, paths and advice only. */
const WORDS_ARE_SAFE = ['log-unavailable', 'disk-full', 'wrong-revision', 'invalid-append', 'stream-deleted', 'in-use'];
/** A cause of a cause of a cause is told, and no deeper one. */
const DEEPEST = 4;

/**
 * An error as it is logged: its name, its code and where it was thrown. Its words are left out unless they are known
 * to hold ids only: what broke on a value often repeats the value, and that may be somebody's name.
 */
function errorForLog(error: unknown, depth = 0): Told {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { readonly code?: unknown };
  const isSafe = typeof code === 'string' && WORDS_ARE_SAFE.includes(code);
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    ...(isSafe && { message: error.message }),
    at: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
      .map((line) => line.trim().slice('at '.length)),
    ...(error.cause !== undefined && depth < DEEPEST && { cause: errorForLog(error.cause, depth + 1) }),
  };
}

/** A logger whose lines hold ids only: process, replica, and the trace that a line belongs to. Writes JSON to stderr. */
export function weftLogger({
  level,
  process: name,
  replica,
  to = pino.destination(2),
}: {
  readonly level: string;
  readonly process: string;
  readonly replica?: string | undefined;
  readonly to?: DestinationStream;
}): Logger {
  return pino(
    {
      level,
      base: { process: name, ...(replica && { replica }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => errorForLog(error) },
      mixin() {
        const span = trace.getActiveSpan();
        return span ? { trace: span.spanContext().traceId } : {};
      },
    },
    to,
  );
}
