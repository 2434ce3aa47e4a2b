import { type Operation, retryLink, TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';

/** As long as a call that nobody answers is sent again. */
const PATIENCE_MS = 15_000;
const AWAY = new Set([502, 503, 504]);

type Facts = { readonly httpStatus?: number } | null | undefined;

/** fetch, where an ingress of others that says in HTML that nobody is there counts as nobody. */
export async function fetchAnswer(input: string | URL | Request, init?: object): Promise<Response> {
  const answer = await fetch(input, init as RequestInit);
  if (AWAY.has(answer.status) && !answer.headers.get('content-type')?.includes('json'))
    throw new TypeError(`Nobody answers there: status ${answer.status}.`);
  return answer;
}

/** Nobody there, or an ingress with nobody behind it: the call may be sent again. */
function isAway(error: unknown, { type }: Operation): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const data = error.data as Facts;
  if (data?.httpStatus !== undefined) return AWAY.has(data.httpStatus);
  if (type !== 'subscription') return error.cause instanceof TypeError;
  // Why a browser's event source closed is not to be known; Node's says the status.
  const { code } = (error.cause ?? {}) as { code?: number };
  return !data && (code === undefined || AWAY.has(code));
}

/**
 * Links that send a call again while nobody answers, for 15 s from its first failure; `onWait` is called as that
 * begins. A command keeps its id, so sending it again is safe: the answer is the first one's.
 */
export function keepTrying<Api extends AnyRouter>(onWait: (forMs: number) => void): TRPCLink<Api>[] {
  const failedSince = new WeakMap<object, number>();
  return [
    retryLink<Api>({
      retry({ op, error }) {
        if (!isAway(error, op)) return false;
        const since = failedSince.get(op.context);
        if (since !== undefined) return Date.now() - since < PATIENCE_MS;
        failedSince.set(op.context, Date.now());
        onWait(PATIENCE_MS);
        return true;
      },
      retryDelayMs: (attempt) => Math.min(100 * 2 ** attempt, 2000),
    }),
    () =>
      ({ op, next }) =>
        observable((observer) =>
          next(op).subscribe({
            ...observer,
            next(value) {
              if (value.result.type === 'started' || value.result.type === 'data' || !value.result.type)
                failedSince.delete(op.context);
              observer.next(value);
            },
          }),
        ),
  ];
}
