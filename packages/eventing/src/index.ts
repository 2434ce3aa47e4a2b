export { type BackedUp, backUpLog } from './back-up-log.ts';
export { type Bus, type Consumer, type Delivery, Message, type Replay, type Stop } from './bus.ts';
export { type Copied, CopyRefusedError, copyLog } from './copy-log.ts';
export { type Decider, type Decision, isRejection, type Rejection, reject } from './decider.ts';
export {
  type AnyKind,
  type Event,
  type EventKind,
  type EventOf,
  eventKind,
  Metadata,
  type NewEvent,
  Position,
  type Recorded,
  type RecordedEvent,
} from './event.ts';
export { type Accepted, eventIdOf, type Handler, handler, type Outcome, type Stream } from './handler.ts';
export {
  type Appended,
  type Batch,
  type EventLog,
  LogUnavailableError,
  WrongRevisionError,
} from './log.ts';
export { memoryBus } from './memory-bus.ts';
export { memoryLog } from './memory-log.ts';
export type { DeadLetters, NumberedLetter } from './nats/dead-letters.ts';
export { openBus } from './open-bus.ts';
export { openDeadLetters } from './open-dead-letters.ts';
export { openLog } from './open-log.ts';
export { openRows, type Rows, type RowsFile } from './rows.ts';
export type { Category, Contract, ContractReaction, Projections, Reaction } from './run/projections.ts';
export { BehindError } from './run/waiting.ts';
export { type Running, run } from './run.ts';
export { sqliteLog } from './sqlite-log.ts';
export { inSpan, inTraceOf, spanContextOf, type Traced, traceparentNow, traceparentOf } from './trace.ts';
export type { ContractView, View } from './view.ts';
