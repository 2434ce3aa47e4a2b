import { z } from 'zod';
import { Message } from '../bus.ts';
import { Position } from '../event.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Where a source's publisher stands: told often, and lost without harm. */
export const Marker = z.object({
  /** All of its contracts up to here have been offered. */
  position: Position,
  /** The position of the last of them, or that from which the publisher began. */
  contract: Position.nullable(),
  live: z.boolean(),
});
export type Marker = z.infer<typeof Marker>;

/** A stretch of a source's contracts, straight from its log. */
export const Page = z.object({ messages: z.array(Message), position: Position.nullable(), live: z.boolean() });
export type Page = z.infer<typeof Page>;

export const PageRequest = z.object({ after: Position.nullable() });

/** A dead letter's message for its consumer; without it, where the consumer finds it in the publisher's log. */
export const Redelivery = z.object({
  source: z.string(),
  id: z.string(),
  after: Position.nullable(),
  message: Message.nullable(),
});
export type Redelivery = z.infer<typeof Redelivery>;

/** What somebody answers who was asked to do something: null for done, else why not. */
export const Answer = z.object({ failed: z.string().nullable() });

/** JSON as bytes. */
export const bytesOf = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

/** Reads JSON of a known form; throws when it is another one. */
export const parsed = <T>(schema: z.ZodType<T>, bytes: Uint8Array): T =>
  schema.parse(JSON.parse(decoder.decode(bytes)));
