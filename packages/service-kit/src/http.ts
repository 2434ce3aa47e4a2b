import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { shedOverload } from './overload.ts';
import type { Started } from './service.ts';
import { TOKEN_COOKIE, tokenOf } from './token-of.ts';
import { type Context, readPosition } from './trpc.ts';
import { serveRouter } from './trpc-http.ts';
import { measureHttp } from './watch/http.ts';
import { spanOf, traceHttp, traceparentOfRequest } from './watch/http-spans.ts';
import { mayLook } from './watch/may-look.ts';
import { metricsOf } from './watch/metrics.ts';
import { serveStatus } from './watch/serve-status.ts';
import { servePages, type Web, webServer } from './web-server.ts';

export type { Web } from './web-server.ts';

async function contextOf(
  { deps, called }: Started,
  request: FastifyRequest,
  setCookie: (value: string) => void,
): Promise<Context> {
  const token = tokenOf(request);
  const read = token === null ? null : await deps.tokens.read(token);
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    actor: typeof read === 'object' ? read : null,
    tokenFault: typeof read === 'string' ? read : null,
    traceparent: traceparentOfRequest(request),
    span: spanOf(request),
    after: readPosition(header('weft-after')),
    log: deps.log,
    now: deps.now,
    caughtUp: deps.live.caughtUp,
    called,
    setTokenCookie: (given) =>
      setCookie(
        `${TOKEN_COOKIE}=${given ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${given === null ? 0 : 12 * 3600}`,
      ),
  };
}

/**
 * Serves started services under /api/<service>, health under /health, and the browser client from `pages` when given.
 * A bus in trouble is a note of health that makes nothing unready: commands are acknowledged without it. Throws with
 * advice when the port is taken.
 */
export async function serve(
  started: readonly Started[],
  {
    port,
    host,
    pages,
    logger,
    openMetrics = false,
  }: {
    port: number;
    host: string;
    pages: string | null;
    logger: Logger;
    openMetrics?: boolean;
  },
): Promise<Web> {
  const [first] = started;
  const tokens = first?.deps.tokens ?? null;
  const health = async () => ({
    faults: (await Promise.all(started.map((one) => one.notReady()))).filter((fault) => fault !== null),
    notes: [...new Set(started.flatMap((one) => one.busTrouble() ?? []))],
  });
  const { http, listen } = await webServer({ logger, health, mayLook: (request) => mayLook(request, tokens) });
  shedOverload(http);
  measureHttp(http, first?.metrics ?? metricsOf(), { open: openMetrics });
  traceHttp(http);
  const name = first && started.length === 1 ? first.service.name : 'platform';
  serveStatus(http, { name, started, health, tokens, now: first?.deps.now ?? (() => new Date()) });
  for (const one of started) {
    await http.register(
      async (scope) => {
        serveRouter(scope, {
          router: one.service.router,
          contextOf: (request, reply) => contextOf(one, request, (cookie) => reply.header('set-cookie', cookie)),
          // What breaks in a command or a query is logged with its id when it has ended.
          onError: ({ error, path, type, ctx }) => {
            if (error.code === 'INTERNAL_SERVER_ERROR' && (type === 'subscription' || !ctx))
              logger.error({ service: one.service.name, path, err: error }, 'failed');
          },
        });
        one.service.routes?.(scope);
      },
      { prefix: `/api/${one.service.name}` },
    );
  }
  if (pages) await servePages(http, pages);
  return listen({ port, host });
}
