import {
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { spanContextOf, traceparentOf } from '@weft/eventing';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isEventStream } from '../web-server.ts';

const spans = new WeakMap<FastifyRequest, Span>();

/** The span of a request, when traces are recorded here. */
export const spanOf = (request: FastifyRequest): Span | null => spans.get(request) ?? null;

/** What the events of a request say of their trace: the request's span, else what the caller sent. */
export function traceparentOfRequest(request: FastifyRequest): string | undefined {
  const span = spanOf(request);
  if (span) return traceparentOf(span.spanContext());
  const { traceparent } = request.headers;
  return typeof traceparent === 'string' && spanContextOf(traceparent) ? traceparent : undefined;
}

/** The caller's trace; whether it is recorded is decided here, by its id, and not by whoever calls. */
function parentOf({ headers }: FastifyRequest) {
  const sent = typeof headers.traceparent === 'string' ? spanContextOf(headers.traceparent) : null;
  return sent ? trace.setSpanContext(ROOT_CONTEXT, { ...sent, traceFlags: TraceFlags.NONE }) : ROOT_CONTEXT;
}

/** Gives each request a span, where traces are recorded. Live pages, health and metrics get none. */
export function traceHttp(http: FastifyInstance): void {
  const tracer = trace.getTracer('weft');
  http.addHook('onRequest', (request, _reply, done) => {
    begin(request);
    done();
  });
  function begin(request: FastifyRequest) {
    const route = request.routeOptions.url;
    if (!route?.startsWith('/api/') || isEventStream(request)) return;
    const attributes = { 'http.request.method': request.method, 'http.route': route };
    const parent = parentOf(request);
    const span = tracer.startSpan(`${request.method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    const isOurs = span.spanContext().spanId !== trace.getSpanContext(parent)?.spanId;
    if (isOurs && isSpanContextValid(span.spanContext())) spans.set(request, span);
  }
  http.addHook('onResponse', (request, reply, done) => {
    const span = spanOf(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
