import type { Logger } from 'pino';
import { z } from 'zod';
import { logLevel } from '../settings.ts';
import { weftLogger } from './log-lines.ts';
import { type Metrics, metricsOf } from './metrics.ts';
import { metricsPort } from './metrics-port.ts';
import { openTraces } from './open-traces.ts';
import { release } from './release.ts';

/** Settings of each process about being seen from outside. */
export const watchSettings = {
  LOG_LEVEL: logLevel,
  WEFT_METRICS: z
    .string()
    .regex(/^(local|open|\d{1,5})$/)
    .default('local')
    .describe(
      'write local to serve /metrics to this machine only, open to serve it to all, or a port of its own for it',
    ),
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
  const metrics = metricsOf({ version: release, process: true });
  const { WEFT_METRICS: where } = settings;
  const stopMetrics = /^\d+$/.test(where) ? await metricsPort(metrics, Number(where)) : async () => {};
  const instance = replica ? `${name}-${replica}` : name;
  const stopTraces = await openTraces(settings.WEFT_TRACES, { name, instance });
  return {
    logger: weftLogger({ level: settings.LOG_LEVEL, process: name, replica }),
    metrics,
    openMetrics: where === 'open',
    async stop() {
      await stopMetrics();
      await stopTraces();
    },
  };
}
