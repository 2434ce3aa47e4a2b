import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { Message } from '../bus.ts';
import { Position } from '../event.ts';

/** A message with its place in the chain of its source's contracts. */
export type Carried = {
  readonly message: Message;
  /** The position of the contract before it, or that from which the publisher began. */
  readonly after: Position | null;
  /** Which of the messages of its position it is, from 1. */
  readonly part: number;
  readonly parts: number;
};

const PART = /^([1-9]\d*)\/([1-9]\d*)$/;

/** The messages of a source in the order of their positions, each linked to the one before. */
export function linked(messages: readonly Message[], before: Position | null): readonly (readonly Carried[])[] {
  let after = before;
  return byPosition(messages).map((group) => {
    const linkedGroup = group.map((message, index) => ({ message, after, part: index + 1, parts: group.length }));
    after = (group[0] as Message).position;
    return linkedGroup;
  });
}

/** Messages of the same position together. */
export function byPosition(messages: readonly Message[]): readonly (readonly Message[])[] {
  const groups: Message[][] = [];
  for (const message of messages) {
    const last = groups.at(-1);
    if (last?.[0]?.position === message.position) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

/** The headers beside a message: its place, and the trace that it belongs to. */
export function headersOf({ message, after, part, parts }: Carried): MsgHdrs {
  const made = headers();
  made.set('Weft-Position', message.position);
  if (after !== null) made.set('Weft-After', after);
  made.set('Weft-Part', `${part}/${parts}`);
  if (message.traceparent) made.set('traceparent', message.traceparent);
  return made;
}

/** A position that a header holds, or null. */
export const positionIn = (from: MsgHdrs | undefined, name: string): Position | null =>
  Position.safeParse(from?.get(name)).data ?? null;

/** Reads a message off a stream; null when it is none of ours. */
export function carriedIn(data: Uint8Array, from: MsgHdrs | undefined): Carried | null {
  const place = PART.exec(from?.get('Weft-Part') ?? '');
  if (!place) return null;
  try {
    const message = Message.safeParse(JSON.parse(new TextDecoder().decode(data)));
    if (!message.success) return null;
    const after = positionIn(from, 'Weft-After');
    return { message: message.data, after, part: Number(place[1]), parts: Number(place[2]) };
  } catch {
    // Not JSON, so nobody of ours wrote it.
    return null;
  }
}

/** What an error says, as a header can hold it. */
export const oneLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 500);
