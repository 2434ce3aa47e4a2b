import { z } from 'zod';

/** A fact that happened, named in the past tense. `data` is always the newest version of its schema. */
export type Event<Type extends string = string, Data = unknown> = { readonly type: Type; readonly data: Data };

/** A place in the whole log: opaque, increasing, with gaps. Two positions compare as strings. */
export const Position = z
  .string()
  .regex(/^\d{20}$/)
  .brand('Position');
export type Position = z.infer<typeof Position>;

/** Who caused an event, why, and by which command. Lies beside the data of every event. */
export const Metadata = z.object({
  /** The command that made the event: a retry carries the same id. */
  commandId: z.string().min(1),
  /** When the command was decided, ISO in UTC. */
  at: z.iso.datetime(),
  actor: z.object({ person: z.string(), organisation: z.string() }),
  /** The reason that the actor gave, in their words. */
  reason: z.string().optional(),
  /** The id of the event that caused this one, when an event did. */
  cause: z.string().optional(),
  traceparent: z.string().optional(),
});
export type Metadata = z.infer<typeof Metadata>;

/** An event on its way into the log: the version it is written with, and its id (a UUID). */
export type NewEvent = {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly metadata: Metadata;
};

/** An event as it lies in the log. */
export type RecordedEvent = NewEvent & {
  readonly stream: string;
  /** Its number in the stream, from 0. */
  readonly revision: number;
  readonly position: Position;
};

/** A recorded event, decoded: data in the newest version of its kind. */
export type Recorded<E extends Event = Event> = E & Omit<RecordedEvent, 'type' | 'version' | 'data'>;

type Step = { readonly schema: z.ZodType; readonly upcast: (previous: never) => unknown };

/** One kind of event and every version of its data that was ever written. */
export class EventKind<Type extends string, Data> {
  readonly type: Type;
  readonly #steps: readonly Step[];

  constructor(type: Type, steps: readonly Step[]) {
    this.type = type;
    this.#steps = steps;
  }

  /** The version that this release writes. */
  get version(): number {
    return this.#steps.length;
  }

  /** Adds the next version. `upcast` turns the version before it into this one. */
  next<Next>(schema: z.ZodType<Next>, upcast: (previous: Data) => Next): EventKind<Type, Next> {
    return new EventKind(this.type, [...this.#steps, { schema, upcast }]);
  }

  create(data: Data): Event<Type, Data> {
    return { type: this.type, data };
  }

  /** Reads the data of a stored event: checked against the version that it was written with, then upcast. */
  decode(stored: { readonly type: string; readonly version: number; readonly data: unknown }): Event<Type, Data> {
    const written = this.#steps[stored.version - 1];
    if (!written) {
      throw new Error(
        `Event ${stored.type} has version ${stored.version}, and this release knows versions 1 to ${this.#steps.length}. A newer release wrote it: upgrade this one.`,
      );
    }
    const parsed = written.schema.safeParse(stored.data);
    if (!parsed.success)
      throw new Error(
        `The data of ${stored.type} version ${stored.version} are not what its schema asks: ${z.prettifyError(parsed.error)}`,
        { cause: parsed.error },
      );
    let data: unknown = parsed.data;
    for (const step of this.#steps.slice(stored.version)) data = step.upcast(data as never);
    return { type: this.type, data: data as Data };
  }
}

/** Starts the history of a kind of event at version 1. */
export function eventKind<const Type extends string, Data>(type: Type, schema: z.ZodType<Data>): EventKind<Type, Data> {
  return new EventKind<Type, Data>(type, [{ schema, upcast: (data) => data }]);
}

/** Any kind of event, whatever its data. */
// biome-ignore lint/suspicious/noExplicitAny: create() is contravariant in Data, so no other type holds every kind
export type AnyKind = EventKind<string, any>;

/** The union of events that a list of kinds describes. */
export type EventOf<Kinds extends readonly AnyKind[]> = {
  [K in keyof Kinds]: Kinds[K] extends EventKind<infer Type, infer Data> ? Event<Type, Data> : never;
}[number];

/** The category of a stream: what stands before its first dash. */
export const categoryOf = (stream: string): string => {
  const dash = stream.indexOf('-');
  return dash < 0 ? stream : stream.slice(0, dash);
};
