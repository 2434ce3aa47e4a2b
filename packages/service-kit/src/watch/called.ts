import type { TRPCError } from '@trpc/server';
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
};

type Result = { readonly ok: true } | { readonly ok: false; readonly error: TRPCError };

/** How a call ended, from what tRPC says of it. */
export function outcomeOf(result: Result): Pick<Called, 'outcome' | 'refusal'> {
  if (result.ok) return { outcome: 'accepted', refusal: null };
  const { cause, code } = result.error;
  if (cause instanceof Refused) return { outcome: 'refused', refusal: cause.refusal.rejected };
  if (code === 'UNAUTHORIZED' || code === 'FORBIDDEN') return { outcome: 'denied', refusal: null };
  return { outcome: code === 'INTERNAL_SERVER_ERROR' ? 'failed' : 'invalid', refusal: null };
}
