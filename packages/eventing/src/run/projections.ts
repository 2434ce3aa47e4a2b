import type { Message } from '../bus.ts';
import type { AnyKind, Event, Recorded } from '../event.ts';
import type { ContractView, View } from '../view.ts';

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
