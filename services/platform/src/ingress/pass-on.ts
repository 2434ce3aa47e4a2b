import { Agent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Replica, Replicas } from './replicas.ts';

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'content-length',
]);
const RETRIED = new Set([502, 503, 504]);
const PAUSE_MS = 100;

const agent = new Agent({ keepAlive: true, keepAliveMsecs: 5000 });

/** What of a request goes on, and who sent it where. */
function headersOf(request: FastifyRequest, body: Buffer | null): OutgoingHttpHeaders {
  const given = Object.entries(request.headers).filter(([name]) => !HOP_BY_HOP.has(name));
  const before = request.headers['x-forwarded-for'];
  return {
    ...Object.fromEntries(given),
    'x-forwarded-for': [before ?? [], request.ip].flat().join(', '),
    'x-forwarded-host': request.headers.host,
    'x-forwarded-proto': request.protocol,
    ...(body && { 'content-length': body.length }),
  };
}

/** Sends the request to one replica. Resolves with its answer as it begins; rejects when none comes. */
function ask(replica: Replica, request: FastifyRequest, left: AbortSignal): Promise<IncomingMessage> {
  const body = Buffer.isBuffer(request.body) && request.body.length > 0 ? request.body : null;
  return new Promise((resolve, reject) => {
    const asked = httpRequest(`${replica.url}${request.url}`, {
      agent,
      method: request.method,
      headers: headersOf(request, body),
      signal: AbortSignal.any([replica.gone, left]),
    });
    asked.once('response', resolve).once('error', reject);
    asked.end(body ?? undefined);
  });
}

/** Gives an answer on, byte by byte as it comes. When it breaks off, so does ours, and the caller asks again. */
function giveOn(answer: IncomingMessage, reply: FastifyReply): void {
  const headers = Object.entries(answer.headers).filter(
    ([name]) => !HOP_BY_HOP.has(name) || name === 'content-length',
  ) as [string, string | string[]][];
  reply.hijack();
  reply.raw.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
  reply.raw.flushHeaders();
  pipeline(answer, reply.raw, () => {});
}

/**
 * Passes a request on to a replica of its service. When no answer begins, it asks another one, or the same after a
 * moment, for `patienceMs`: commands carry ids, so that asking twice does nothing twice. 503 when nobody is there.
 */
export async function passOn(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  replicas: Replicas,
  { service, patienceMs }: { readonly service: string; readonly patienceMs: number },
): Promise<void> {
  const caller = new AbortController();
  reply.raw.once('close', () => caller.abort());
  const until = performance.now() + patienceMs;
  const tried = new Set<string>();
  for (;;) {
    const replica = replicas.next(tried);
    if (replica) {
      try {
        const answer = await ask(replica, request, caller.signal);
        const isLast = replicas.urls.every((url) => url === replica.url || tried.has(url));
        // Who says when to come back is too busy: another one may not be, but nobody is asked twice.
        const isBusy = isLast && answer.headers['retry-after'] !== undefined;
        if (!RETRIED.has(answer.statusCode ?? 0) || isBusy || performance.now() > until) return giveOn(answer, reply);
        answer.resume();
      } catch (error) {
        if (caller.signal.aborted) return;
        if ((error as { code?: string }).code === 'ECONNREFUSED') replicas.failed(replica.url);
      }
      if (tried.has(replica.url)) await setTimeout(PAUSE_MS);
      tried.add(replica.url);
    } else await setTimeout(PAUSE_MS);
    if (caller.signal.aborted) return;
    if (performance.now() > until) break;
  }
  const message = `No process of ${service} answers. What was sent may be sent again: a command takes effect once. Try again in a moment.`;
  await reply
    .code(503)
    .header('retry-after', '2')
    .send({ error: { message, code: -32603, data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503 } } });
}
