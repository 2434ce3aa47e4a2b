import { context, trace } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { release } from './release.ts';

const KINDS = 'off, file:traces.jsonl or otlp:http://localhost:4318/v1/traces, and ?share=0.1 for a tenth of all';

/** Splits `file:traces.jsonl?share=0.1`. Throws with advice. */
function settingOf(setting: string): { readonly scheme: string; readonly target: string; readonly share: number } {
  const [address = '', query = ''] = setting.split('?', 2);
  const [scheme = '', target = ''] = address.split(/:(.*)/s);
  const share = Number(new URLSearchParams(query).get('share') ?? 1);
  const isKnown = (scheme === 'file' || scheme === 'otlp') && target !== '';
  if (!isKnown || !(share >= 0 && share <= 1)) throw new Error(`WEFT_TRACES is "${setting}". Write ${KINDS}.`);
  return { scheme, target, share };
}

async function exporterFor(scheme: string, target: string): Promise<SpanExporter> {
  if (scheme === 'file') return (await import('./file-exporter.ts')).fileExporter(target);
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  return new OTLPTraceExporter({ url: target });
}

/**
 * Begins to record traces as `setting` says: `off` (nothing is even loaded), `file:<path>`, `otlp:<url>`, with
 * `?share=` of all traces (1 when absent; decided by the trace's id, so that all processes decide alike). The returned
 * function writes out what is held and ends it.
 */
export async function openTraces(
  setting: string,
  { name, instance }: { readonly name: string; readonly instance: string },
): Promise<() => Promise<void>> {
  if (setting === 'off') return async () => {};
  const { scheme, target, share } = settingOf(setting);
  const sdk = await import('@opentelemetry/sdk-trace');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { AsyncLocalStorageContextManager } = await import('@opentelemetry/context-async-hooks');
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({
      'service.name': name,
      'service.instance.id': instance,
      'service.version': release,
    }),
    sampler: new sdk.ParentBasedSampler({
      root: new sdk.TraceIdRatioBasedSampler(share),
      remoteParentNotSampled: new sdk.TraceIdRatioBasedSampler(share),
    }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({ exporter: await exporterFor(scheme, target), scheduledDelayMillis: 1000 }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}
