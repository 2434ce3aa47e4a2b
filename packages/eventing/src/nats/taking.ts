import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { pause } from '../back-off.ts';
import type { Consumer, Delivery } from '../bus.ts';
import type { Position } from '../event.ts';
import { loopsUntil, naming } from '../loops.ts';
import type { BusParts } from './bus-parts.ts';
import { writeDeadLetters } from './dead-letter.ts';
import { handOver } from './handing-over.ts';
import { held } from './held.ts';
import { orBefore } from './names.ts';
import { unlessLost } from './nats-link.ts';
import { askPage } from './pages.ts';
import { ACK_WAIT_MS, durableConsumer } from './streams.ts';
import { subscribed } from './subscribed.ts';
import { keepTended, tendConsumer } from './tending.ts';
import { wakeUp } from './wake-up.ts';
import { Marker, type Page, parsed } from './wire.ts';

/** How often a publisher says that there is nothing more, before what a stream has beyond that is not believed. */
const DISMISS_AFTER = 6;

type Answered = { readonly page?: Page; readonly error?: unknown };

/** A consumer that takes one source in. */
export type Taking = { stop(): Promise<void>; trouble(): string | null };

/**
 * Brings one source's contracts to a consumer, in order: from the stream while it has what comes next, by pages from the
 * publisher when something is missing, and past what publishes nothing by the publisher's markers.
 */
export function taking(source: string, consumer: Consumer, parts: BusParts): Taking {
  const { link, names, settings, note } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = loopsUntil(signal);
  const [listening, receiving, handling] = [
    `the position of ${source} for ${consumer.name}`,
    `the stream of ${source} for ${consumer.name}`,
    `contracts of ${source} for ${consumer.name}`,
  ] as const;
  const inHand = held();
  const alarm = wakeUp();
  let marker: Marker | null = null;
  const handled = (): Position | null => consumer.after(source);

  async function heedMarkers() {
    const markers = await subscribed(await link.session(signal), { subject: names.position(source), signal });
    loops.well(listening);
    for await (const { data } of markers) {
      const told = parsed(Marker, data);
      if (told.position < orBefore(marker?.position ?? null)) continue;
      marker = told;
      alarm.ring();
    }
    throw new Error(`Nothing more is heard of the position of ${source}.`);
  }

  async function receive() {
    const { connection, lost } = await link.session(signal);
    const jsm = await jetstreamManager(connection, { checkAPI: false });
    const stream = names.contractsStream(source);
    const tend = () => tendConsumer(jsm, { stream, wanted: durableConsumer(consumer.name) }, note);
    await unlessLost(lost, tend());
    const durable = await unlessLost(lost, jetstream(connection).consumers.get(stream, consumer.name));
    const messages = await durable.consume({
      max_messages: 256,
      expires: 10_000,
      idle_heartbeat: 2000,
      abort_on_missing_resource: true,
    });
    const stop = () => messages.stop();
    const until = AbortSignal.any([signal, lost]);
    until.addEventListener('abort', stop);
    if (until.aborted) stop();
    loops.well(receiving);
    void keepTended(tend, {
      every: settings.tend,
      until,
      told: (error) => (error === null ? loops.well(receiving) : loops.failed(receiving, error)),
    });
    const working = setInterval(inHand.working, ACK_WAIT_MS / 3);
    try {
      for await (const message of messages) {
        inHand.add(message);
        loops.well(receiving);
        alarm.ring();
      }
    } finally {
      clearInterval(working);
      inHand.clear();
    }
    throw new Error(`Stream ${stream} brings nothing more to ${consumer.name}. It is asked again.`);
  }

  /** Hands over what the consumer has not handled: a page may overlap with what came by the stream meanwhile. */
  const handTo = ({ messages, ...reached }: Delivery) =>
    handOver(
      { ...reached, messages: messages.filter(({ position }) => position > orBefore(handled())) },
      {
        ...settings,
        consumer,
        signal,
        well: () => loops.well(handling),
        failed: (error) => loops.failed(handling, error),
        async bury(messages, why) {
          await writeDeadLetters(
            messages,
            { ...why, consumer: consumer.name, source, after: handled() },
            { parts, signal },
          );
          for (const { subject, id } of messages) note(`${consumer.name} has set aside ${subject} ${id}.`);
        },
      },
    );

  let answer: Answered | null = null;
  let isAsking = false;
  function ask() {
    isAsking = true;
    link
      .session(signal)
      .then(({ connection, lost }) => unlessLost(lost, askPage(connection, names.page(source), handled())))
      .then(
        (page) => {
          answer = { page };
        },
        (error: unknown) => {
          answer = { error };
        },
      )
      .finally(() => {
        isAsking = false;
        alarm.ring();
      });
  }

  async function handle() {
    let isPageWanted = true;
    let isStreamLate = false;
    let stuck = 0;
    let pageFrom = 0;
    let dueAt = Number.POSITIVE_INFINITY;
    while (!signal.aborted) {
      const next = inHand.next(handled());
      if (next.kind === 'ready') {
        await handTo({ source, messages: next.messages, position: next.position, live: false });
        if (signal.aborted) return;
        next.done();
        isPageWanted = isStreamLate = false;
        continue;
      }
      const now = performance.now();
      const isBehind = orBefore(marker?.contract ?? null) > orBefore(handled());
      const isMissing = isBehind || next.kind === 'gap';
      if (answer) {
        const { page, error }: Answered = answer;
        answer = null;
        const isFurther = page !== undefined && orBefore(page.position) > orBefore(handled());
        if (isFurther) await handTo({ ...page, source, position: page.position as Position });
        else if (page) loops.well(handling);
        else if (isMissing) loops.failed(handling, error);
        isPageWanted = !page?.live;
        stuck = isFurther || (page?.live && !isMissing) ? 0 : stuck + 1;
        pageFrom = stuck === 0 ? 0 : performance.now() + Math.min(10 * 2 ** stuck, 1000);
        if (page?.live && stuck > DISMISS_AFTER) {
          note(`${names.contractsStream(source)} holds what is not in the log of ${source}; it is passed over.`);
          inHand.dismiss();
          marker = null;
        }
        continue;
      }
      if (next.kind === 'gap') isPageWanted = true;
      if (!isBehind) dueAt = Number.POSITIVE_INFINITY;
      else if (isStreamLate || now >= dueAt) isPageWanted = isStreamLate = true;
      else dueAt = Math.min(dueAt, now + settings.grace);
      if (isPageWanted && !isAsking && now >= pageFrom) ask();
      if (marker && !isBehind && marker.position > orBefore(handled())) {
        await handTo({ source, messages: [], position: marker.position, live: marker.live });
        continue;
      }
      await alarm.sleep((!isPageWanted ? dueAt : isAsking ? Number.POSITIVE_INFINITY : pageFrom) - now);
    }
  }

  signal.addEventListener('abort', alarm.ring);
  const kept = [
    loops.keep(listening, () => naming(`Hearing ${listening}`, heedMarkers)),
    loops.keep(receiving, () => naming(`Reading ${receiving}`, receive)),
    loops.keep(handling, async () => {
      await handle();
      await pause(0, signal);
    }),
  ];
  return {
    trouble: () => loops.failure()?.message ?? null,
    async stop() {
      stopping.abort();
      await Promise.all(kept);
    },
  };
}
