import { type AnyRouter, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from '@trpc/server';
import { type FastifyTRPCPluginOptions, fastifyRequestHandler } from '@trpc/server/adapters/fastify';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { compressLarge } from './compress-large.ts';
import { textOf } from './kept-text.ts';
import type { Context } from './trpc.ts';
import { isEventStream } from './web-server.ts';

type Given = {
  readonly router: AnyRouter;
  readonly contextOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Context>;
  /** Told of what broke outside of a command or query that was under way; those are watched for themselves. */
  readonly onError: FastifyTRPCPluginOptions<AnyRouter>['trpcOptions']['onError'];
};

type Call = { readonly path: string; readonly type: 'query' | 'mutation'; readonly input: unknown };

const MOST_IN_A_BATCH = 50;

/**
 * Serves a router over HTTP, in the form of tRPC. One query or command with JSON, as nearly all are, is called
 * directly; batches, live pages and whatever is malformed are answered by tRPC's own adapter. Both say the same.
 */
export function serveRouter(http: FastifyInstance, { router, contextOf, onError }: Given): void {
  http.removeContentTypeParser('application/json');
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  http.removeContentTypeParser('multipart/form-data');
  http.addContentTypeParser('multipart/form-data', {}, (_request, body, done) => done(null, body));

  compressLarge(http);
  http.all<{ Params: { path: string } }>('/:path', async (request, reply) => {
    const { path } = request.params;
    const call = singleCall(router, path, request);
    if (call) return answer(call, await contextOf(request, reply), reply);
    await fastifyRequestHandler({
      router,
      createContext: ({ req, res }) => contextOf(req, res),
      maxBatchSize: MOST_IN_A_BATCH,
      // A query whose input is too long for an address comes as a POST.
      allowMethodOverride: true,
      ...(onError && { onError }),
      req: request,
      res: reply,
      path,
    });
    return reply;
  });

  async function answer({ path, type, input }: Call, ctx: Context, reply: FastifyReply) {
    reply.header('content-type', 'application/json').header('vary', 'trpc-accept, accept');
    const called = { router, path, type, ctx, getRawInput: async () => input, signal: undefined, batchIndex: 0 };
    try {
      const data = textOf(await callTRPCProcedure(called));
      return data === undefined ? '{"result":{}}' : `{"result":{"data":${data}}}`;
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const config = router._def._config;
      reply.code(getHTTPStatusCodeFromError(error));
      return JSON.stringify({ error: getTRPCErrorShape({ config, error, type, path, input, ctx }) });
    }
  }
}

/** The one well-formed query or command that a request brings; null for all else. */
function singleCall(router: AnyRouter, path: string, request: FastifyRequest): Call | null {
  const { method, headers, query, body } = request;
  const { input, batch, connectionParams } = query as Readonly<Record<string, unknown>>;
  if (batch !== undefined || connectionParams !== undefined || isEventStream(request)) return null;
  if (headers['trpc-accept'] !== undefined || headers.accept?.includes('application/jsonl')) return null;
  const procedure = (router._def.procedures as Readonly<Record<string, { _def: { type: string } } | undefined>>)[path];
  const isQuery = method === 'GET' && procedure?._def.type === 'query';
  const isCommand =
    method === 'POST' &&
    procedure?._def.type === 'mutation' &&
    headers['content-type']?.startsWith('application/json') === true;
  if (!isQuery && !isCommand) return null;
  if (isQuery && input === undefined) return { path, type: 'query', input };
  try {
    return { path, type: isQuery ? 'query' : 'mutation', input: JSON.parse((isQuery ? input : body) as string) };
  } catch {
    return null;
  }
}
