import { Agent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { isHopByHop } from './hop-by-hop.ts';
import type { Replica } from './replicas.ts';

const agent = new Agent({ keepAlive: true, keepAliveMsecs: 5000 });

/** An answer that has begun. Call `ended` when nothing more of it is waited for. */
export type Asking = { readonly answer: IncomingMessage; readonly ended: () => void };

/** What of a request goes on, and who sent it where. */
function headersOf(request: FastifyRequest, body: Buffer | null): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const name in request.headers) if (!isHopByHop(name)) headers[name] = request.headers[name];
  const before = request.headers['x-forwarded-for'];
  headers['x-forwarded-for'] = before === undefined ? request.ip : [before, request.ip].flat().join(', ');
  headers['x-forwarded-host'] = request.headers.host;
  headers['x-forwarded-proto'] = request.protocol;
  if (body) headers['content-length'] = body.length;
  return headers;
}

/**
 * Sends the request to one replica. `begun` resolves with its answer as it begins, and rejects when none comes, when the
 * replica goes, or at `cancel`; after that an answer under way breaks off for the same reasons.
 */
export function ask(
  { host, port, gone }: Replica,
  request: FastifyRequest,
): { readonly begun: Promise<Asking>; cancel(): void } {
  const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : null;
  const { method, url: path } = request;
  const asked = httpRequest({ host, port, path, method, agent, headers: headersOf(request, body) });
  // Signals in the request's options would cost as much again as the rest of it.
  const cancel = () => {
    asked.destroy();
  };
  const ended = () => gone.removeEventListener('abort', cancel);
  const begun = new Promise<Asking>((resolve, reject) => {
    asked.once('response', (answer) => resolve({ answer, ended }));
    asked.on('error', (error) => {
      ended();
      reject(error);
    });
  });
  if (gone.aborted) cancel();
  else gone.addEventListener('abort', cancel);
  asked.end(body ?? undefined);
  return { begun, cancel };
}
