import type { Logger } from 'pino';
import { z } from 'zod';
import { logLevel } from '../settings.ts';
import { weftLogger } from './log-lines.ts';
import { type Metrics, metricsOf } from './metrics.ts';
import { openTraces } from './open-traces.ts';
import { release } from './release.ts';

/** Settings of each process about being seen from outside. */
export const watchSettings = {
  LOG_LEVEL: logLevel,
  WEFT_METRICS: z
    .enum(['local', 'open'])
    .default('local')
    .describe('write local to serve /metrics to this machine only, or open for a port that no outsider reaches'),
  WEFT_TRACES: z
    .string()
    .default('off')
    .describe('write off, file:traces.jsonl or otlp:http://localhost:4318/v1/traces, with ?share=0.1 for a tenth'),
};

/** What a process is watched with. */
export type Watch = {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Whether /metrics is served to other machines. */
  readonly openMetrics: boolean;
  /** Writes out what is held. */
  stop(): Promise<void>;
};

/** Starts the logger, the metrics and the traces of a process. Call it once, before services are made. */
export async function startWatch(
  { name, replica }: { readonly name: string; readonly replica?: string | undefined },
  settings: { readonly LOG_LEVEL: string; readonly WEFT_METRICS: string; readonly WEFT_TRACES: string },
): Promise<Watch> {
  const instance = replica ? `${name}-${replica}` : name;
  return {
    logger: weftLogger({ level: settings.LOG_LEVEL, process: name, replica }),
    metrics: metricsOf({ version: release, process: true }),
    openMetrics: settings.WEFT_METRICS === 'open',
    stop: await openTraces(settings.WEFT_TRACES, { name, instance }),
  };
}
