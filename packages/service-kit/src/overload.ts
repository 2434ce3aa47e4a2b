import type { FastifyInstance } from 'fastify';
import { turnsBy } from './turns.ts';
import { isEventStream } from './web-server.ts';

/** So often the process looks whether it comes round in time. */
const LOOK_EVERY_MS = 10;
/** Coming round later than this is late. */
const LATE_MS = 25;
/** Late all the time for so long is overload, and so is a request that has waited so long to begin; less is a pause. */
const PATIENCE_MS = 500;
/** In overload, one round of the event loop takes in requests for so long; what waits longer is turned away. */
const ROUND_MS = 30;
/** So many are taken in each round all the same: a few requests beside one long piece of work are no overload. */
const ALWAYS_TAKEN = 10;
/** Requests under way at once, whatever the reason. */
const MOST_UNDER_WAY = 1000;

/** Tells overload by the clock: whether the event loop has been coming round late for a while. */
export type Overload = {
  /** Called at every round, some 10 ms after the last when all is well. */
  round(atMs: number): void;
  /** Whether a request that comes now is taken; not when it is more than can be answered in time. */
  takes(atMs: number, underWay: number): boolean;
};

/** Starts calm at an instant, in milliseconds of any clock that only goes forward. */
export function overloadFrom(startMs: number): Overload {
  let last = startMs;
  let calm = startMs;
  let taken = 0;
  return {
    round(atMs) {
      taken = 0;
      if (atMs - last < LOOK_EVERY_MS + LATE_MS) calm = atMs;
      last = atMs;
    },
    takes(atMs, underWay) {
      const isLate = last - calm >= PATIENCE_MS && atMs - last > ROUND_MS && taken >= ALWAYS_TAKEN;
      if (isLate || underWay >= MOST_UNDER_WAY) return false;
      taken++;
      return true;
    },
  };
}

const TOO_BUSY = {
  error: {
    message: 'The platform has more to do than it can do in time. Nothing was changed; try again in a moment.',
    code: -32000,
    data: { code: 'TOO_BUSY', httpStatus: 503 },
  },
};

/**
 * Turns requests to /api away with 503 and Retry-After while there are more than can be answered in time, so that
 * those that are taken are answered quickly, and lets the others begin in turn, commands first. Health, pages and live
 * pages that are open are not touched.
 */
export function shedOverload(http: FastifyInstance): void {
  const overload = overloadFrom(performance.now());
  const looking = setInterval(() => overload.round(performance.now()), LOOK_EVERY_MS).unref();
  const underWay = new Set<object>();
  const turns = turnsBy(() => performance.now());
  http.addHook('onRequest', (request, reply, done) => {
    if (!request.url.startsWith('/api/') || isEventStream(request)) return done();
    if (!overload.takes(performance.now(), underWay.size) || turns.longestMs() > PATIENCE_MS) {
      reply.code(503).header('retry-after', '1').send(TOO_BUSY);
      return;
    }
    underWay.add(request);
    turns.wait(done, request.method !== 'GET');
  });
  http.addHook('onRequestAbort', (request, done) => {
    underWay.delete(request);
    done();
  });
  http.addHook('onResponse', (request, _reply, done) => {
    underWay.delete(request);
    done();
  });
  http.addHook('onClose', (_http, done) => {
    clearInterval(looking);
    done();
  });
}
