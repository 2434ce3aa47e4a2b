import { v5 as uuidv5 } from 'uuid';
import { type Decider, isRejection, type Rejection } from './decider.ts';
import type { AnyKind, Event, Metadata, NewEvent, Position, RecordedEvent } from './event.ts';
import { type EventLog, WrongRevisionError } from './log.ts';

/** Everything about one category of streams that a command needs. */
export type Stream<State, Command, E extends Event, Code extends string> = {
  /** Category of the stream; the log joins it to the id with a dash, so it holds no dash itself. */
  readonly category: string;
  readonly kinds: readonly AnyKind[];
  readonly decider: Decider<State, Command, E, Code>;
};

/** A command that was accepted: the events that it made, now or when it was first sent. */
export type Accepted<E> = {
  readonly events: readonly E[];
  readonly revision: number;
  /** Views that have passed this position show the command's effect. Null when nothing was written. */
  readonly position: Position | null;
};

export type Outcome<E, Code extends string> = Accepted<E> | Rejection<Code>;

/** Handles the commands of one category, and shows the state that they are decided on. */
export type Handler<State, Command, E extends Event, Code extends string> = {
  handle(id: string, command: Command, metadata: Metadata): Promise<Outcome<E, Code>>;
  /** Reads the stream to its end. */
  state(id: string): Promise<{ readonly state: State; readonly revision: number }>;
};

type Folded<State> = { readonly revision: number; readonly state: State; readonly commands: ReadonlySet<string> };

const EVENT_IDS = '6f0a7f5e-5c2b-5d0e-9c3e-0b6a5b1d7a11';
const CONFLICTS = 20;
const CACHED_STREAMS = 5000;

/** The id of the nth event that a command writes to a stream: the same for every retry of the command. */
export const eventIdOf = (stream: string, commandId: string, index: number): string =>
  uuidv5(`${stream}/${commandId}/${index}`, EVENT_IDS);

/**
 * Read, fold, decide, append at the expected revision: the only way a command reaches the log.
 * A command id that the stream knows is answered with the events that it made then. A conflict reads on and decides
 * again, at most 20 times. Folded state is kept by revision; the expected revision protects it.
 */
export function handler<State, Command, E extends Event, Code extends string>(
  log: EventLog,
  { category, kinds, decider }: Stream<State, Command, E, Code>,
): Handler<State, Command, E, Code> {
  if (category.includes('-')) throw new Error(`Category ${category} holds a dash. Write it in camelCase.`);
  const byType = new Map(kinds.map((kind) => [kind.type, kind]));
  const cache = new Map<string, Folded<State>>();
  const queues = new Map<string, Promise<unknown>>();

  const kindOf = (type: string) => {
    const kind = byType.get(type);
    if (!kind) throw new Error(`Category ${category} has no event ${type}. A newer release may have written it.`);
    return kind;
  };
  const decode = (stored: RecordedEvent) => kindOf(stored.type).decode(stored) as E;

  function remember(stream: string, folded: Folded<State>) {
    cache.delete(stream);
    cache.set(stream, folded);
    const oldest = cache.keys().next();
    if (cache.size > CACHED_STREAMS && !oldest.done) cache.delete(oldest.value);
    return folded;
  }

  async function refresh(stream: string): Promise<Folded<State>> {
    const known = cache.get(stream) ?? { revision: -1, state: decider.initial, commands: new Set<string>() };
    const { revision, events } = await log.read(stream, known.revision + 1);
    if (revision < known.revision) {
      cache.delete(stream);
      return refresh(stream);
    }
    if (events.length === 0) return known;
    let state = known.state;
    const commands = new Set(known.commands);
    for (const stored of events) {
      state = decider.evolve(state, decode(stored));
      commands.add(stored.metadata.commandId);
    }
    return remember(stream, { revision, state, commands });
  }

  async function answerAgain(stream: string, commandId: string): Promise<Accepted<E>> {
    const { events } = await log.read(stream);
    const made = events.filter((event) => event.metadata.commandId === commandId);
    const last = made.at(-1) as RecordedEvent;
    return { events: made.map(decode), revision: last.revision, position: last.position };
  }

  async function attempt(stream: string, command: Command, metadata: Metadata): Promise<Outcome<E, Code>> {
    for (let conflicts = 0; ; conflicts++) {
      const { revision, state, commands } = await refresh(stream);
      if (commands.has(metadata.commandId)) return answerAgain(stream, metadata.commandId);
      const decision = decider.decide(command, state);
      if (isRejection(decision)) return decision as Rejection<Code>;
      if (decision.length === 0) return { events: [], revision, position: null };
      const written: NewEvent[] = decision.map((event, index) => ({
        id: eventIdOf(stream, metadata.commandId, index),
        type: event.type,
        version: kindOf(event.type).version,
        data: event.data,
        metadata,
      }));
      try {
        const appended = await log.append(stream, revision < 0 ? 'no-stream' : revision, written);
        let folded = state;
        for (const event of decision) folded = decider.evolve(folded, event);
        remember(stream, {
          revision: appended.revision,
          state: folded,
          commands: new Set(commands).add(metadata.commandId),
        });
        return { events: decision, ...appended };
      } catch (error) {
        if (!(error instanceof WrongRevisionError) || conflicts >= CONFLICTS) throw error;
      }
    }
  }

  return {
    handle(id, command, metadata) {
      const stream = `${category}-${id}`;
      const before = queues.get(stream) ?? Promise.resolve();
      const mine = before.then(() => attempt(stream, command, metadata));
      const settled = mine.then(
        () => {},
        () => {},
      );
      queues.set(stream, settled);
      void settled.then(() => {
        if (queues.get(stream) === settled) queues.delete(stream);
      });
      return mine;
    },
    async state(id) {
      const { state, revision } = await refresh(`${category}-${id}`);
      return { state, revision };
    },
  };
}
