import type { JsMsg } from '@nats-io/jetstream';
import type { Message } from '../bus.ts';
import type { Position } from '../event.ts';
import { type Carried, carriedIn } from './carried.ts';
import { orBefore } from './names.ts';

type Group = {
  readonly after: Position | null;
  readonly parts: number;
  readonly of: Map<number, Message>;
  readonly raw: JsMsg[];
};

/** What may be done with the messages in hand. */
export type Next =
  /** These come next, whole and without a gap. `done` tells the server. */
  | {
      readonly kind: 'ready';
      readonly messages: readonly Message[];
      readonly position: Position;
      readonly done: () => void;
    }
  /** Something before them is missing. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'nothing' };

/** The messages that a consumer has in hand and has not handled, by position. */
export type Held = {
  add(message: JsMsg): void;
  next(handled: Position | null): Next;
  /** Tells the server that they are still worked on. */
  working(): void;
  /** Lets go of all: the server brings them again. */
  clear(): void;
  /** Lets go of all for good. */
  dismiss(): void;
};

const TOGETHER = 200;

/** Holds messages of one source until they can be handled in order. */
export function held(): Held {
  const groups = new Map<Position, Group>();
  const drop = (position: Position) => {
    for (const raw of groups.get(position)?.raw ?? []) raw.ack();
    groups.delete(position);
  };
  return {
    add(raw) {
      const carried: Carried | null = carriedIn(raw.data, raw.headers);
      // What is none of ours has no place in the order; whatever it hides is fetched from the publisher.
      if (!carried) return raw.ack();
      const { message, after, part, parts } = carried;
      const group: Group = groups.get(message.position) ?? { after, parts, of: new Map(), raw: [] };
      group.of.set(part, message);
      group.raw.push(raw);
      groups.set(message.position, group);
    },
    next(handled) {
      // Who begins gets its history from the log itself: what lies in a stream may be of another one.
      if (handled === null) return { kind: groups.size > 0 ? 'gap' : 'nothing' };
      for (const position of groups.keys()) if (position <= orBefore(handled)) drop(position);
      const messages: Message[] = [];
      const ready: Position[] = [];
      let reached = handled;
      for (const position of [...groups.keys()].sort()) {
        const { after, parts, of } = groups.get(position) as Group;
        if (orBefore(after) > orBefore(reached)) break;
        if (of.size < parts || messages.length >= TOGETHER) break;
        messages.push(...[...of].sort(([one], [other]) => one - other).map(([, message]) => message));
        ready.push(position);
        reached = position;
      }
      const position = ready.at(-1);
      if (position) return { kind: 'ready', messages, position, done: () => ready.forEach(drop) };
      const [first] = [...groups.keys()].sort();
      const isGap = first !== undefined && orBefore((groups.get(first) as Group).after) > orBefore(handled);
      return isGap || groups.size > 1 ? { kind: 'gap' } : { kind: 'nothing' };
    },
    working() {
      for (const { raw } of groups.values()) for (const message of raw) message.working();
    },
    clear: () => groups.clear(),
    dismiss: () => [...groups.keys()].forEach(drop),
  };
}
