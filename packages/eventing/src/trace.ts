import {
  type Attributes,
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';

/** What an event or a message says of the trace that it belongs to, and when it happened. */
export type Traced = { readonly traceparent?: string | undefined; readonly at: string };

/** Older ones are history, read again by a rebuild: nobody wants spans of those. */
const FRESH_MS = 5 * 60_000;

const tracer = () => trace.getTracer('weft');

/** Reads a W3C traceparent; null when it is none. */
export function spanContextOf(traceparent: string): SpanContext | null {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceparent) ?? [];
  if (!traceId || !spanId || !flags) return null;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const read = { traceId, spanId, traceFlags, isRemote: true };
  return isSpanContextValid(read) ? read : null;
}

/** Writes a span's context as a W3C traceparent. */
export const traceparentOf = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-0${traceFlags & TraceFlags.SAMPLED}`;

/** The traceparent of the span that this runs in; undefined outside of any. */
export function traceparentNow(): string | undefined {
  const span = trace.getActiveSpan();
  return span && traceparentOf(span.spanContext());
}

/** Runs `work` in a span and ends the span with it. A failure is told by its name: its words may hold more than ids. */
function within<Result>(span: Span, work: () => Result): Result {
  const failed = (error: unknown) => {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
    span.end();
  };
  return context.with(trace.setSpan(context.active(), span), () => {
    try {
      const result = work();
      if (!(result instanceof Promise)) {
        span.end();
        return result;
      }
      return result.then(
        (value: unknown) => {
          span.end();
          return value;
        },
        (error: unknown) => {
          failed(error);
          throw error;
        },
      ) as Result;
    } catch (error) {
      failed(error);
      throw error;
    }
  });
}

/** Runs `work`, in a child of the span that this runs in when that one is recorded. */
export function inSpan<Result>(name: string, attributes: Attributes, work: () => Result): Result {
  if (!trace.getActiveSpan()?.isRecording()) return work();
  return within(tracer().startSpan(name, { attributes }), work);
}

/** Runs `work` for something that came through log or bus: in a span of its trace when it is sampled and fresh. */
export function inTraceOf<Result>({ traceparent, at }: Traced, name: string, work: () => Result): Result {
  if (!traceparent?.endsWith('1') || Date.now() - Date.parse(at) > FRESH_MS) return work();
  const parent = spanContextOf(traceparent);
  if (!parent || parent.traceFlags !== TraceFlags.SAMPLED) return work();
  return within(tracer().startSpan(name, {}, trace.setSpanContext(ROOT_CONTEXT, parent)), work);
}
