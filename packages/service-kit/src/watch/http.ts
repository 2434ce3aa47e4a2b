import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isEventStream } from '../web-server.ts';
import { isLocal } from './may-look.ts';
import type { Metrics } from './metrics.ts';

/**
 * Counts requests and live pages, and serves the figures at GET /metrics: to programs on this machine, or to all when
 * `open`, which is for a port that no outsider reaches. They hold no personal data.
 */
export function measureHttp(http: FastifyInstance, metrics: Metrics, { open }: { readonly open: boolean }): void {
  const live = new Set<FastifyRequest>();
  const gone = (request: FastifyRequest) => {
    if (live.delete(request)) metrics.streaming(-1);
  };
  http.addHook('onRequest', (request, _reply, done) => {
    if (isEventStream(request)) {
      live.add(request);
      metrics.streaming(1);
      request.raw.once('close', () => gone(request));
    }
    done();
  });
  http.addHook('onResponse', (request, reply, done) => {
    if (isEventStream(request)) gone(request);
    else
      metrics.answered({
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        seconds: reply.elapsedTime / 1000,
      });
    done();
  });
  http.get('/metrics', async (request, reply) => {
    if (!open && !isLocal(request))
      return reply.code(403).send({
        error: { message: 'The metrics are for programs on this machine. WEFT_METRICS=open serves them to all.' },
      });
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}
