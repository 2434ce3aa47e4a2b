import { isDeepStrictEqual } from 'node:util';
import {
  type ConsumerConfig,
  JetStreamApiCodes,
  JetStreamApiError,
  type JetStreamManager,
  type StreamConfig,
  type StreamInfo,
} from '@nats-io/jetstream';
import { pause } from '../back-off.ts';

/** Tells an operator, for a while, what was put right. */
export type Note = (what: string) => void;

type WantedStream = Partial<StreamConfig> & { readonly name: string };
type WantedConsumer = Partial<ConsumerConfig> & { readonly durable_name: string };

/** What a stream or consumer is otherwise than wanted. */
const differing = (is: object, wanted: object): readonly string[] =>
  Object.entries(wanted)
    .filter(([key, value]) => !isDeepStrictEqual((is as Record<string, unknown>)[key], value))
    .map(([key]) => key);

const isMissing = (error: unknown, code: number) => error instanceof JetStreamApiError && error.code === code;

/** Makes a stream, or makes it as it should be; says so when somebody had changed it. */
export async function tendStream(jsm: JetStreamManager, wanted: WantedStream, note: Note): Promise<StreamInfo> {
  let info: StreamInfo;
  try {
    info = await jsm.streams.info(wanted.name);
  } catch (error) {
    if (!isMissing(error, JetStreamApiCodes.StreamNotFound)) throw error;
    return jsm.streams.add(wanted);
  }
  const changed = differing(info.config, wanted);
  if (changed.length === 0) return info;
  const { name, ...rest } = wanted;
  try {
    info = await jsm.streams.update(name, rest);
  } catch (cause) {
    const what = `Stream ${name} has another ${changed.join(', ')} than it should, and does not take the right one`;
    throw new Error(`${what}: ${(cause as Error).message}. Delete the stream, and it is made again.`, { cause });
  }
  note(`Stream ${name} had another ${changed.join(', ')} than it should; it has been put right.`);
  return info;
}

/** Makes a durable consumer, or makes it as it should be; says so when somebody had changed it. */
export async function tendConsumer(
  jsm: JetStreamManager,
  { stream, wanted }: { readonly stream: string; readonly wanted: WantedConsumer },
  note: Note,
): Promise<void> {
  const name = wanted.durable_name;
  try {
    const { config } = await jsm.consumers.info(stream, name);
    const changed = differing(config, wanted);
    if (changed.length === 0) return;
    // It keeps nothing that is needed: the consumer itself knows where it stands.
    await jsm.consumers.delete(stream, name);
    note(`Consumer ${name} of ${stream} had another ${changed.join(', ')} than it should; it has been put right.`);
  } catch (error) {
    if (!isMissing(error, JetStreamApiCodes.ConsumerNotFound)) throw error;
  }
  await jsm.consumers.add(stream, wanted);
}

/** Tends again and again until `until` aborts, and tells how it went: null, or the error. */
export async function keepTended(
  tend: () => Promise<unknown>,
  {
    every,
    until,
    told,
  }: { readonly every: number; readonly until: AbortSignal; readonly told: (error: unknown) => void },
): Promise<void> {
  for (;;) {
    await pause(every, until);
    if (until.aborted) return;
    const error = await tend().then(
      () => null,
      (failure: unknown) => failure,
    );
    if (!until.aborted) told(error);
  }
}
