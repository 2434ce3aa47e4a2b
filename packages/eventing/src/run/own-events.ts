import type { Delivery, Message, Replay } from '../bus.ts';
import { categoryOf, type Event, type Position, type Recorded, type RecordedEvent } from '../event.ts';
import type { EventLog } from '../log.ts';
import { type Loops, naming } from '../loops.ts';
import type { RowsFile } from '../rows.ts';
import { inTraceOf, traceparentNow } from '../trace.ts';
import type { Positions } from '../view.ts';
import { earliest, type Reached } from './earliest.ts';
import { type IntoViews, intoViews } from './into-views.ts';
import type { Projections, Reaction } from './projections.ts';

/** The loops that take a service's own events into its views, reactions and contracts. */
export type OwnEvents = {
  readonly reached: Reached;
  readonly views: IntoViews;
  /** Position of the slowest view or reaction; null while one has none. */
  slowest(): Position | null;
  react(reaction: Reaction<never>): Promise<void>;
  readonly replay: Replay;
};

const DECODED_KEPT = 256;

const placed = ({ type, id, position }: RecordedEvent) => `${type} ${id} at position ${position}`;

/** Makes the loops over a service's own categories. `moved` is called after each step of a loop. */
export function ownEvents(
  { service, categories, views, reactions, publish }: Projections,
  {
    log,
    rows,
    positions,
    loops,
    signal,
    moved,
  }: {
    readonly log: EventLog;
    readonly rows: RowsFile;
    readonly positions: Positions;
    readonly loops: Loops;
    readonly signal: AbortSignal;
    readonly moved: (events: readonly Recorded[]) => void;
  },
): OwnEvents {
  const kinds = new Map(categories.flatMap((own) => own.kinds.map((kind) => [`${own.category}/${kind.type}`, kind])));
  const ownCategories = categories.map(({ category }) => category);
  /** Views, reactions and the publisher are often given the same events within a moment: each is decoded once. */
  const decoded = new Map<RecordedEvent, Recorded>();
  const decode = (event: RecordedEvent): Recorded => {
    const before = decoded.get(event);
    if (before) return before;
    if (decoded.size >= DECODED_KEPT) decoded.clear();
    const read = decodeOne(event);
    decoded.set(event, read);
    return read;
  };
  const decodeOne = (event: RecordedEvent): Recorded => {
    const kind = kinds.get(`${categoryOf(event.stream)}/${event.type}`);
    if (!kind)
      throw new Error(`${service} knows no event ${event.type} in ${event.stream}. A newer release wrote it: upgrade.`);
    return { ...event, ...kind.decode(event) };
  };
  const names = [...views, ...reactions].map(({ name }) => name);
  const at = new Map(names.map((name) => [name, positions.get(name, 'log')]));

  const into = { log, rows, positions, loops, signal, moved, decode, at, categories: ownCategories };

  async function react({ name, on }: Reaction<never>) {
    const handlers = on as Record<string, ((event: Recorded<Event>) => Promise<void>) | undefined>;
    const reached = (position: Position) => {
      positions.pass(name, 'log', position);
      at.set(name, position);
    };
    for await (const batch of log.subscribe({ after: at.get(name) ?? null, categories: ownCategories, signal })) {
      for (const stored of batch.events) {
        const handle = handlers[stored.type];
        if (!handle) continue;
        await naming(`Reaction ${name} cannot take ${placed(stored)}`, () =>
          inTraceOf(stored.metadata, `reaction ${name}`, () => handle(decode(stored))),
        );
        reached(stored.position);
        if (signal.aborted) return;
      }
      if (batch.position > (at.get(name) ?? '')) reached(batch.position);
      loops.well(name);
      moved([]);
    }
  }

  const messagesOf = (stored: RecordedEvent): readonly Message[] => {
    const event = decode(stored);
    const contracts = publish(event);
    if (contracts.length === 0) return [];
    return inTraceOf(event.metadata, `publish ${service}`, () => {
      const traceparent = traceparentNow() ?? event.metadata.traceparent;
      return contracts.map(({ subject, data }, index) => ({
        id: index === 0 ? event.id : `${event.id}/${index}`,
        subject,
        position: event.position,
        at: event.metadata.at,
        data,
        ...(traceparent && { traceparent }),
      }));
    });
  };

  async function* replay(after: Position | null, until: AbortSignal): AsyncIterable<Delivery> {
    const stop = AbortSignal.any([signal, until]);
    try {
      for await (const batch of log.subscribe({ after, categories: ownCategories, signal: stop })) {
        const messages = batch.events.flatMap((stored) =>
          naming(`${service} cannot publish ${placed(stored)}`, () => messagesOf(stored)),
        );
        loops.well('publish');
        yield { source: service, messages, position: batch.position, live: batch.live };
      }
    } catch (error) {
      loops.failed('publish', error);
      throw error;
    }
  }

  return { reached: at, views: intoViews(views, into), slowest: () => earliest(names, at), react, replay };
}
