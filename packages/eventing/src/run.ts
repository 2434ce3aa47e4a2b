import { type Bus, type Delivery, type Message, sourceOf } from './bus.ts';
import { type AnyKind, categoryOf, type Event, type Position, type Recorded, type RecordedEvent } from './event.ts';
import type { EventLog } from './log.ts';
import { loopsUntil, naming } from './loops.ts';
import type { RowsFile } from './rows.ts';
import { type ContractView, positionsIn, prepareView, requireWithin, type View } from './view.ts';

/** An event → a command. Called at least once; its command id comes from the event's id. */
export type Reaction<E extends Event = Event> = {
  /** Its trigger: 'when-leave-approved'. */
  readonly name: string;
  readonly on: { readonly [Type in E['type']]?: (event: Recorded<Extract<E, { type: Type }>>) => Promise<void> };
};

/** A reaction to other services' contracts, by subject. */
export type ContractReaction = {
  readonly name: string;
  readonly on: { readonly [subject: string]: (message: Message) => Promise<void> };
};

/** A category of streams and the kinds of event that it holds. */
export type Category = { readonly category: string; readonly kinds: readonly AnyKind[] };

/** All that a service projects, reacts to and publishes. */
export type Projections = {
  readonly service: string;
  readonly categories: readonly Category[];
  readonly views: readonly View<never>[];
  readonly contractViews: readonly ContractView[];
  readonly reactions: readonly Reaction<never>[];
  readonly contractReactions: readonly ContractReaction[];
  /** Own events → contracts: the one place that says what others may know. */
  readonly publish: (event: Recorded) => readonly Contract[];
};

/** What is published of an event: its subject and data. */
export type Contract = { readonly subject: string; readonly data: unknown };

export type Running = {
  /** Resolves when views and reactions of own events have passed `position`; rejects after `withinMs` or at the stop. */
  waitFor(position: Position, withinMs: number): Promise<void>;
  /** Like waitFor, for what is taken in from other services. */
  waitForContracts(position: Position, withinMs: number): Promise<void>;
  /** Calls back after each batch that the views have taken in; the returned function ends it. */
  onChange(listener: (events: readonly Recorded[]) => void): () => void;
  /** Position of the slowest view or reaction; null before the first event. */
  position(): Position | null;
  /** What stops a loop or makes it try again, or null. */
  failure(): Error | null;
  /** Ends all loops after the event that they are at; positions are stored. */
  stop(): Promise<void>;
};

type Handlers<Argument> = Record<string, ((rows: RowsFile, event: Argument) => void) | undefined>;

/** Starts the views, the reactions and the publisher of one service. Each keeps its position beside its rows. */
export async function run(
  { log, bus, rows }: { readonly log: EventLog; readonly bus: Bus; readonly rows: RowsFile },
  { service, categories, views, contractViews, reactions, contractReactions, publish }: Projections,
): Promise<Running> {
  const ended = new AbortController();
  const { signal } = ended;
  const listeners = new Set<(events: readonly Recorded[]) => void>();
  const waiting = new Set<() => void>();
  const loops = loopsUntil(signal);
  const positions = positionsIn(rows);
  for (const view of [...views, ...contractViews]) prepareView(rows, view as View);
  requireWithin(rows, await log.head());

  const kinds = new Map(categories.flatMap((own) => own.kinds.map((kind) => [`${own.category}/${kind.type}`, kind])));
  const ownCategories = categories.map(({ category }) => category);
  const decode = (event: RecordedEvent): Recorded => {
    const kind = kinds.get(`${categoryOf(event.stream)}/${event.type}`);
    if (!kind)
      throw new Error(`${service} knows no event ${event.type} in ${event.stream}. A newer release wrote it: upgrade.`);
    return { ...event, ...kind.decode(event) };
  };

  const loopNames = [...views, ...reactions].map(({ name }) => name);
  const at = new Map<string, Position | null>(loopNames.map((name) => [name, positions.get(name, 'log')]));
  const least = (names: readonly string[], of: ReadonlyMap<string, Position | null>) => {
    const known = names.map((name) => of.get(name) ?? null);
    return known.length === 0 || known.includes(null) ? null : ((known as Position[]).sort()[0] ?? null);
  };
  const subjects = [...contractViews, ...contractReactions].flatMap(({ on }) => Object.keys(on));
  const sources = [...new Set(subjects.map(sourceOf))];
  const takers = [...contractViews, ...contractReactions].map(({ name }) => name);
  const handled = new Map<string, Position | null>(
    sources.map((source) => [
      source,
      least(takers, new Map(takers.map((name) => [name, positions.get(name, source)]))),
    ]),
  );

  const moved = (events: readonly Recorded[]) => {
    for (const check of [...waiting]) check();
    for (const listener of [...listeners])
      try {
        listener(events);
        loops.well('listeners');
      } catch (error) {
        loops.failed('listeners', error);
      }
  };
  const placed = ({ type, id, position }: Recorded | RecordedEvent) => `${type} ${id} at position ${position}`;

  async function project() {
    const names = views.map(({ name }) => name);
    for await (const batch of log.subscribe({ after: least(names, at), categories: ownCategories, signal })) {
      const events = batch.events.map(decode);
      const behind = views.filter(({ name }) => (at.get(name) ?? '') < batch.position);
      rows.transaction(() => {
        for (const { name, on } of behind) {
          const from = at.get(name) ?? '';
          for (const event of events)
            if (event.position > from)
              naming(`View ${name} cannot take ${placed(event)}`, () =>
                (on as Handlers<Recorded>)[event.type]?.(rows, event),
              );
          positions.set(name, 'log', batch.position);
        }
      });
      for (const { name } of behind) at.set(name, batch.position);
      loops.well('views');
      moved(events);
    }
  }

  async function react({ name, on }: Reaction<never>) {
    const handlers = on as Record<string, ((event: Recorded) => Promise<void>) | undefined>;
    const reached = (position: Position) => {
      positions.set(name, 'log', position);
      at.set(name, position);
    };
    const after = at.get(name) ?? null;
    for await (const batch of log.subscribe({ after, categories: ownCategories, signal })) {
      for (const stored of batch.events) {
        const handle = handlers[stored.type];
        if (!handle) continue;
        await naming(`Reaction ${name} cannot take ${placed(stored)}`, () => handle(decode(stored)));
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
    return publish(event).map(({ subject, data }, index) => ({
      id: index === 0 ? event.id : `${event.id}/${index}`,
      subject,
      position: event.position,
      at: event.metadata.at,
      data,
      ...(event.metadata.traceparent && { traceparent: event.metadata.traceparent }),
    }));
  };
  const replay = async function* (after: Position | null, until: AbortSignal): AsyncIterable<Delivery> {
    const stop = AbortSignal.any([signal, until]);
    try {
      for await (const batch of log.subscribe({ after, categories: ownCategories, signal: stop })) {
        const messages = batch.events.flatMap((stored) =>
          naming(`${service} cannot publish ${placed(stored)}`, () => messagesOf(stored)),
        );
        loops.well('publish');
        yield { source: service, messages, position: batch.position };
      }
    } catch (error) {
      loops.failed('publish', error);
      throw error;
    }
  };

  async function deliver({ source, messages, position }: Delivery) {
    const taking = `contracts of ${source}`;
    const after = (name: string) => positions.get(name, source) ?? '';
    const toldBy = (name: string, { subject, id }: Message) => `${name} cannot take ${subject} ${id}`;
    try {
      rows.transaction(() => {
        for (const { name, on } of contractViews) {
          const from = after(name);
          for (const message of messages)
            if (message.position > from)
              naming(toldBy(`View ${name}`, message), () =>
                (on as Handlers<Message>)[message.subject]?.(rows, message),
              );
          if (position > from) positions.set(name, source, position);
        }
      });
      for (const { name, on } of contractReactions) {
        const from = after(name);
        for (const [index, message] of messages.entries()) {
          const handle = on[message.subject];
          if (!handle || message.position <= from) continue;
          await naming(toldBy(`Reaction ${name}`, message), () => handle(message));
          // One event may make several messages: its position is passed with the last of them.
          if (messages[index + 1]?.position !== message.position) positions.set(name, source, message.position);
        }
        if (position > after(name)) positions.set(name, source, position);
      }
    } catch (error) {
      loops.failed(taking, error);
      throw error;
    }
    loops.well(taking);
    if (position > (handled.get(source) ?? '')) handled.set(source, position);
    moved([]);
  }

  const wait = (reached: () => boolean, what: string, withinMs: number) =>
    new Promise<void>((resolve, reject) => {
      const settle = (error?: Error) => {
        clearTimeout(timer);
        waiting.delete(check);
        if (error) reject(error);
        else resolve();
      };
      const check = () => {
        if (reached()) settle();
        else if (signal.aborted) settle(new Error(`${service} stops before it reached ${what}. Ask again shortly.`));
      };
      const timer = setTimeout(
        () => settle(new Error(`${service} has not reached ${what} within ${withinMs} ms. Ask again shortly.`)),
        withinMs,
      );
      waiting.add(check);
      check();
    });

  const unsubscribe = await bus.subscribe({
    name: service,
    subjects,
    after: (source) => handled.get(source) ?? null,
    deliver,
  });
  const withdraw = await bus.offer(service, replay);
  const kept = [
    ...(views.length > 0 ? [loops.keep('views', project)] : []),
    ...reactions.map((reaction) => loops.keep(reaction.name, () => react(reaction))),
  ];

  return {
    waitFor: (position, withinMs) =>
      wait(() => loopNames.every((name) => (at.get(name) ?? '') >= position), `position ${position}`, withinMs),
    waitForContracts: (position, withinMs) =>
      wait(
        () => sources.every((source) => (handled.get(source) ?? '') >= position),
        `contracts at ${position}`,
        withinMs,
      ),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    position: () => least(loopNames, at),
    failure: loops.failure,
    async stop() {
      ended.abort();
      for (const check of [...waiting]) check();
      await Promise.all([unsubscribe(), withdraw(), ...kept]);
    },
  };
}
