import type { Status } from '@weft/contracts';
import type { FastifyInstance } from 'fastify';
import type { Tokens } from '../actor.ts';
import type { Started } from '../service.ts';
import type { Health } from '../web-server.ts';
import { mayLook } from './may-look.ts';
import { processStatus } from './process-status.ts';

/** Serves GET /health/status: how this process stands, to those who may look; to others whether it is ready. */
export function serveStatus(
  http: FastifyInstance,
  {
    started,
    tokens,
    ...about
  }: {
    readonly name: string;
    readonly replica?: string | undefined;
    readonly started: readonly Started[];
    readonly health: () => Promise<Health>;
    readonly now: () => Date;
    /** Null where nobody signs in: then only programs on this machine may look. */
    readonly tokens: Pick<Tokens, 'read'> | null;
  },
): void {
  http.get('/health/status', async (request): Promise<Status> => {
    const status = await processStatus(started, about);
    return { ready: status.ready, processes: (await mayLook(request, tokens)) ? [status] : null, silent: [] };
  });
}
