import { Status } from '@weft/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isLocal } from './may-look.ts';

const PATIENCE_MS = 5000;

/** Who asks, told on: their sign-in, and that they are elsewhere when they are. */
function headersFor(request: FastifyRequest): Record<string, string> {
  const { authorization, cookie } = request.headers;
  return {
    ...(authorization && { authorization }),
    ...(cookie && { cookie }),
    ...(!isLocal(request) && { 'x-forwarded-for': request.ip }),
  };
}

async function statusAt(url: string, headers: Record<string, string>): Promise<Status> {
  try {
    const answer = await fetch(`${url}/health/status`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    return Status.parse(await answer.json());
  } catch (error) {
    const because = `It does not answer: ${error instanceof Error ? error.message : String(error)}`;
    return { ready: false, processes: [], silent: [{ url, because }] };
  }
}

/** Asks the processes at `urls` how they stand, each on behalf of who sent `request`, and puts the answers together. */
async function gatherStatus(urls: readonly string[], request: FastifyRequest): Promise<Status> {
  const headers = headersFor(request);
  const all = await Promise.all(urls.map((url) => statusAt(url, headers)));
  const told = all.flatMap(({ processes }) => processes ?? []);
  const mute = all.flatMap(({ processes, ready }, index) => {
    const because = `It is ${ready ? 'ready' : 'not ready'}, and knows no sign-ins: it tells more on its own machine only.`;
    return processes === null ? [{ url: urls[index] ?? '', because }] : [];
  });
  const isHidden = told.length === 0 && mute.length > 0;
  return {
    ready: all.every(({ ready }) => ready),
    processes: isHidden ? null : told,
    silent: isHidden ? [] : [...all.flatMap(({ silent }) => silent), ...mute],
  };
}

/** Serves GET /health/status for an ingress: the answers of all processes behind it, whose addresses `urls` tells. */
export function serveGatheredStatus(http: FastifyInstance, urls: () => readonly string[]): void {
  http.get('/health/status', (request) => gatherStatus(urls(), request));
}
