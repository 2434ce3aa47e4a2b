import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asking, ask } from './ask.ts';
import { isHopByHop } from './hop-by-hop.ts';
import type { Replicas } from './replicas.ts';

const RETRIED = new Set([502, 503, 504]);
const PAUSE_MS = 100;
/** An answer of so many bytes at most is taken in before it goes on: head and body in one write. */
const SMALL_BYTES = 256 * 1024;

const isSmall = ({ headers }: IncomingMessage) => Number(headers['content-length'] ?? Infinity) <= SMALL_BYTES;

/** The whole of a small answer. Rejects when it breaks off. */
function wholeOf(answer: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    answer.on('data', (piece: Buffer) => pieces.push(piece));
    answer.once('end', () => resolve(pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)));
    answer.once('error', reject);
  });
}

function writeHead(answer: IncomingMessage, reply: FastifyReply): void {
  const headers: Record<string, string | string[]> = {};
  for (const name in answer.headers) {
    const value = answer.headers[name];
    if (value !== undefined && (name === 'content-length' || !isHopByHop(name))) headers[name] = value;
  }
  reply.hijack();
  reply.raw.writeHead(answer.statusCode ?? 502, headers);
}

/**
 * Gives an answer on: a small one as a whole, so that one that breaks off can be asked for again; others piece by piece
 * as they come. When one of those breaks off, so does ours, and the caller asks again.
 */
async function giveOn({ answer, ended }: Asking, reply: FastifyReply): Promise<void> {
  if (isSmall(answer)) {
    const whole = await wholeOf(answer).finally(ended);
    writeHead(answer, reply);
    reply.raw.end(whole);
    return;
  }
  writeHead(answer, reply);
  reply.raw.flushHeaders();
  pipeline(answer, reply.raw, ended);
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
  let hasLeft = false;
  let leave = () => {};
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return;
    hasLeft = true;
    leave();
  });
  const until = performance.now() + patienceMs;
  const tried = new Set<string>();
  for (;;) {
    const replica = replicas.next(tried);
    if (replica) {
      const asking = ask(replica, request);
      leave = asking.cancel;
      try {
        const asked = await asking.begun;
        const { answer } = asked;
        const isLast = replicas.urls.every((url) => url === replica.url || tried.has(url));
        // Who says when to come back is too busy: another one may not be, but nobody is asked twice.
        const isBusy = isLast && answer.headers['retry-after'] !== undefined;
        const isGivenOn = !RETRIED.has(answer.statusCode ?? 0) || isBusy || performance.now() > until;
        if (isGivenOn) return await giveOn(asked, reply);
        answer.resume();
        asked.ended();
      } catch (error) {
        if (hasLeft) return;
        if ((error as { code?: string }).code === 'ECONNREFUSED') replicas.failed(replica.url);
      }
      if (tried.has(replica.url)) await setTimeout(PAUSE_MS);
      tried.add(replica.url);
    } else await setTimeout(PAUSE_MS);
    if (hasLeft) return;
    if (performance.now() > until) break;
  }
  const message = `No process of ${service} answers. What was sent may be sent again: a command takes effect once. Try again in a moment.`;
  await reply
    .code(503)
    .header('retry-after', '2')
    .send({ error: { message, code: -32603, data: { code: 'SERVICE_UNAVAILABLE', httpStatus: 503 } } });
}
