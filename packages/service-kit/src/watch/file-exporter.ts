import { appendFile } from 'node:fs';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

const msOf = ([seconds, nanos]: readonly [number, number]) => seconds * 1000 + nanos / 1e6;

/** One span as it stands in the file: ids are hexadecimal, times ISO in UTC and milliseconds. */
const lineOf = (span: ReadableSpan) =>
  JSON.stringify({
    trace: span.spanContext().traceId,
    span: span.spanContext().spanId,
    parent: span.parentSpanContext?.spanId ?? null,
    name: span.name,
    process: span.resource.attributes['service.instance.id'],
    start: new Date(msOf(span.startTime)).toISOString(),
    startMs: msOf(span.startTime),
    ms: Math.round(msOf(span.duration) * 1000) / 1000,
    ...(span.status.message && { failed: span.status.message }),
    ...span.attributes,
  });

/** Writes spans into a file, a line of JSON each, for looking at them without a collector. */
export const fileExporter = (path: string): SpanExporter => ({
  export(spans, told) {
    appendFile(path, `${spans.map(lineOf).join('\n')}\n`, (error) => told(error ? { code: 1, error } : { code: 0 }));
  },
  shutdown: async () => {},
});
