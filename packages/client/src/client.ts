import {
  createTRPCClient,
  httpBatchLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { NetworkApi } from '@weft/network/client';
import type { SharedRotasApi } from '@weft/shared-rotas/client';
import type { WorkforceApi } from '@weft/workforce/client';
import { fetchAnswer, keepTrying } from './keep-trying.ts';
import { newTraceparent } from './traceparent.ts';

export type ClientOptions = {
  /** Where the platform is: 'http://localhost:8080', or '' for the page's own origin. */
  readonly url: string;
  /** A signed token; a browser sends its cookie instead. */
  readonly token?: () => string | null;
  /** EventSource for Node; a browser has its own. */
  readonly EventSource?: Parameters<typeof httpSubscriptionLink>[0]['EventSource'];
  /** What an earlier client had seen, where its commands shall show here too. */
  readonly after?: string | null;
  /** Called with each new position that a command reached. */
  readonly onSeen?: (position: string) => void;
  /** Called when nobody answers a call, which is sent again for so many milliseconds. */
  readonly onWait?: (forMs: number) => void;
  /** Called with each answer to a call, before it is read: its head says what time it is there. */
  readonly onAnswer?: (answer: Response) => void;
};

const LONGEST_ADDRESS = 4000;

/** A query whose input has no room in an address: it is sent as a POST. */
const isLong = ({ type, input }: { readonly type: string; readonly input: unknown }) =>
  type === 'query' && encodeURIComponent(JSON.stringify(input) ?? '').length > LONGEST_ADDRESS - 1000;

/** Typed clients of all services, which share what they have seen: a query after a command shows its effect. */
export function weftClient(options: ClientOptions) {
  const { url, token, EventSource, after = null, onSeen, onWait = () => {}, onAnswer } = options;
  let seen = after;
  const headers = () => {
    const given = token?.();
    return {
      traceparent: newTraceparent(),
      ...(given && { authorization: `Bearer ${given}` }),
      ...(seen && { 'weft-after': seen }),
    };
  };
  const fetchWithHeaders = (input: string | URL | Request, init: RequestInit) =>
    fetch(input, { ...init, headers: { ...(init.headers as Record<string, string>), ...headers() } });
  const fetchHeard = async (input: string | URL | Request, init?: object) => {
    const answer = await fetchAnswer(input, init);
    onAnswer?.(answer);
    return answer;
  };
  const remember =
    <Api extends AnyRouter>(): TRPCLink<Api> =>
    () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          ...observer,
          next(value) {
            const position = op.type === 'mutation' ? positionIn(value.result) : null;
            if (position && (seen === null || position > seen)) {
              seen = position;
              onSeen?.(position);
            }
            observer.next(value);
          },
        }),
      );
  const links = <Api extends AnyRouter>(service: string): TRPCLink<Api>[] => {
    const address = `${url}/api/${service}`;
    const live = httpSubscriptionLink({
      url: address,
      ...(EventSource && { EventSource, eventSourceOptions: { fetch: fetchWithHeaders } }),
    } as Parameters<typeof httpSubscriptionLink>[0]);
    const batch = httpBatchLink({
      url: address,
      maxItems: 20,
      maxURLLength: LONGEST_ADDRESS,
      headers,
      fetch: fetchHeard,
    });
    const long = httpBatchLink({ url: address, maxItems: 1, methodOverride: 'POST', headers, fetch: fetchHeard });
    return [
      remember<Api>(),
      ...keepTrying<Api>(onWait),
      splitLink<Api>({
        condition: (op) => op.type === 'subscription',
        true: live as unknown as TRPCLink<Api>,
        false: splitLink<Api>({
          condition: isLong,
          true: long as unknown as TRPCLink<Api>,
          false: batch as unknown as TRPCLink<Api>,
        }),
      }),
    ];
  };
  return {
    network: createTRPCClient<NetworkApi>({ links: links<NetworkApi>('network') }),
    workforce: createTRPCClient<WorkforceApi>({ links: links<WorkforceApi>('workforce') }),
    sharedRotas: createTRPCClient<SharedRotasApi>({ links: links<SharedRotasApi>('shared-rotas') }),
  };
}
export type WeftClient = ReturnType<typeof weftClient>;

function positionIn(result: unknown): string | null {
  const data = (result as { data?: { position?: unknown } | null }).data;
  return typeof data?.position === 'string' ? data.position : null;
}

/** A refused command: its code, the reason for people, and facts for programs. */
export type Refusal = { readonly rejected: string; readonly because: string; readonly details?: unknown };

/** The refusal behind a failed call, or null when it failed otherwise. */
export function refusalOf(error: unknown): Refusal | null {
  const data = error instanceof TRPCClientError ? (error.data as { refusal?: Refusal | null } | null) : null;
  return data?.refusal ?? null;
}

/** A fresh command id. Keep it for retries of the same command. */
export const newCommandId = (): string => globalThis.crypto.randomUUID();
