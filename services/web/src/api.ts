import { TRPCClientError } from '@trpc/client';
import { refusalOf, type WeftClient, weftClient } from '@weft/client';
import { heard } from './layout/clock.ts';
import { heardStatus } from './layout/session.ts';

/** The one client of the page. The browser's cookie says who asks. */
export const api: WeftClient = weftClient({
  url: '',
  onAnswer(answer) {
    heard(answer);
    heardStatus(answer.status);
  },
});

/** A failed call in words for people: the refusal's reason, or what the server said, or that it can't be reached. */
export function inWords(error: unknown): string {
  const refusal = refusalOf(error);
  if (refusal) return refusal.because;
  if (error instanceof TRPCClientError && error.data) return error.message;
  return 'Weft can’t be reached right now. Nothing that was shown as saved is lost; try again in a moment.';
}

/** True when the answer was that the caller has to sign in. */
export const isSignedOut = (error: unknown): boolean =>
  error instanceof TRPCClientError && (error.data as { code?: string } | null)?.code === 'UNAUTHORIZED';

/** True when nobody answered at all, so that nothing is known of what was asked. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const { httpStatus } = (error.data ?? {}) as { httpStatus?: number };
  return !error.data || httpStatus === 502 || httpStatus === 503 || httpStatus === 504;
}
