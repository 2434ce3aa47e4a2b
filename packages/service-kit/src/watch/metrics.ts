import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Lag } from './lags.ts';

/** How a call ended. `denied`: who asks may not. `invalid`: what is asked is not well formed, or not there. */
export type Outcome = 'accepted' | 'refused' | 'denied' | 'invalid' | 'failed';

/** Work of a service that goes on by itself. */
export type Work = {
  /** Pieces that wait for their turn. */
  readonly queued: number;
  readonly running: number;
  /** How far the slowest of the running pieces is, from 0 to 1; null when none runs. */
  readonly slowest: number | null;
};

/** A service as the gauges see it; read when somebody asks for the metrics. */
export type Watched = {
  readonly name: string;
  lags(): readonly Lag[];
  /** Messages that were set aside and are still missed: who misses each. */
  missed(): readonly { readonly name: string }[];
  busTrouble(): string | null;
  /** What a view, a reaction or the publisher is stuck at. */
  failure(): Error | null;
  work(): Work | null;
};

/** The figures of one process. Labels hold names that stand in the code, never an id. */
export type Metrics = {
  /** All of it in the text format of Prometheus. */
  text(): Promise<string>;
  readonly contentType: string;
  /** Names of all that is registered. */
  names(): readonly string[];
  /** A command or a query has ended; `refusal` is the code when it was refused. */
  called(call: {
    readonly service: string;
    readonly procedure: string;
    readonly isCommand: boolean;
    readonly outcome: Outcome;
    readonly refusal: string | null;
    readonly seconds: number;
  }): void;
  appended(append: {
    readonly category: string;
    readonly outcome: string;
    readonly events: number;
    readonly seconds: number;
  }): void;
  answered(request: {
    readonly method: string;
    readonly route: string;
    readonly status: number;
    readonly seconds: number;
  }): void;
  /** A live page was opened (1) or has gone (-1). */
  streaming(change: 1 | -1): void;
  /** Adds a service to the gauges until the returned function is called. */
  watch(service: Watched): () => void;
};

const CALL_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const APPEND_SECONDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];
const APPEND_EVENTS = [1, 2, 5, 10, 50, 100, 500];

/** Makes the registry of a process: nothing is global. `process` adds memory, event loop and garbage collection. */
export function metricsOf({ version = 'unknown', process = false } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const watched = new Set<Watched>();
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers });
  const histogram = <L extends string>(
    name: string,
    about: { help: string; buckets: number[]; labels: readonly L[] },
  ) => new Histogram({ name, help: about.help, buckets: about.buckets, labelNames: [...about.labels], registers });
  const gauge = <L extends string>(
    name: string,
    about: { help: string; labels: readonly L[] },
    read: (service: Watched, set: (labels: Record<L, string>, value: number) => void) => void,
  ) =>
    new Gauge({
      name,
      help: about.help,
      labelNames: [...about.labels],
      registers,
      collect() {
        this.reset();
        for (const service of watched) read(service, (labels, value) => this.set(labels, value));
      },
    });

  const commands = counter('weft_commands_total', 'Commands that have ended.', ['service', 'procedure', 'outcome']);
  const refusals = counter('weft_refusals_total', 'Refused commands by the code of the refusal.', ['service', 'code']);
  const commandSeconds = histogram('weft_command_duration_seconds', {
    help: 'From the call of a command to its answer.',
    buckets: CALL_SECONDS,
    labels: ['service', 'procedure'],
  });
  const querySeconds = histogram('weft_query_duration_seconds', {
    help: 'From the call of a query to its answer.',
    buckets: CALL_SECONDS,
    labels: ['service', 'procedure'],
  });
  const appendSeconds = histogram('weft_append_duration_seconds', {
    help: 'From the append to the log to its durable answer, by category of streams.',
    buckets: APPEND_SECONDS,
    labels: ['category', 'outcome'],
  });
  const appendEvents = histogram('weft_append_events', {
    help: 'Events in one append.',
    buckets: APPEND_EVENTS,
    labels: ['category'],
  });
  const requests = counter('weft_http_requests_total', 'Requests that were answered.', ['method', 'route', 'status']);
  const requestSeconds = histogram('weft_http_request_duration_seconds', {
    help: 'From the first byte of a request to the end of its answer; live pages are left out.',
    buckets: CALL_SECONDS,
    labels: ['route'],
  });
  const streams = new Gauge({ name: 'weft_live_connections', help: 'Live pages that are open.', registers });
  streams.set(0);
  new Gauge({
    name: 'weft_build_info',
    help: 'Always 1; the labels tell the release and its Node.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: globalThis.process.version }, 1);

  gauge(
    'weft_lag_seconds',
    {
      help: 'How long the log has held an event that a view or reaction (source log), or what is taken in of another service (its name), has not passed.',
      labels: ['service', 'name', 'source'],
    },
    (service, set) => {
      for (const { name, source, seconds } of service.lags()) set({ service: service.name, name, source }, seconds);
    },
  );
  gauge(
    'weft_lag_events',
    {
      help: 'Events of the log after that place; 1000 stands for 1000 or more.',
      labels: ['service', 'name', 'source'],
    },
    (service, set) => {
      for (const { name, source, events } of service.lags()) set({ service: service.name, name, source }, events);
    },
  );
  gauge(
    'weft_stuck',
    { help: '1 while a view, a reaction or the publisher fails and tries again; else 0.', labels: ['service'] },
    (service, set) => set({ service: service.name }, service.failure() === null ? 0 : 1),
  );
  gauge(
    'weft_bus_trouble',
    { help: '1 while the bus does not carry, or holds what was set aside; else 0.', labels: ['service'] },
    (service, set) => set({ service: service.name }, service.busTrouble() === null ? 0 : 1),
  );
  gauge(
    'weft_set_aside_messages',
    { help: 'Contracts that were set aside and are still missed, by who misses them.', labels: ['service', 'name'] },
    (service, set) => {
      const counts = new Map<string, number>();
      for (const { name } of service.missed()) counts.set(name, (counts.get(name) ?? 0) + 1);
      for (const [name, count] of counts) set({ service: service.name, name }, count);
    },
  );
  gauge('weft_jobs', { help: 'Roster jobs that wait or run.', labels: ['service', 'state'] }, (service, set) => {
    const work = service.work();
    if (!work) return;
    set({ service: service.name, state: 'queued' }, work.queued);
    set({ service: service.name, state: 'running' }, work.running);
  });
  gauge(
    'weft_job_progress_ratio',
    { help: 'How far the slowest running roster job is, from 0 to 1.', labels: ['service'] },
    (service, set) => {
      const slowest = service.work()?.slowest ?? null;
      if (slowest !== null) set({ service: service.name }, slowest);
    },
  );
  new Gauge({
    name: 'weft_time_seconds',
    help: 'What the clock of this process shows, since 1970: compare it with the time of the scrape.',
    registers,
    collect() {
      this.set(Date.now() / 1000);
    },
  });
  if (process) collectDefaultMetrics({ register: registry });

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    names: () => registry.getMetricsAsArray().map(({ name }) => name),
    called({ service, procedure, isCommand, outcome, refusal, seconds }) {
      if (!isCommand) {
        querySeconds.observe({ service, procedure }, seconds);
        return;
      }
      commands.inc({ service, procedure, outcome });
      commandSeconds.observe({ service, procedure }, seconds);
      if (refusal !== null) refusals.inc({ service, code: refusal });
    },
    appended({ category, outcome, events, seconds }) {
      appendSeconds.observe({ category, outcome }, seconds);
      if (outcome === 'written') appendEvents.observe({ category }, events);
    },
    answered({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      requestSeconds.observe({ route }, seconds);
    },
    streaming: (change) => streams.inc(change),
    watch(service) {
      watched.add(service);
      return () => watched.delete(service);
    },
  };
}
