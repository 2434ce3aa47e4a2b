import { createRequire } from 'node:module';
import sharedPb from '@eventstore/db-client/generated/shared_pb.js';
import type statusPb from '@eventstore/db-client/generated/status_pb.js';
import { badId } from './failure.ts';
import type { Expected } from './store/event.ts';

/** The client's own copy of google-protobuf, whose classes its generated code checks with instanceof. */
const ofClient = createRequire(createRequire(import.meta.url).resolve('@eventstore/db-client'));

type AnyMessage = NonNullable<ReturnType<statusPb.Status['getDetails']>>;
type GoogleEmpty = NonNullable<ReturnType<sharedPb.WrongExpectedVersion['getExpectedAny']>>;
const { Any } = ofClient('google-protobuf/google/protobuf/any_pb.js') as { readonly Any: new () => AnyMessage };
const { Empty } = ofClient('google-protobuf/google/protobuf/empty_pb.js') as { readonly Empty: new () => GoogleEmpty };

/** google.protobuf.Empty; the protocol also has an Empty of its own. */
export const googleEmpty = (): GoogleEmpty => new Empty();

export const empty = (): sharedPb.Empty => new sharedPb.Empty();

/** A message packed into google.protobuf.Any under its full type name. */
export function packAny(message: { serializeBinary(): Uint8Array }, typeName: string): AnyMessage {
  const any = new Any();
  any.pack(message.serializeBinary(), typeName);
  return any;
}

export const streamName = (identifier: sharedPb.StreamIdentifier | undefined): string =>
  Buffer.from(identifier?.getStreamName_asU8() ?? []).toString();

export function streamIdentifier(name: string): sharedPb.StreamIdentifier {
  const identifier = new sharedPb.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NO_ID = '00000000-0000-0000-0000-000000000000';

/** The GUID in lower case, from either form. Throws when it is none, or the empty one. */
export function readId(uuid: sharedPb.UUID | undefined): string {
  const id = uuid?.hasStructured() ? fromHalves(uuid.getStructured()) : (uuid?.getString().toLowerCase() ?? '');
  if (!GUID.test(id) || id === NO_ID) throw badId();
  return id;
}

function fromHalves(halves: sharedPb.UUID.Structured | undefined): string {
  const hex = (bits: string | undefined) =>
    BigInt.asUintN(64, BigInt(bits ?? 0))
      .toString(16)
      .padStart(16, '0');
  const all = hex(halves?.getMostSignificantBits()) + hex(halves?.getLeastSignificantBits());
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-${all.slice(12, 16)}-${all.slice(16, 20)}-${all.slice(20)}`;
}

/** A GUID as text or, when the caller asked for it, as two halves. */
export function writeId(id: string, isStructured = false): sharedPb.UUID {
  const uuid = new sharedPb.UUID();
  if (!isStructured) {
    uuid.setString(id);
    return uuid;
  }
  const hex = id.replaceAll('-', '');
  const halves = new sharedPb.UUID.Structured();
  halves.setMostSignificantBits(String(BigInt.asIntN(64, BigInt(`0x${hex.slice(0, 16)}`))));
  halves.setLeastSignificantBits(String(BigInt.asIntN(64, BigInt(`0x${hex.slice(16)}`))));
  uuid.setStructured(halves);
  return uuid;
}

/** 2^64-1: `no stream` where a revision is expected, the end where a position is. */
export const LARGEST = 2n ** 64n - 1n;

type ExpectedOptions = {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
} & ({ getRevision(): string } | { getStreamPosition(): string });

/** What is expected of a stream, from the options of any write. */
export function readExpected(options: ExpectedOptions): Expected {
  if (options.hasAny()) return 'any';
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  const revision = BigInt('getRevision' in options ? options.getRevision() : options.getStreamPosition());
  return revision === LARGEST ? 'no_stream' : revision;
}
