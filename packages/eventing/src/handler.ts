import { type Decider, isRejection, type Rejection } from './decider.ts';
import type { AnyKind, Event, Metadata, NewEvent, Position, RecordedEvent } from './event.ts';
import { type EventLog, WrongRevisionError } from './log.ts';
import { namedUuid } from './named-uuid.ts';
import { traceparentNow } from './trace.ts';

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

/**
 * State at a revision. `commands` is shared by all that is folded of a stream and only grows, by ids that lie in the
 * log: one that is newer than `revision` is still a fact.
 */
type Folded<State> = { readonly revision: number; readonly state: State; readonly commands: Set<string> };

const eventIds = namedUuid('6f0a7f5e-5c2b-5d0e-9c3e-0b6a5b1d7a11');
const CONFLICTS = 20;
const CACHED_STREAMS = 5000;
/** Command ids that all cached streams hold together: some 100 bytes each. */
const CACHED_COMMANDS = 500_000;

/** The id of the nth event that a command writes to a stream: the same for every retry of the command. */
export const eventIdOf = (stream: string, commandId: string, index: number): string =>
  eventIds(`${stream}/${commandId}/${index}`);

/**
 * Read, fold, decide, append at the expected revision: the only way a command reaches the log.
 * A command id that the stream knows is answered with the events that it made then. A conflict reads on and decides
 * again, at most 20 times. Folded state is kept by revision. What it leads to write is sent without another look at the
 * log, for the expected revision protects it; that nothing is to be written is said only after one. A command that wrote
 * nothing (refused, or nothing to do) leaves no trace: sent again, it is decided again.
 * An event that its own schema refuses throws before it is written.
 */
export function handler<State, Command, E extends Event, Code extends string>(
  log: EventLog,
  { category, kinds, decider }: Stream<State, Command, E, Code>,
): Handler<State, Command, E, Code> {
  if (category.includes('-')) throw new Error(`Category ${category} holds a dash. Write it in camelCase.`);
  const byType = new Map(kinds.map((kind) => [kind.type, kind]));
  const cache = new Map<string, Folded<State>>();
  const heldBy = new Map<string, number>();
  let commandsHeld = 0;
  const queues = new Map<string, Promise<unknown>>();

  const kindOf = (type: string) => {
    const kind = byType.get(type);
    if (!kind) throw new Error(`Category ${category} has no event ${type}. A newer release may have written it.`);
    return kind;
  };
  const decode = (stored: RecordedEvent) => kindOf(stored.type).decode(stored) as E;

  const asWritten = (
    stream: string,
    { type, data }: Event,
    { index, metadata }: { readonly index: number; readonly metadata: Metadata },
  ): NewEvent => ({
    id: eventIdOf(stream, metadata.commandId, index),
    type,
    version: kindOf(type).version,
    data: JSON.parse(JSON.stringify(data)),
    metadata,
  });

  function forget(stream: string) {
    commandsHeld -= heldBy.get(stream) ?? 0;
    heldBy.delete(stream);
    cache.delete(stream);
  }

  function remember(stream: string, folded: Folded<State>) {
    forget(stream);
    cache.set(stream, folded);
    heldBy.set(stream, folded.commands.size);
    commandsHeld += folded.commands.size;
    for (const oldest of cache.keys()) {
      if (oldest === stream || (cache.size <= CACHED_STREAMS && commandsHeld <= CACHED_COMMANDS)) break;
      forget(oldest);
    }
    return folded;
  }

  async function refresh(stream: string): Promise<Folded<State>> {
    const known = cache.get(stream) ?? { revision: -1, state: decider.initial, commands: new Set<string>() };
    const { revision, events } = await log.read(stream, known.revision + 1);
    if (revision < known.revision) {
      forget(stream);
      return refresh(stream);
    }
    let state = known.state;
    for (const stored of events) {
      state = decider.evolve(state, decode(stored));
      known.commands.add(stored.metadata.commandId);
    }
    return revision < 0 ? known : remember(stream, { revision, state, commands: known.commands });
  }

  async function answerAgain(stream: string, commandId: string): Promise<Accepted<E>> {
    const { events } = await log.read(stream);
    const made = events.filter((event) => event.metadata.commandId === commandId);
    const last = made.at(-1) as RecordedEvent;
    return { events: made.map(decode), revision: last.revision, position: last.position };
  }

  async function attempt(stream: string, command: Command, metadata: Metadata): Promise<Outcome<E, Code>> {
    let kept = cache.get(stream);
    for (let conflicts = 0; ; conflicts++) {
      const { revision, state, commands } = kept ?? (await refresh(stream));
      if (commands.has(metadata.commandId)) return answerAgain(stream, metadata.commandId);
      const decision = decider.decide(command, state);
      const isOld = kept !== undefined;
      kept = undefined;
      if (isOld && (isRejection(decision) || decision.length === 0)) continue;
      if (isRejection(decision)) return decision as Rejection<Code>;
      if (decision.length === 0) return { events: [], revision, position: null };
      const traceparent = traceparentNow() ?? metadata.traceparent;
      const told = traceparent ? { ...metadata, traceparent } : metadata;
      const written = decision.map((event, index) => asWritten(stream, event, { index, metadata: told }));
      // What the log will give back is folded and answered, not what decide made: cache, retry and rebuild agree.
      const events = written.map((event) => kindOf(event.type).decode(event) as E);
      try {
        const appended = await log.append(stream, revision < 0 ? 'no-stream' : revision, written);
        commands.add(metadata.commandId);
        remember(stream, { revision: appended.revision, state: events.reduce(decider.evolve, state), commands });
        return { events, ...appended };
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
