import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ZodError } from 'zod';
import { parseFaults } from './faults.ts';
import type { StandIn } from './start-stand-in.ts';

/** A control port that listens. */
export type Control = { readonly port: number; close(): Promise<void> };

type Answer = { readonly code: number; readonly body?: unknown };

/**
 * HTTP for the switches, on loopback only: GET /health/live, GET /faults, PATCH /faults with some of them as JSON,
 * GET /counts, POST /restart, POST /drop-connections, POST /end-subscriptions. Port 0 chooses a free one.
 */
export async function openControl(standIn: StandIn, port: number): Promise<Control> {
  const routes: Readonly<Record<string, (body: string) => Promise<Answer> | Answer>> = {
    'GET /health/live': () => ({ code: standIn.faults.notReady ? 503 : 204 }),
    'GET /faults': () => ({ code: 200, body: standIn.faults }),
    'PATCH /faults': (body) => {
      Object.assign(standIn.faults, parseFaults(JSON.parse(body)));
      return { code: 200, body: standIn.faults };
    },
    'GET /counts': () => ({ code: 200, body: standIn.counts() }),
    'POST /restart': async () => {
      await standIn.restart();
      return { code: 204 };
    },
    'POST /drop-connections': () => {
      standIn.dropConnections();
      return { code: 204 };
    },
    'POST /end-subscriptions': () => {
      standIn.endSubscriptions();
      return { code: 204 };
    },
  };

  async function answer(request: IncomingMessage): Promise<Answer> {
    const route = routes[`${request.method} ${request.url}`];
    if (!route) return { code: 404, body: { error: `There is: ${Object.keys(routes).join(', ')}.` } };
    try {
      return await route(await bodyOf(request));
    } catch (error) {
      if (error instanceof ZodError || error instanceof SyntaxError)
        return { code: 400, body: { error: error.message } };
      throw error;
    }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (found) => send(response, found),
      (error: unknown) => send(response, { code: 500, body: { error: String(error) } }),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The control server has no port.');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, { code, body }: Answer): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
