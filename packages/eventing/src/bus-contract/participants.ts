import type { Consumer, Delivery, Message, Replay } from '../bus.ts';
import type { Position } from '../event.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

/** The position of a place. */
export const positionAt = (place: number) => String(place).padStart(20, '0') as Position;

/** A publisher with a log of its own, as a service has one. */
export function publisher(source: string) {
  const messages: Message[] = [];
  const waiting = new Set<() => void>();
  let place = 0;
  const replay: Replay = async function* (after, signal) {
    let from = after ?? '';
    while (!signal.aborted) {
      const [first, , third] = messages.filter(({ position }) => position > from);
      const until = third?.position ?? messages.at(-1)?.position ?? '';
      const next = first ? messages.filter(({ position }) => position > from && position <= until) : [];
      if (next.length > 0) {
        from = (next.at(-1) as Message).position;
        yield {
          source,
          messages: next,
          position: from as Position,
          live: from === messages.at(-1)?.position,
        } satisfies Delivery;
        continue;
      }
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
  };
  const publishTogether = (type: string, all: readonly unknown[]) => {
    place += 7;
    const position = positionAt(place);
    for (const [index, data] of all.entries()) {
      const id = index === 0 ? `${source}-${place}` : `${source}-${place}/${index}`;
      messages.push({
        id,
        subject: `${source}.${type}.v1`,
        position,
        at: '2026-03-01T09:00:00.000Z',
        data,
        traceparent,
      });
    }
    for (const wake of [...waiting]) wake();
    return position;
  };
  return {
    replay,
    publishTogether,
    publish: (type: string, data: unknown = {}) => publishTogether(type, [data]),
    head: async () => messages.at(-1)?.position ?? null,
  };
}

/** A consumer that remembers where it stands, as a service does beside its rows. */
export function consumer(name: string, subjects: readonly string[]) {
  const positions = new Map<string, Position>();
  const seen: Message[] = [];
  const aside: Message[] = [];
  const waiting = new Set<() => void>();
  let failing = 0;
  let failure = new Error('not now');
  let failures = 0;
  let refused: string | null = null;
  let torn = false;
  const requireHandled = (messages: readonly Message[]) => {
    if (messages.some(({ id }) => id === refused)) throw new Error(`${refused} can never be handled`);
  };
  const made: Consumer = {
    name,
    subjects,
    after: (source) => positions.get(source) ?? null,
    async deliver({ source, messages, position }) {
      if (failing > 0) {
        failing -= 1;
        failures += 1;
        throw failure;
      }
      requireHandled(messages);
      const from = positions.get(source) ?? '';
      if (messages.some((message) => message.position <= from || message.position > position)) torn = true;
      seen.push(...messages.filter((message) => message.position > from));
      if (position > from) positions.set(source, position);
      for (const check of [...waiting]) check();
    },
    async setAside({ source, messages, position }) {
      aside.push(...messages);
      positions.set(source, position);
      for (const check of [...waiting]) check();
    },
    async redeliver(messages) {
      if (failing > 0) throw failure;
      requireHandled(messages);
      seen.push(...messages);
      for (const check of [...waiting]) check();
    },
  };
  return {
    aside,
    consumer: made,
    seen,
    idsOf: (source: string) => seen.filter(({ subject }) => subject.startsWith(`${source}.`)).map(({ id }) => id),
    failures: () => failures,
    fail(times: number, error = new Error('not now')) {
      failing = times;
      failure = error;
    },
    /** Never takes the message of this id, until another one is named. */
    refuse(id: string | null) {
      refused = id;
    },
    /** True when a message ever came outside of the stretch that its delivery covers. */
    isTorn: () => torn,
    forget: (source: string) => positions.delete(source),
    reached: (source: string, position: Position) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if ((positions.get(source) ?? '') < position) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}
