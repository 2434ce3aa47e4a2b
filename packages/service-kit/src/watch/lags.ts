import type { EventLog, Position, Running } from '@weft/eventing';

/** How far a view, a reaction or what is taken in stands behind the log. */
export type Lag = {
  readonly name: string;
  /** 'log' for own events, else the service whose contracts are taken in. */
  readonly source: string;
  readonly position: Position | null;
  /** For how long the log has held an event after `position`, as far as the looks at it can tell; 0 when it holds none. */
  readonly seconds: number;
  /** Events of the log after `position`, 1000 at most. */
  readonly events: number;
};

/** Looks at the log from time to time. */
export type Lags = {
  /** As of the last look. */
  latest(): readonly Lag[];
  /** Looks now. A log that does not answer leaves the times running. */
  look(): Promise<void>;
  /** The log's head at the last look that was answered. */
  head(): Position | null;
  stop(): void;
};

const EVERY_MS = 2000;
const MOST_EVENTS = 1000;
const MOST_HEADS = 1000;

/** Watches how far `running` is behind `log`, to within two seconds. */
export function lagsOf(running: Pick<Running, 'progress'>, log: Pick<EventLog, 'head' | 'readAll'>): Lags {
  /** When each head was first seen, oldest first. */
  let heads: { readonly head: Position; readonly at: number }[] = [];
  let newest: Position | null = null;
  let later: readonly Position[] = [];
  let looking: Promise<void> | null = null;

  const isBehind = (position: Position | null) => newest !== null && (position ?? '') < newest;

  async function see() {
    const head = await log.head();
    const at = performance.now();
    if (head !== null && (newest === null || head > newest)) {
      newest = head;
      heads.push({ head, at });
    }
    const slowest = running
      .progress()
      .map(({ position }) => position ?? '')
      .sort()[0];
    heads = heads.filter((one) => one.head > (slowest ?? ''));
    if (heads.length > MOST_HEADS) heads = heads.filter((_, index) => index === 0 || index % 2 === 1);
    later = slowest !== undefined && isBehind(slowest as Position) ? await positionsAfter(slowest) : [];
  }

  async function positionsAfter(slowest: string): Promise<readonly Position[]> {
    const found: Position[] = [];
    for await (const { events } of log.readAll({ after: slowest === '' ? null : (slowest as Position) })) {
      for (const { position } of events) found.push(position);
      if (found.length >= MOST_EVENTS) break;
    }
    return found.slice(0, MOST_EVENTS);
  }

  const look = () => {
    looking ??= see()
      .catch(() => {
        // A log that does not answer is told by its own metrics and by the readiness of the service.
      })
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const timer = setInterval(() => void look(), EVERY_MS).unref();
  void look();

  return {
    latest: () =>
      running.progress().map(({ name, source, position }) => {
        const first = heads.find(({ head }) => head > (position ?? ''));
        return {
          name,
          source,
          position,
          seconds: first ? (performance.now() - first.at) / 1000 : 0,
          events: later.filter((one) => one > (position ?? '')).length,
        };
      }),
    look,
    head: () => newest,
    stop: () => clearInterval(timer),
  };
}
