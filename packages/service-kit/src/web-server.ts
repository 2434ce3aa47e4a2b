import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { securityHeaders } from './security-headers.ts';
import { isLocal } from './watch/may-look.ts';

const BODY_LIMIT_BYTES = 6 * 1024 * 1024;
/** How long a request under way may take to finish when the process is told to stop. */
const PATIENCE_MS = 15_000;

/** How a process is: not ready with a fault, ready with whatever notes. */
export type Health = { readonly faults: readonly string[]; readonly notes: readonly string[] };

export type Web = {
  /** Where it listens: 'http://localhost:8080'. */
  readonly address: string;
  /** Takes no new request, lets those under way finish, then resolves. */
  stop(): Promise<void>;
};

export type WebServer = {
  /** For routes; add them before `listen`. */
  readonly http: FastifyInstance;
  /** Throws with advice when the port is taken. */
  listen(at: { readonly port: number; readonly host: string }): Promise<Web>;
};

export const isEventStream = ({ headers }: FastifyRequest): boolean =>
  headers.accept?.includes('text/event-stream') === true;

/** What every process of ours answers alike: security headers, health, limits, errors in words, a log line a request. */
export async function webServer({
  logger,
  health,
  mayLook = async (request) => isLocal(request),
}: {
  readonly logger: Logger;
  readonly health: () => Promise<Health>;
  /** Who hears why it is not ready; everybody hears whether. */
  readonly mayLook?: (request: FastifyRequest) => Promise<boolean>;
}): Promise<WebServer> {
  const http: FastifyInstance = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // Nothing logs by request: a logger for each would be made for nothing.
    childLoggerFactory: (parent) => parent,
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 5000 },
  }) as unknown as FastifyInstance;
  const security = await securityHeaders();
  let stopping = false;
  const answering = new Set<FastifyRequest>();
  http.addHook('onRequest', (request, reply, done) => {
    for (const [name, value] of security) reply.raw.setHeader(name, value);
    if (!isEventStream(request)) answering.add(request);
    done();
  });
  http.addHook('onRequestAbort', (request, done) => {
    answering.delete(request);
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
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
    done();
  });
  http.get('/health/live', async () => ({ live: true }));
  http.get('/health/ready', async (request, reply) => {
    const { faults, notes } = await health();
    const all = stopping ? ['stopping', ...faults] : faults;
    const ready = all.length === 0;
    return reply.code(ready ? 200 : 503).send((await mayLook(request)) ? { ready, faults: all, notes } : { ready });
  });
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
  return {
    http,
    async listen({ port, host }) {
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
    },
  };
}

/** Serves the built browser client from a folder; every path of its own leads to its one page. */
export async function servePages(http: FastifyInstance, pages: string): Promise<void> {
  if (!existsSync(pages)) return;
  await http.register(fastifyStatic, {
    root: pages,
    wildcard: false,
    preCompressed: true,
    setHeaders(reply, path) {
      // The name of an asset tells its content.
      if (path.includes('/assets/')) reply.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  http.setNotFoundHandler(async (request, reply) =>
    request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/health/')
      ? reply.sendFile('index.html')
      : reply.code(404).send({ error: { message: `There is nothing at ${request.url}.` } }),
  );
}
