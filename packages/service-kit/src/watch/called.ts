import type { TRPCError } from '@trpc/server';
import type { Logger } from 'pino';
import { Refused } from '../refused.ts';
import type { Outcome } from './metrics.ts';

/** A command or a query that has ended. */
export type Called = {
  readonly procedure: string;
  readonly isCommand: boolean;
  /** Null for a query, and for a command that came without a well-formed one. */
  readonly commandId: string | null;
  readonly outcome: Outcome;
  /** The code of the refusal when it was refused. */
  readonly refusal: string | null;
  readonly seconds: number;
  /** What broke, when it failed. */
  readonly error: Error | null;
};

type Result = { readonly ok: true } | { readonly ok: false; readonly error: TRPCError };

/** Writes a call that has ended into the log: a command with its id, and whatever failed with what broke. */
export function logCall(logger: Logger, { procedure, isCommand, commandId, outcome, refusal, seconds, error }: Called) {
  const line = { procedure, ...(isCommand && { command: commandId }), outcome, ms: Math.round(seconds * 1000) };
  if (error) logger.error({ ...line, err: error }, 'failed');
  else if (isCommand) logger.info({ ...line, ...(refusal && { refusal }) }, 'command');
}

/** How a call ended, from what tRPC says of it. */
export function outcomeOf(result: Result): Pick<Called, 'outcome' | 'refusal' | 'error'> {
  if (result.ok) return { outcome: 'accepted', refusal: null, error: null };
  const { cause, code } = result.error;
  if (cause instanceof Refused) return { outcome: 'refused', refusal: cause.refusal.rejected, error: null };
  if (code === 'UNAUTHORIZED' || code === 'FORBIDDEN') return { outcome: 'denied', refusal: null, error: null };
  if (code === 'INTERNAL_SERVER_ERROR') return { outcome: 'failed', refusal: null, error: result.error };
  return { outcome: 'invalid', refusal: null, error: null };
}
