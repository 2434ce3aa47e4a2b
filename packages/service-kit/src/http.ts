import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { AnyRouter } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import Fastify, { type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Started } from './service.ts';
import { type Context, readPosition } from './trpc.ts';

const BODY_LIMIT_BYTES = 6 * 1024 * 1024;
const COOKIE = 'weft-token';
/** How long a request under way may take to finish when the process is told to stop. */
const PATIENCE_MS = 15_000;

export type Web = {
  /** Where it listens: 'http://localhost:8080'. */
  readonly address: string;
  /** Takes no new request, lets those under way finish, then resolves. */
  stop(): Promise<void>;
};

const tokenOf = (request: FastifyRequest): string | null => {
  const bearer = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
  if (bearer) return bearer;
  const cookies = request.headers.cookie?.split('; ') ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? null;
};

async function contextOf(
  { deps }: Started,
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
    traceparent: header('traceparent'),
    after: readPosition(header('weft-after')),
    log: deps.log,
    now: deps.now,
    caughtUp: deps.live.caughtUp,
    setTokenCookie: (given) =>
      setCookie(
        `${COOKIE}=${given ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${given === null ? 0 : 12 * 3600}`,
      ),
  };
}

/**
 * Serves started services under /api/<service>, health under /health, and the browser client from `pages` when given.
 * Throws with advice when the port is taken.
 */
export async function serve(
  started: readonly Started[],
  { port, host, pages, logger }: { port: number; host: string; pages: string | null; logger: Logger },
): Promise<Web> {
  const http = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 5000 },
  });
  await http.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        'default-src': ["'self'"],
        'img-src': ["'self'", 'data:'],
        'upgrade-insecure-requests': null,
      },
    },
    strictTransportSecurity: false,
  });
  let stopping = false;
  const answering = new Set<FastifyRequest>();
  http.addHook('onRequest', async (request) => {
    if (!request.headers.accept?.includes('text/event-stream')) answering.add(request);
  });
  http.addHook('onRequestAbort', async (request) => {
    answering.delete(request);
  });
  http.addHook('onResponse', async (request, reply) => {
    answering.delete(request);
    logger.info(
      {
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  http.get('/health/live', async () => ({ live: true }));
  http.get('/health/ready', async (_request, reply) => {
    const faults = (await Promise.all(started.map((one) => one.notReady()))).filter((fault) => fault !== null);
    if (stopping) faults.unshift('stopping');
    return reply.code(faults.length > 0 ? 503 : 200).send({ ready: faults.length === 0, faults });
  });
  // Before the services: each takes over the handler that is set when it is registered.
  http.setErrorHandler(async (error: { statusCode?: number; code?: string; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    const message =
      error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
        ? `This is larger than ${BODY_LIMIT_BYTES / 1024 / 1024} MB, the most that is taken at once. Nothing was changed. Split the file and send the parts.`
        : status < 500
          ? error.message
          : 'Something is broken here. Nothing of this request is known to have been lost; try again, or tell the operator.';
    if (status >= 500) logger.error({ err: error }, 'failed');
    return reply
      .code(status)
      .send({ error: { message, code: -32600, data: { code: error.code ?? 'ERROR', httpStatus: status } } });
  });
  for (const one of started) {
    const options: FastifyTRPCPluginOptions<AnyRouter>['trpcOptions'] = {
      router: one.service.router,
      createContext: ({ req, res }) => contextOf(one, req, (cookie) => res.header('set-cookie', cookie)),
      maxBatchSize: 50,
      onError: ({ error, path }) => {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          logger.error(
            { service: one.service.name, path, err: { name: error.name, message: error.message, stack: error.stack } },
            'failed',
          );
      },
    };
    await http.register(
      async (scope) => {
        await scope.register(fastifyTRPCPlugin, { trpcOptions: options });
        one.service.routes?.(scope);
      },
      { prefix: `/api/${one.service.name}` },
    );
  }
  if (pages && existsSync(pages)) {
    await http.register(fastifyStatic, { root: pages, wildcard: false });
    http.setNotFoundHandler(async (request, reply) =>
      request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/health/')
        ? reply.sendFile('index.html')
        : reply.code(404).send({ error: { message: `There is nothing at ${request.url}.` } }),
    );
  }
  try {
    await http.listen({ port, host });
  } catch (error) {
    if ((error as { code?: string }).code === 'EADDRINUSE')
      throw new Error(
        `Port ${port} is in use. Stop the program that holds it, or choose another: PORT=${port + 1} npm start`,
        { cause: error },
      );
    throw error;
  }
  const bound = http.server.address();
  return {
    address: `http://localhost:${typeof bound === 'object' && bound ? bound.port : port}`,
    async stop() {
      stopping = true;
      const closed = http.close();
      for (let waited = 0; answering.size > 0 && waited < PATIENCE_MS; waited += 50) await setTimeout(50);
      http.server.closeAllConnections();
      await closed;
    },
  };
}
