import { pause } from '../back-off.ts';
import type { Replay, Stop } from '../bus.ts';
import type { Position } from '../event.ts';
import { loopsUntil, naming } from '../loops.ts';
import type { BusParts } from './bus-parts.ts';
import { linked } from './carried.ts';
import { orBefore } from './names.ts';
import { unlessLost } from './nats-link.ts';
import { answerPage, readPage } from './pages.ts';
import { type PositionMarker, positionMarker } from './position-marker.ts';
import { isOvertaken, openStreamWriter } from './stream-writer.ts';
import { contractsStream } from './streams.ts';
import { subscribed } from './subscribed.ts';
import { keepTended, tendStream } from './tending.ts';

/** How often another replica may be faster, one time after another, before it is said. */
const OVERTAKEN_AT_MOST = 20;

/** A service that offers its contracts. */
export type Offering = { readonly stop: Stop; trouble(): string | null };

type Offered = {
  readonly source: string;
  readonly replay: Replay;
  /** The newest position of the publisher's log; absent when it cannot tell. */
  readonly head: (() => Promise<Position | null>) | undefined;
};

/** Offers a source three ways: where it stands by markers, live contracts by its stream, and any stretch by pages. */
export function offering({ source, replay, head }: Offered, parts: BusParts): Offering {
  const { link, names, settings, note } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = loopsUntil(signal);
  const [telling, writing, answering] = [
    `the position of ${source}`,
    `the stream of ${source}`,
    `pages of ${source}`,
  ] as const;
  let marker: PositionMarker | null = null;
  let taken: Position | null = null;
  let attempted: Position | null = null;
  let isRefused = false;
  let overtaken = 0;

  async function tellPosition() {
    marker ??= positionMarker((await head?.()) ?? null, (bytes) => link.up()?.publish(names.position(source), bytes));
    loops.well(telling);
    for await (const delivery of replay(marker.at()?.position ?? null, signal)) {
      marker.reached(delivery);
      loops.well(telling);
    }
    throw new Error(`The publisher of ${source} ended its replay. It is begun again.`);
  }

  /** Resolves when another replica wrote first, and what follows is to be begun again. */
  async function fillStream() {
    const session = await link.session(signal);
    const opening = openStreamWriter(source, {
      ...parts,
      session,
      taken(position) {
        if (position > orBefore(taken)) taken = position;
        isRefused = false;
        overtaken = 0;
        loops.well(writing);
      },
    });
    const writer = await unlessLost(session.lost, opening);
    if (orBefore(writer.last) >= orBefore(attempted)) isRefused = false;
    if (!isRefused) loops.well(writing);
    const newest = (await head?.()) ?? null;
    const isAhead = head !== undefined && orBefore(writer.last) > orBefore(newest);
    if (isAhead) {
      await unlessLost(session.lost, writer.manager.streams.purge(names.contractsStream(source)));
      note(
        `Stream ${names.contractsStream(source)} was ahead of the log of ${source}: another log had filled it. It is emptied.`,
      );
    }
    let before = (isAhead ? null : writer.last) ?? taken ?? newest;
    const stop = AbortSignal.any([signal, session.lost, writer.failed]);
    void keepTended(() => tendStream(writer.manager, contractsStream(source, parts), note), {
      every: settings.tend,
      until: stop,
      told: (error) => (error === null ? isRefused || loops.well(writing) : loops.failed(writing, error)),
    });
    try {
      for await (const { messages } of replay(before, stop))
        for (const group of linked(messages, before)) {
          before = group[0]?.message.position ?? before;
          if (await writer.write(group)) attempted = before;
        }
    } catch (error) {
      if (!writer.failed.aborted) throw error;
    }
    if (signal.aborted) return;
    if (session.lost.aborted) throw session.lost.reason;
    if (writer.failed.aborted) {
      if (isOvertaken(writer.failed.reason) && overtaken < OVERTAKEN_AT_MOST) {
        overtaken += 1;
        return pause(10 + 40 * Math.random(), signal);
      }
      isRefused = true;
      throw writer.failed.reason;
    }
    throw new Error(`The publisher of ${source} ended its replay. It is begun again.`);
  }

  async function answerPages() {
    const session = await link.session(signal);
    const requests = await subscribed(session, { subject: names.page(source), queue: source, signal });
    const until = AbortSignal.any([signal, session.lost]);
    const maxBytes = session.connection.info?.max_payload ?? 1024 * 1024;
    loops.well(answering);
    const read = async (after: Position | null) => {
      const at = marker?.at();
      if (at?.live && orBefore(after) >= at.position) return { messages: [], position: after, live: true };
      return readPage(replay, after, until);
    };
    for await (const request of requests)
      void answerPage(request, { maxBytes, read }).then(
        () => loops.well(answering),
        (error) => loops.failed(answering, error),
      );
    throw new Error(`Requests for pages of ${source} no longer arrive.`);
  }

  const kept = [
    loops.keep(telling, () => naming(`Telling ${telling}`, tellPosition)),
    loops.keep(writing, async () => {
      while (!signal.aborted) await naming(`Filling ${writing}`, fillStream);
    }),
    loops.keep(answering, () => naming(`Answering ${answering}`, answerPages)),
  ];
  return {
    trouble: () => loops.failure()?.message ?? null,
    async stop() {
      stopping.abort();
      marker?.stop();
      await Promise.all(kept);
    },
  };
}
