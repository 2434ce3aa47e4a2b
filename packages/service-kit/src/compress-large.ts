import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Below this an answer goes in a few packets anyway. */
const LARGE_CHARACTERS = 64 * 1024;

const zip = promisify(gzip);

const takesGzip = ({ headers }: FastifyRequest) =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(headers['accept-encoding'] ?? ''));
const isJson = (type: unknown) => String(type ?? '').startsWith('application/json');

/** Sends large answers in JSON compressed to callers who take that: a board of a thousand people is 2 MB, or 0.2. */
export function compressLarge(http: FastifyInstance): void {
  http.addHook('onSend', (request, reply, payload: unknown, done) => {
    if (typeof payload === 'string') {
      const isMeant =
        payload.length >= LARGE_CHARACTERS && isJson(reply.getHeader('content-type')) && takesGzip(request);
      if (isMeant) compressed(payload, reply).then((sent) => done(null, sent), done);
      else done(null, payload);
    } else if (payload instanceof Response && isJson(payload.headers.get('content-type')) && takesGzip(request)) {
      whole(payload, reply).then((sent) => done(null, sent), done);
    } else done(null, payload);
  });
}

/** The text of a batch's answer, compressed where it is large; what else it says goes on with the reply. */
async function whole(answer: Response, reply: FastifyReply): Promise<string | Buffer> {
  reply.code(answer.status);
  for (const [name, value] of answer.headers) reply.header(name, value);
  const text = await answer.text();
  return text.length < LARGE_CHARACTERS ? text : compressed(text, reply);
}

async function compressed(text: string, reply: FastifyReply): Promise<Buffer> {
  const sent = await zip(text, { level: constants.Z_BEST_SPEED });
  reply.header('content-encoding', 'gzip');
  reply.header('content-length', sent.length);
  reply.header('vary', [reply.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '));
  return sent;
}
