import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Metrics } from './metrics.ts';

/** Serves the figures, and nothing else, on a port of their own, to all who reach it. The returned function ends it. */
export async function metricsPort(
  metrics: Pick<Metrics, 'text' | 'contentType'>,
  port: number,
): Promise<() => Promise<void>> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/metrics') response.writeHead(404).end();
    else response.setHeader('content-type', metrics.contentType).end(await metrics.text());
  });
  await once(server.listen(port), 'listening');
  return async () => {
    server.close();
    server.closeAllConnections();
  };
}
